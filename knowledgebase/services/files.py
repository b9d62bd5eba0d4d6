"""Pictures and files of an article; its text names them (B9)."""

import hashlib
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image

from accounts import filetypes
from accounts.models import User
from knowledgebase.models import Article, ArticleFile
from knowledgebase.services.writing import compose_text, lock

_HEAD = 8192
# A picture of a screen has far less; a bomb has far more.
_MOST_PIXELS = 40_000_000


class FileRefused(Exception):
    """Not a kind of file that an article may hold, too large, or not what its name says."""


@transaction.atomic
def add_file(
    article: Article, upload: UploadedFile, *, by: User | None, at: datetime
) -> ArticleFile:
    """Add a file, or put it in the place of one of the same name. Raises FileRefused."""
    article = lock(article)
    name = str(upload.name).replace("/", "-")[-120:]
    content_type = _content_type(name, upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    old = ArticleFile.objects.filter(article=article, name=name).first()
    if old:
        _forget(old)
    file = ArticleFile.objects.create(
        article=article,
        name=name,
        content_type=content_type,
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        file=upload,
        added_at=at,
        added_by=by,
    )
    _compose_again(article)
    return file


@transaction.atomic
def remove_file(file: ArticleFile) -> None:
    """Take a file away; texts that name it show its words instead."""
    article = lock(file.article)
    _forget(file)
    _compose_again(article)


def _content_type(name: str, upload: UploadedFile) -> str:
    if not upload.size or upload.size > filetypes.MAX_BYTES:
        raise FileRefused
    head = upload.read(_HEAD)
    upload.seek(0)
    content_type = filetypes.content_type_of(name, head)
    if content_type is None:
        raise FileRefused
    if content_type.startswith("image/"):
        try:
            with Image.open(upload) as picture:
                width, height = picture.size
        # ValueError: words or colours inside it that unpack beyond measure.
        except (OSError, ValueError, Image.DecompressionBombError) as reason:
            raise FileRefused from reason
        if width * height > _MOST_PIXELS:
            raise FileRefused
        upload.seek(0)
    return content_type


def _forget(file: ArticleFile) -> None:
    """Delete the row now, and the content when nothing can bring the row back."""
    stored = file.file
    file.delete()
    name = stored.name or ""
    transaction.on_commit(lambda: stored.storage.delete(name), robust=True)


def _compose_again(article: Article) -> None:
    for text in article.texts.select_related("article"):
        compose_text(text)
        text.save(update_fields=["html", "contents"])
