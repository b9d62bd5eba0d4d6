"""Named questions about articles. `visible_to` comes before every other filter."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from knowledgebase.choices import Audience

if TYPE_CHECKING:
    from accounts.models import User
    from knowledgebase.models import Article, ArticleFile  # noqa: F401

# Letters of HTML: the lead of an article fits into them.
_OPENING = 700


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

    def told_in(self, language: str) -> Self:
        """One row an article, with its text in a language, else in the one it was written in.

        Adds `title`, `language` and `changed_at` of that text, and `opening`, its first words
        as HTML that may end anywhere.
        """
        own = self.model.objects.filter(pk=OuterRef("pk"), texts__language=language)
        original = Q(texts__language=F("original")) & ~Exists(own)
        return self.filter(Q(texts__language=language) | original).annotate(
            title=F("texts__title"),
            language=F("texts__language"),
            changed_at=F("texts__changed_at"),
            opening=Left("texts__html", _OPENING),
        )

    def changed_since_read_by(self, user: "User") -> Self:
        """Those that mean something else by now than when a person last read them.

        A small correction is no such change. Another language may be read by now: the text
        that was read counts.
        """
        stale = self.model.objects.filter(
            pk=OuterRef("pk"),
            readings__user=user,
            texts__language=F("readings__language"),
            texts__meaning__gt=F("readings__number"),
        )
        return self.filter(Exists(stale))

    def to_review(self, day: date) -> Self:
        """Those whose owner should read them again."""
        return self.filter(review_on__lte=day)


class ArticleFileQuerySet(QuerySet["ArticleFile"]):
    def visible_to(self, user: "User", *, at: datetime) -> Self:
        """Files of the articles that a person may read."""
        articles = ArticleQuerySet(self.model._meta.get_field("article").related_model)  # noqa: SLF001
        return self.filter(article__in=articles.visible_to(user, at=at))
