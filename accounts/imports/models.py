from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import ImportKind


class KeptFile(models.Model):
    """A file without a problem, kept until who saw its report takes it in, a day at most."""

    kind = models.CharField(_("what"), max_length=12, choices=ImportKind.choices)
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    digest = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"), db_index=True)

    class Meta:
        verbose_name = _("file to be taken in")
        verbose_name_plural = _("files to be taken in")

    def __str__(self) -> str:
        return self.file_name
