"""An article is read again, so that it stays true (B9)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from accounts.notices import services as notices
from accounts.notices.services import Telling
from accounts.timewords import local
from knowledgebase.models import Article
from knowledgebase.services.writing import lock

REVIEW = "article.review"


@transaction.atomic
def confirm(article: Article, *, next_on: date | None, at: datetime) -> Article:
    """Say that it still holds, and when it is to be read again (None: never)."""
    article = lock(article)
    article.reviewed_on, article.review_on = local(at).date(), next_on
    article.review_told_at = None
    article.save(update_fields=["reviewed_on", "review_on", "review_told_at"])
    return article


@transaction.atomic
def tell_of_reviews(*, limit: int, at: datetime) -> int:
    """Tell the owners of some articles that they are due, once a date; return how many were due.

    Without an owner who still works here, the support managers hear of it.
    """
    waiting = Article.objects.to_review(local(at).date()).filter(review_told_at__isnull=True)
    due = list(
        waiting.select_related("owner")
        .order_by("review_on", "pk")
        .select_for_update(skip_locked=True, of=("self",))[:limit]
    )
    if not due:
        return 0
    managers = list(User.objects.with_role(Role.MANAGER))
    notices.tell_each(
        Telling(
            _readers_of(article, managers),
            kind=REVIEW,
            key=f"article-{article.pk}.review.{article.review_on}",
            context={"article": article.pk},
            at=at,
        )
        for article in due
    )
    Article.objects.filter(pk__in=[article.pk for article in due]).update(review_told_at=at)
    return len(due)


def _readers_of(article: Article, managers: list[User]) -> Iterable[User]:
    owner = article.owner
    return [owner] if owner and owner.is_active and owner.is_desk else managers
