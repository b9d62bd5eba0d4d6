from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import CertificateSource
from accounts.models.products import Module
from accounts.querysets import CertificateQuerySet


class Certificate(models.Model):
    """That a person has been trained in a module, and until when that counts (B2.2)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("person"),
    )
    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("module")
    )
    source = models.CharField(_("source"), max_length=10, choices=CertificateSource.choices)
    achieved_on = models.DateField(_("trained on"))
    expires_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The last day; empty: for ever.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded"))
    warned_at = models.DateTimeField(_("warned"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["module", "-achieved_on"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "module", "achieved_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="certificate_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("achieved_on")),
                name="certificate_ends_after_start",
            ),
        ]
        indexes = [
            # Whom the sweep has still to warn.
            models.Index(
                fields=["expires_on"],
                condition=Q(warned_at__isnull=True, withdrawn_at__isnull=True),
                name="certificate_to_warn_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.module}"

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day: withdrawn never, its last day too."""
        return self.withdrawn_at is None and (self.expires_on is None or day <= self.expires_on)
