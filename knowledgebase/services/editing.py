"""What an editor's page saves: the words and the facts of an article, together (B9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.timewords import local
from knowledgebase.choices import Audience
from knowledgebase.models import Article, ArticleText
from knowledgebase.services.publishing import publish
from knowledgebase.services.reviewing import confirm
from knowledgebase.services.writing import Facts, change_facts, lock, write_text

# What nobody says another time for is read again in a year.
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Opened:
    """The versions of an article and of its text that somebody opened: 0 for what was not there."""

    version: int
    number: int


@dataclass(frozen=True)
class Wording:
    """A text in one language, and what its writer says of the change."""

    language: str
    title: str
    body: str
    is_small: bool = False
    note: str = ""


@transaction.atomic
def edit(
    article: Article, wording: Wording, facts: Facts, *, seen: Opened, by: User, at: datetime
) -> bool:
    """Save what has changed; return whether anything had. Raises ChangedMeanwhile."""
    article = lock(article)
    has_new_facts = facts_of(article) != facts
    if has_new_facts:
        change_facts(article, facts, seen=seen.version, by=by, at=at)
    text = ArticleText.objects.filter(article=article, language=wording.language).first()
    has_new_words = text is None or (text.title, text.body) != (wording.title, wording.body)
    if has_new_words:
        write_text(
            article,
            language=wording.language,
            title=wording.title,
            body=wording.body,
            seen=seen.number,
            is_small=wording.is_small,
            note=wording.note,
            by=by,
            at=at,
        )
    return has_new_facts or has_new_words


def facts_of(article: Article) -> Facts:
    """What an article is now, as a form would say it."""
    return Facts(
        module=article.module,
        topic=article.topic,
        audience=Audience(article.audience),
        customers=tuple(article.customers.order_by("pk")),
        owner=article.owner,
        related=tuple(article.related.order_by("pk")),
    )


@transaction.atomic
def release(article: Article, *, since: datetime, until: datetime | None, at: datetime) -> None:
    """Publish what has just been written and so been read; it is read again in a year.

    Raises NothingToPublish.
    """
    article = publish(article, since=since, until=until, at=at)
    if article.review_on is None:
        confirm(article, next_on=_in_a_year(at), at=at)


def _in_a_year(at: datetime) -> date:
    return local(at).date() + _A_YEAR
