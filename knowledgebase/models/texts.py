import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from knowledgebase.models.articles import Article


class ArticleText(models.Model):
    """An article in one language. `html`, `contents` and `plain` follow from the Markdown.

    A change of the original that is no small correction makes its translations older than it:
    `meaning` is the number of the last such version, `follows` the meaning of the original that
    a translation was written after.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    html = models.TextField(editable=False)
    # [[anchor, words], …] of the headings.
    contents = models.JSONField(default=list, editable=False)
    number = models.PositiveIntegerField(_("version"), default=1)
    meaning = models.PositiveIntegerField(default=1, editable=False)
    follows = models.PositiveIntegerField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        ordering = ["article", "language"]
        verbose_name = _("text of an article")
        verbose_name_plural = _("texts of articles")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"], name="article_once_in_a_language"
            ),
            models.CheckConstraint(
                condition=Q(meaning__lte=F("number")), name="article_meaning_is_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_original(self) -> bool:
        return self.language == self.article.original


class ArticleVersion(models.Model):
    """A text as it once was. Nothing is overwritten: to restore one is to save it again."""

    text = models.ForeignKey(ArticleText, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    is_small = models.BooleanField(_("a small correction"), default=False)
    at = models.DateTimeField(_("saved"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saved by"),
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of an article")
        verbose_name_plural = _("versions of articles")
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="article_version_once"),
        ]
        triggers = [pgtrigger.Protect(name="stays_as_it_was", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
