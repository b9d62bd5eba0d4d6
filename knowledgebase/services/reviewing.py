"""An article is read again, so that it stays true (B9)."""

from datetime import date, datetime

from django.db import transaction

from accounts.timewords import local
from knowledgebase.models import Article
from knowledgebase.services.writing import lock


@transaction.atomic
def confirm(article: Article, *, next_on: date | None, at: datetime) -> Article:
    """Say that it still holds, and when it is to be read again (None: never)."""
    article = lock(article)
    article.reviewed_on, article.review_on = local(at).date(), next_on
    article.review_told_at = None
    article.save(update_fields=["reviewed_on", "review_on", "review_told_at"])
    return article
