"""Named questions about articles. `visible_to` comes before every other filter."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from knowledgebase.choices import Audience

if TYPE_CHECKING:
    from accounts.models import User
    from knowledgebase.models import Article, ArticleFile  # noqa: F401


class ArticleQuerySet(QuerySet["Article"]):
    def visible_to(self, user: "User", *, at: datetime) -> Self:
        """Staff see every article; a SuperUser what is published for their company (B9, B1.1)."""
        if user.is_desk:
            return self
        companies = [company.pk for company in user.companies]
        named = self.model.customers.through.objects.filter(
            article=OuterRef("pk"), customer__in=companies
        )
        mine = Q(audience=Audience.PUBLIC) | Q(Exists(named), audience=Audience.NAMED)
        return self.published(at).filter(mine) if companies else self.none()

    def published(self, at: datetime) -> Self:
        """Those that readers may see at a moment."""
        begun = self.filter(published_from__lte=at)
        return begun.filter(Q(published_until__isnull=True) | Q(published_until__gt=at))

    def unpublished(self, at: datetime) -> Self:
        """Drafts, those that wait for their day, and those that have been taken down."""
        waits = Q(published_from__isnull=True) | Q(published_from__gt=at)
        return self.filter(waits | Q(published_until__lte=at))

    def to_review(self, day: date) -> Self:
        """Those whose owner should read them again."""
        return self.filter(review_on__lte=day)


class ArticleFileQuerySet(QuerySet["ArticleFile"]):
    def visible_to(self, user: "User", *, at: datetime) -> Self:
        """Files of the articles that a person may read."""
        from_articles = self.model._meta.get_field("article").related_model  # noqa: SLF001
        return self.filter(article__in=from_articles.objects.visible_to(user, at=at))
