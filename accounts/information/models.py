from typing import Self

import structlog
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from accounts.choices import Language
from accounts.models.translated import in_own_language

log = structlog.get_logger(__name__)


class InformationPage(models.Model):
    """A page that everybody may read and an administrator edits (B12.4), in Markdown."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title_fi = models.CharField(_("title in Finnish"), max_length=160)
    title_sv = models.CharField(_("title in Swedish"), max_length=160, blank=True)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    body_fi = models.TextField(_("text in Finnish"))
    body_sv = models.TextField(_("text in Swedish"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    updated_at = models.DateTimeField(_("updated"), editable=False)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_own_language(self, "title")

    @property
    def body(self) -> str:
        """The Markdown in the reader's language."""
        return in_own_language(self, "body")

    @property
    def language(self) -> str:
        """The language that `body` is written in: the reader's, or Finnish for want of it."""
        own = (get_language() or Language.FINNISH)[:2]
        return own if getattr(self, f"body_{own}", "") else Language.FINNISH


class ContactDetails(models.Model):
    """The ways to reach us that stand on every page and in mail (B13): exactly one row.

    Nothing is shown of what is empty; the phone number is empty until somebody sets it.
    """

    ONLY = 1
    CACHE_KEY = "contact-details"
    CACHE_SECONDS = 60

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    support_email = models.EmailField(_("support address"), blank=True)
    visiting_address = models.TextField(_("visiting address"), max_length=300, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("contact details")
        verbose_name_plural = _("contact details")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="contact_details_are_one_row"),
        ]

    def __str__(self) -> str:
        return self.support_email

    @classmethod
    def load(cls) -> Self:
        """Return the row, from the cache for up to a minute, from the database without one."""
        try:
            facts = cache.get(cls.CACHE_KEY)
        except (RedisError, OSError):
            log.warning("contact_details_not_cached")
            return cls.objects.get(pk=cls.ONLY)
        if facts is None:
            facts = cls.objects.filter(pk=cls.ONLY).values().get()
            cache.set(cls.CACHE_KEY, facts, cls.CACHE_SECONDS)
        return cls.from_db(DEFAULT_DB_ALIAS, list(facts), list(facts.values()))
