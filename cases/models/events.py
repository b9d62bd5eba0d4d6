import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from cases.choices import EventKind, Outcome, Stage
from cases.models.case import Case
from cases.models.messages import Message
from cases.models.quotations import Quotation
from cases.models.time import TimeEntry
from cases.querysets import CaseEventQuerySet
from sla.choices import ClockKind
from sla.models import ServiceLevel


class CaseEvent(models.Model):
    """One change of a case: the row that timeline, notices and reports are made of.

    Append-only, also for the database. It holds ids, codes and times; what somebody wrote
    lies in `CaseEventText`, where alone it may be erased.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    kind = models.CharField(_("event"), max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(
        _("at"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    owner_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("new owner"),
    )
    starts_handling = models.BooleanField(_("starts handling"), default=False)
    stage_from = models.CharField(_("from stage"), max_length=16, choices=Stage.choices, blank=True)
    stage_to = models.CharField(_("to stage"), max_length=16, choices=Stage.choices, blank=True)
    level_from = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("from level"),
    )
    level_to = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("to level"),
    )
    type_from = models.CharField(
        _("from type"), max_length=20, choices=CaseType.choices, blank=True
    )
    type_to = models.CharField(_("to type"), max_length=20, choices=CaseType.choices, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    other = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("other case"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("follower"),
    )
    quotation = models.ForeignKey(
        Quotation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    time = models.ForeignKey(
        TimeEntry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(_("by when"), null=True)
    clock_kind = models.CharField(_("clock"), max_length=10, choices=ClockKind.choices, blank=True)
    percent = models.PositiveSmallIntegerField(_("time used (%)"), null=True)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        indexes = [models.Index("case", "at", "id", name="event_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values), name="case_event_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(stage_to="") | ~models.Q(stage_from=models.F("stage_to")),
                name="case_event_moves_or_says_nothing",
            ),
            # A promise is missed once, whoever notices it first.
            models.UniqueConstraint(
                fields=["case", "clock_kind"],
                condition=models.Q(kind=EventKind.BREACHED),
                name="case_event_breach_once_a_clock",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"

    @property
    def by_name(self) -> str:
        """Who did it; what nobody in particular did, SoftOne did."""
        return self.by.full_name if self.by else "SoftOne"


class CaseEventText(models.Model):
    """The words that belong to an event, such as the reason of a changed level."""

    event = models.OneToOneField(
        CaseEvent, on_delete=models.PROTECT, primary_key=True, related_name="text"
    )
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("text of an event")
        verbose_name_plural = _("texts of events")

    def __str__(self) -> str:
        return f"{self.event_id}"
