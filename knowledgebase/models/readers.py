from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from knowledgebase.choices import Verdict
from knowledgebase.models.articles import Article


class Reading(models.Model):
    """That a person has read an article: how often, and which version last ("changed since")."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings", db_index=False
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="readings")
    language = models.CharField(max_length=2, choices=Language.choices)
    # Of the text read last.
    number = models.PositiveIntegerField()
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_at"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="reading_once_a_person"),
        ]
        indexes = [models.Index(fields=["last_at"], name="reading_by_time")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.article_id}"


class Vote(models.Model):
    """What one reader says of an article; a second word of theirs replaces the first."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="votes")
    language = models.CharField(max_length=2, choices=Language.choices)
    number = models.PositiveIntegerField(_("version"))
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    at = models.DateTimeField(_("said"))
    # A writer has read it and done what there was to do.
    settled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dealt with by"),
    )

    class Meta:
        ordering = ["-at"]
        verbose_name = _("vote on an article")
        verbose_name_plural = _("votes on articles")
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="vote_once_a_person"),
        ]
        indexes = [
            models.Index(
                fields=["-at"],
                condition=Q(settled_at__isnull=True) & ~Q(verdict=Verdict.HELPED),
                name="vote_to_deal_with",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.verdict}"


class SolvedHere(models.Model):
    """A case that was not needed: somebody was writing one, and an article answered (B3.4)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="solved")
    # The draft that was put away; the same one is counted once.
    draft = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("case avoided")
        verbose_name_plural = _("cases avoided")
        constraints = [
            models.UniqueConstraint(fields=["article", "draft"], name="solved_once_a_draft"),
            models.UniqueConstraint(
                fields=["article", "user"],
                condition=Q(draft__isnull=True),
                name="solved_once_without_a_draft",
            ),
        ]
        indexes = [models.Index(fields=["article", "at"], name="solved_by_article")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.at}"
