"""Articles go out as a folder of files, as they would come in again (B9)."""

from collections.abc import Iterator
from pathlib import Path

from knowledgebase.choices import Audience
from knowledgebase.folder.gathering import PREFERENCE
from knowledgebase.folder.pages import files_named_in, page_text
from knowledgebase.models import Article, ArticleFile, ArticleText

_AT_ONCE = 200


class Export:
    """Writes articles under `folder`: `fi/KEY.md`, and the files that their texts name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[Path, str] = {}

    def write_all(self) -> Iterator[Article]:
        """Write every article; yield each when it is there."""
        articles = Article.objects.order_by("key").select_related("module", "topic")
        whole = articles.prefetch_related("texts", "files", "related", "customers")
        for article in whole.iterator(chunk_size=_AT_ONCE):
            texts = sorted(article.texts.all(), key=lambda text: PREFERENCE.index(text.language))
            for text in texts:
                body = page_text(_front(article, text, texts), text.body)
                self._write(self._folder / text.language / f"{article.key}.md", body.encode())
            self._write_files(article, texts)
            yield article

    def _write_files(self, article: Article, texts: list[ArticleText]) -> None:
        """Put each file beside the texts that name it; one that none names into its own folder.

        Where another article has one of the same name, it goes into its own folder too.
        """
        for file in article.files.all():
            naming = [text for text in texts if file.name in files_named_in(text.body)]
            for text in naming:
                path = self._folder / text.language / file.name
                if self._written.setdefault(path, file.sha256) != file.sha256:
                    path = path.parent / article.key / file.name
                self._write(path, _content(file))
            if not naming and texts:
                self._write(
                    self._folder / texts[0].language / article.key / file.name, _content(file)
                )

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _content(file: ArticleFile) -> bytes:
    with file.file.open("rb") as stored:
        return stored.read()


def _front(article: Article, text: ArticleText, texts: list[ArticleText]) -> dict[str, str]:
    """The front matter of one text; what goes without saying is left out."""
    said = {
        "title": text.title,
        "language": text.language,
        "module": article.module.key if article.module else "",
        "topic": article.topic.key if article.topic else "",
        "audience": article.audience,
    }
    if article.audience == Audience.NAMED:
        said["customers"] = ", ".join(sorted(each.business_id for each in article.customers.all()))
    if others := sorted(each.key for each in article.related.all()):
        said["related"] = ", ".join(others)
    if article.review_on:
        said["review_on"] = article.review_on.isoformat()
    is_out = article.published_from is not None
    if is_out != (article.audience == Audience.PUBLIC):
        said["published"] = "yes" if is_out else "no"
    if article.original != texts[0].language:
        said["original"] = article.original
    return said
