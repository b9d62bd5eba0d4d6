from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sla.choices import WHOLE, ClockEventKind, ClockKind, ClockState, PauseKind
from sla.models.calendars import Calendar
from sla.models.levels import ServiceLevel
from sla.querysets import ClockQuerySet


class Clock(models.Model):
    """One promise being kept. It has never heard of a case: whoever starts it points to it.

    All instants are whole seconds (UTC). The promise is met when `stopped_at <= due_at`. While a
    clock is paused, `due_at` keeps the deadline as it was when the pause began. A clock of an
    internal goal has no service level.

    `target_seconds` is the open, unpaused time that the plan in force gives (of a goal: the goal
    as it was at the start); `used_seconds` is how much had passed when the clock stopped.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=ClockKind.choices)
    label = models.CharField(_("label"), max_length=60, help_text=_("What the clock is for."))
    level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("service level"),
    )
    first_level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("service level at the start"),
    )
    calendar = models.ForeignKey(
        Calendar,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("calendar"),
    )
    calendar_version = models.PositiveIntegerField(_("version of the calendar"))
    started_at = models.DateTimeField(_("started"))
    due_at = models.DateTimeField(_("due"))
    target_seconds = models.PositiveIntegerField(
        _("opening time given (seconds)"), default=0, db_default=0
    )
    used_seconds = models.PositiveIntegerField(
        _("opening time used (seconds)"), null=True, blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ClockState.choices, default=ClockState.RUNNING
    )
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    next_event_at = models.DateTimeField(_("next event"), null=True, blank=True)
    not_due_before = models.DateTimeField(
        _("not due before"),
        null=True,
        blank=True,
        help_text=_("The least time a clock has that was opened again."),
    )

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        indexes = [
            models.Index(
                fields=["next_event_at"],
                condition=Q(state=ClockState.RUNNING),
                name="clock_next_event",
            ),
            # What an edited calendar has still to re-plan.
            models.Index(
                fields=["calendar", "calendar_version", "id"],
                condition=Q(state=ClockState.RUNNING),
                name="clock_running_edition",
            ),
            # What a report counts: promises by when they were kept, or by when they were missed.
            models.Index(
                fields=["kind", "stopped_at"],
                condition=Q(state=ClockState.MET),
                name="clock_met_at",
            ),
            models.Index(
                fields=["kind", "due_at"],
                condition=Q(state=ClockState.BREACHED),
                name="clock_breached_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ClockKind.values), name="clock_of_a_kind"),
            models.CheckConstraint(
                condition=Q(state__in=ClockState.values), name="clock_in_a_state"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="clock_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ClockState.RUNNING, next_event_at__isnull=False, stopped_at__isnull=True
                )
                | Q(~Q(state=ClockState.RUNNING), next_event_at__isnull=True),
                name="only_a_running_clock_has_a_next_event",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClockState.MET)
                | Q(stopped_at__isnull=False, stopped_at__lte=F("due_at")),
                name="clock_met_in_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClockState.PAUSED)
                | Q(kind=ClockKind.RESOLUTION, stopped_at__isnull=True),
                name="only_a_resolution_clock_is_paused",
            ),
            models.CheckConstraint(
                condition=Q(kind=ClockKind.GOAL, level__isnull=True, first_level__isnull=True)
                | (~Q(kind=ClockKind.GOAL) & Q(level__isnull=False, first_level__isnull=False)),
                name="only_a_goal_has_no_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.get_kind_display()}"

    @property
    def is_running(self) -> bool:
        return self.state == ClockState.RUNNING

    @property
    def is_paused(self) -> bool:
        return self.state == ClockState.PAUSED

    @property
    def is_stopped(self) -> bool:
        return self.stopped_at is not None


class ClockLevel(models.Model):
    """A later level of a clock and since when, so that a change can be re-planned (B5.3)."""

    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="later_levels", verbose_name=_("clock")
    )
    level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("service level"),
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("level of a clock")
        verbose_name_plural = _("levels of a clock")

    def __str__(self) -> str:
        return f"{self.level_id} {self.since:%Y-%m-%d %H:%M}"


class ClockPause(models.Model):
    """Time that does not count for a clock: half-open, and still lasting without an end (B5.4)."""

    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="pauses", verbose_name=_("clock")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=PauseKind.choices,
        default=PauseKind.WAITING,
        db_default=PauseKind.WAITING,
    )
    began_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        verbose_name = _("pause of a clock")
        verbose_name_plural = _("pauses of a clock")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PauseKind.values), name="pause_of_a_kind"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="pause_runs_forward",
            ),
            models.UniqueConstraint(
                fields=["clock"],
                condition=Q(ended_at__isnull=True),
                name="one_open_pause_of_a_clock",
            ),
        ]

    def __str__(self) -> str:
        end = f"{self.ended_at:%Y-%m-%d %H:%M}" if self.ended_at else ""
        return f"{self.began_at:%Y-%m-%d %H:%M}–{end}"


class ClockEvent(models.Model):
    """A step of its time that a promise has passed, each once per deadline (B5.5).

    `due_at` is when it passed the step, the truth for reports; `detected_at` tells how soon we
    noticed. A breach is the whole of the time, and comes once per clock whatever happens.
    """

    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="events", verbose_name=_("clock")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ClockEventKind.choices)
    percent = models.PositiveSmallIntegerField(_("time used (%)"), default=WHOLE, db_default=WHOLE)
    deadline_at = models.DateTimeField(_("deadline"))
    due_at = models.DateTimeField(_("passed"))
    detected_at = models.DateTimeField(_("detected"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("clock event")
        verbose_name_plural = _("clock events")
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "percent", "deadline_at"], name="clock_step_once_a_deadline"
            ),
            models.UniqueConstraint(
                fields=["clock"],
                condition=Q(kind=ClockEventKind.BREACH),
                name="clock_breached_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=ClockEventKind.BREACH, percent=WHOLE)
                | Q(kind=ClockEventKind.WARNING, percent__range=(1, WHOLE - 1)),
                name="clock_event_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_at:%Y-%m-%d %H:%M}"
