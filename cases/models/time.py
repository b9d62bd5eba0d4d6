from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.querysets import TimeEntryQuerySet

# Nobody works longer than a day in a day.
MOST_MINUTES = 24 * 60
# What was done longer ago is settled.
LONGEST_BACK = timedelta(days=365)


class TimeEntry(models.Model):
    """How long somebody at SoftOne worked on a case, on which day (B7.3). Never the customer's to see.

    It never changes: what was recorded by mistake is withdrawn, counts no longer, and stays.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="time_entries", db_index=False
    )
    submission_key = models.UUIDField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    about = models.CharField(_("what was done"), max_length=120, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = TimeEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("time spent on a case")
        verbose_name_plural = _("time spent on cases")
        indexes = [
            # The last entries of a case, and a customer's sums through its cases.
            models.Index(
                fields=["case", "day", "id"],
                include=["minutes"],
                name="time_of_case",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, MOST_MINUTES)), name="time_within_a_day"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="time_withdrawn_by_a_person",
            ),
            models.UniqueConstraint(
                fields=["case", "by", "submission_key"], name="time_recorded_once"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="entry_stays",
                fields=["case", "submission_key", "by", "day", "minutes", "about", "recorded_at"],
            ),
            pgtrigger.Protect(
                name="withdrawal_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(name="entry_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.minutes} min"

    @property
    def seconds(self) -> int:
        return self.minutes * 60
