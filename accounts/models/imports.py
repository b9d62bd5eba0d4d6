from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import ImportKind


class ImportRun(models.Model):
    """A file of the ledger or the register that was taken in, and what it changed (B12.3)."""

    kind = models.CharField(_("what"), max_length=12, choices=ImportKind.choices)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: from the command line."),
    )
    at = models.DateTimeField(_("when"))
    rows = models.PositiveIntegerField(_("rows"))
    added = models.PositiveIntegerField(_("added"))
    changed = models.PositiveIntegerField(_("changed"))

    class Meta:
        ordering = ["-at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.file_name}"
