import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import Channel, MessageKind
from cases.models.case import Case
from cases.querysets import AttachmentQuerySet, MessageQuerySet


class Message(models.Model):
    """What somebody wrote on a case. Never changed; a note never reaches the customer."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    submission_key = models.UUIDField(null=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=MessageKind.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.PORTAL)
    body = models.TextField(_("message"))
    sent_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index("case", "sent_at", "id", name="message_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=MessageKind.values), name="message_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["case", "author", "submission_key"], name="message_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.body[:60]}"


def random_path(attachment: "Attachment", filename: str) -> str:
    """Where a file is kept: a name nobody chose and nobody can guess."""
    token = uuid.uuid4().hex
    return f"attachments/{token[:2]}/{token}"


class Attachment(models.Model):
    """A file sent with a message, served only through a view, as a download."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_path, max_length=100)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")
