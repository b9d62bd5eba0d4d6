import uuid
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models import Customer, Module
from accounts.models.translated import TranslatedName
from knowledgebase.choices import Audience
from knowledgebase.querysets import ArticleFileQuerySet, ArticleQuerySet


class Topic(TranslatedName):
    """What an article is about across modules: period ends, settings, troubles."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Article(models.Model):
    """One answer, whatever languages it is written in. `key` names it in addresses and files."""

    key = models.SlugField(_("key"), max_length=100, unique=True)
    module = models.ForeignKey(
        Module,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("module"),
        help_text=_("Empty: concerns all of them."),
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("topic"),
    )
    audience = models.CharField(
        _("who may read"), max_length=10, choices=Audience.choices, default=Audience.STAFF
    )
    customers = models.ManyToManyField(
        Customer, blank=True, related_name="articles", verbose_name=_("customers")
    )
    # The language it is written in first; other languages are translations of that text.
    original = models.CharField(_("original language"), max_length=2, choices=Language.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("owner"),
    )
    published_from = models.DateTimeField(
        _("published from"), null=True, blank=True, help_text=_("Empty: a draft.")
    )
    published_until = models.DateTimeField(_("published until"), null=True, blank=True)
    review_on = models.DateField(_("to be read again on"), null=True, blank=True)
    reviewed_on = models.DateField(_("checked on"), null=True, blank=True)
    review_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related articles"))
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    # Counts the saves: of two who edit at once, the second is told (B9).
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_until__isnull=True)
                | Q(published_until__gt=F("published_from")),
                name="article_published_for_a_while",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"],
                condition=Q(review_told_at__isnull=True),
                name="article_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("knowledgebase:article", args=[self.key])

    def is_published(self, at: datetime) -> bool:
        """Whether readers outside SoftOne's own may see it at a moment, if it is for them."""
        begun = self.published_from is not None and self.published_from <= at
        return begun and (self.published_until is None or at < self.published_until)


def _file_path(row: "ArticleFile", name: str) -> str:
    """A path that tells nothing: the name a person gave is data, never a place."""
    return str(PurePosixPath("articles", row.key.hex[:2], row.key.hex))


class ArticleFile(models.Model):
    """A picture or a file of an article, named in its text as `file:name.png`."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=_file_path, max_length=100)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ArticleFileQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("file of an article")
        verbose_name_plural = _("files of articles")
        constraints = [
            models.UniqueConstraint(fields=["article", "name"], name="article_file_once_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("knowledgebase:file", args=[self.key])

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")
