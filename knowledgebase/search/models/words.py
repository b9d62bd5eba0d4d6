from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language


class Synonyms(models.Model):
    """Words that mean the same here: whoever types one finds the others too (B9)."""

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    words = models.TextField(
        _("words"),
        max_length=500,
        help_text=_(
            "In their basic form, separated by commas. An expression may have several words."
        ),
    )

    class Meta:
        ordering = ["language", "words"]
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words


class StopWord(models.Model):
    """A word that says nothing of what is sought, such as “miten” (B9)."""

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    word = models.CharField(_("word"), max_length=40)

    class Meta:
        ordering = ["language", "word"]
        verbose_name = _("stop word")
        verbose_name_plural = _("stop words")
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="stop_word_once"),
        ]

    def __str__(self) -> str:
        return self.word


class MissedSearch(models.Model):
    """Words that found nothing, and how often: what writers should write about (B9).

    Nobody's name is kept with them.
    """

    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    words = models.CharField(_("searched for"), max_length=100)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last time"))
    settled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)

    class Meta:
        ordering = ["-times", "-last_at"]
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        constraints = [
            models.UniqueConstraint(fields=["language", "words"], name="missed_search_once"),
        ]
        indexes = [
            models.Index(
                fields=["-times", "-last_at"],
                condition=Q(settled_at__isnull=True),
                name="missed_search_to_deal_with",
            ),
        ]

    def __str__(self) -> str:
        return self.words
