import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer
from cases.models.messages import random_path
from cases.querysets import DraftFileQuerySet, DraftQuerySet


class Draft(models.Model):
    """A case being written: what was typed so far, on whatever device (B3.3).

    Its key names the submission that comes of it, so a draft is sent once.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    fields = models.JSONField(_("what was typed"), default=dict)
    saved_at = models.DateTimeField(_("saved"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("draft of a case")
        verbose_name_plural = _("drafts of cases")

    def __str__(self) -> str:
        return f"{self.key}"


class DraftFile(models.Model):
    """A file that waits with its draft to be sent."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_path, max_length=100)

    objects = DraftFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")
