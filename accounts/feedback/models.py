import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.feedback.querysets import FeedbackQuerySet

# Long enough for a page of thoughts, short enough that nobody pastes a log file.
MAX_LENGTH = 4000
MAX_PAGE_LENGTH = 300


class Feedback(models.Model):
    """What somebody thinks of a page of the portal (B13). A visitor's has no `from_user`."""

    # Made with the form, so that a double click gives one row.
    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        verbose_name=_("from"),
    )
    page = models.CharField(_("page"), max_length=MAX_PAGE_LENGTH, blank=True)
    text = models.TextField(_("feedback"), max_length=MAX_LENGTH)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    at = models.DateTimeField(_("given"))
    seen_at = models.DateTimeField(_("read"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read by"),
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        indexes = [
            models.Index(fields=["-id"], condition=Q(seen_at__isnull=True), name="feedback_unseen"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="feedback_says_something"),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=False) | Q(seen_by__isnull=True),
                name="feedback_read_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.text[:40]}"

    @property
    def is_seen(self) -> bool:
        return self.seen_at is not None
