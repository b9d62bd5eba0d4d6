"""An article comes before readers' eyes, for as long as it holds (B9)."""

from datetime import datetime

from django.db import transaction

from knowledgebase.models import Article
from knowledgebase.services.writing import changed, lock


class NothingToPublish(Exception):
    """It has no reader: it is for named customers, and none is named."""


@transaction.atomic
def publish(article: Article, *, since: datetime, until: datetime | None, at: datetime) -> Article:
    """Show it from `since` until `until` (aware; None: for good). Raises NothingToPublish."""
    article = lock(article)
    if article.audience == "named" and not article.customers.exists():
        raise NothingToPublish
    article.published_from, article.published_until = since, until
    article.version += 1
    article.save(update_fields=["published_from", "published_until", "version"])
    changed(article, at=at)
    return article


@transaction.atomic
def take_down(article: Article, *, at: datetime) -> Article:
    """Make it a draft again: readers do not find it any more."""
    article = lock(article)
    article.published_from = article.published_until = None
    article.version += 1
    article.save(update_fields=["published_from", "published_until", "version"])
    changed(article, at=at)
    return article
