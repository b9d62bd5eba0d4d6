"""Articles brought where a test needs them, through the services."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Customer, User
from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.models import Article, ArticleFile, ArticleText

# The smallest PNG there is.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def article(
    key: str,
    *,
    at: datetime,
    title: str = "Palkka-ajo pysähtyy",
    body: str = "Tarkista kirjaukset.",
    language: str = "fi",
    audience: Audience = Audience.PUBLIC,
    customers: Sequence[Customer] = (),
    published: bool = True,
    by: User | None = None,
    **facts: Any,
) -> Article:
    """An article in one language, before its readers' eyes unless said."""
    made = services.create_article(
        key=key,
        title=title,
        body=body,
        language=language,
        facts=services.Facts(audience=audience, customers=customers, **facts),
        by=by,
        at=at,
    )
    return services.publish(made, since=at, until=None, at=at) if published else made


def text(
    article: Article,
    *,
    at: datetime,
    language: str = "fi",
    title: str = "Palkka-ajo pysähtyy",
    body: str = "Uusi sanamuoto.",
    **how: Any,
) -> ArticleText:
    """The article in a language, written anew."""
    old = ArticleText.objects.filter(article=article, language=language).first()
    seen = old.number if old else 0
    return services.write_text(
        article, language=language, title=title, body=body, seen=seen, by=None, at=at, **how
    )


def picture_of(article: Article, *, at: datetime, name: str = "kuva.png") -> ArticleFile:
    return services.add_file(article, SimpleUploadedFile(name, PNG), by=None, at=at)
