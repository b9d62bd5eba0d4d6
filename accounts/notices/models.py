from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.notices.choices import MailState
from accounts.notices.querysets import NoticeQuerySet, OutboxMailQuerySet


class Notice(models.Model):
    """A line in a person's list of notices. The unique key makes it arrive exactly once."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    # Ids and codes only: what a person wrote stays where it can be erased.
    context = models.JSONField(_("about"), default=dict)
    key = models.CharField(_("key"), max_length=150)
    created_at = models.DateTimeField(_("created"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_exactly_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_newest_first"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None


class OutboxMail(models.Model):
    """A mail that must leave. Written with the change it tells of, sent after the commit.

    A worker claims it (`lease_until`, `attempts`), sends it, marks it. `message_id` never
    changes, so a mail doubled by a crash between sending and marking is seen as the same one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outbox_mails",
        verbose_name=_("recipient"),
    )
    to_address = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    context = models.JSONField(_("about"), default=dict)
    one_time_path = models.CharField(_("one-time link"), max_length=300, blank=True)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("send at"))
    lease_until = models.DateTimeField(_("being sent until"), null=True, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=320, unique=True)
    last_error = models.CharField(_("last answer"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MailState.WAITING) | Q(one_time_path=""),
                name="mail_link_blanked_when_done",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.WAITING) | Q(lease_until__isnull=True),
                name="mail_leased_only_while_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="mail_sent_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=MailState.WAITING), name="mail_due"),
            models.Index(
                fields=["created_at"], condition=Q(state=MailState.DEAD), name="mail_dead"
            ),
            models.Index(fields=["-created_at"], name="mail_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def full_context(self) -> dict[str, Any]:
        """The context with the secret that only the mail itself may carry."""
        return {**self.context, "one_time_path": self.one_time_path}
