from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.tracked import remembers_edits
from accounts.models.translated import TranslatedName, in_own_language
from accounts.timewords import full_date_words
from sla.choices import SpecialDayKind, Weekday
from sla.days import OpeningWindow
from sla.querysets import CalendarQuerySet

OVERLAP = _("These hours overlap other hours of the same day.")
BACKWARDS = _("Closing must be later than opening, on the same day.")
PERIOD_BACKWARDS = _("“Valid until” must not be earlier than “valid from”.")


class ClockTimes(Func):
    """Two times of day as a range of seconds, which PostgreSQL can compare."""

    template = "int4range(EXTRACT(EPOCH FROM %(expressions)s)::int)"
    arg_joiner = ")::int, EXTRACT(EPOCH FROM "


class Period(Func):
    """Two dates as a range that holds both; one that is missing leaves its side open."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, first: F, last: F) -> None:
        super().__init__(first, last, RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def known_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


@remembers_edits(but=["version", "changed_at"])
class Calendar(models.Model):
    """Opening hours of one office. Every edit through the services gives it a new version."""

    key = models.SlugField(_("key"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    timezone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Helsinki", validators=[known_time_zone]
    )
    eve_closes = models.TimeField(
        _("closing time on eves"),
        help_text=_("The day before a public holiday closes at this time at the latest."),
    )
    known_from = models.DateField(_("known from"))
    known_until = models.DateField(
        _("known until"),
        help_text=_("The holidays are entered to this day. No deadline is promised beyond it."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    # The database's real time, never a moved one: it tells two editions apart.
    changed_at = models.DateTimeField(_("changed"), db_default=Now(), editable=False)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        constraints = [
            models.CheckConstraint(
                condition=Q(known_until__gt=F("known_from")),
                name="calendar_knows_some_days",
                violation_error_message=_("“Known until” must be later than “known from”."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@remembers_edits()
class OpeningHours(models.Model):
    """One open window of a weekday. Lunch is the gap between two windows.

    Hours that change get a last day, and the new ones a first day: so the days that have been
    stay as they were, and so do the deadlines counted by them.
    """

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="opening_hours", verbose_name=_("calendar")
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Empty: from the beginning.")
    )
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Empty: for the time being.")
    )

    class Meta:
        ordering = ["calendar", "weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_hours_run_forward",
                violation_error_message=BACKWARDS,
            ),
            models.CheckConstraint(
                condition=Q(weekday__in=Weekday.values), name="opening_hours_on_a_weekday"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="opening_hours_period_runs_forward",
                violation_error_message=PERIOD_BACKWARDS,
            ),
            ExclusionConstraint(
                name="opening_hours_do_not_overlap",
                expressions=[
                    ("calendar", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (ClockTimes(F("opens"), F("closes")), RangeOperators.OVERLAPS),
                    (Period(F("valid_from"), F("valid_until")), RangeOperators.OVERLAPS),
                ],
                # A week is judged as a whole: rows may change places within one transaction.
                deferrable=Deferrable.DEFERRED,
                violation_error_message=OVERLAP,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def window(self) -> OpeningWindow:
        return OpeningWindow(
            self.weekday,
            self.opens,
            self.closes,
            self.valid_from or date.min,
            self.valid_until or date.max,
        )


@remembers_edits()
class SpecialDay(TranslatedName):
    """A dated public holiday or closed day. The rows are the truth, no package is asked later."""

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="special_days", verbose_name=_("calendar")
    )
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=15, choices=SpecialDayKind.choices)
    eve_name_fi = models.CharField(_("name of the eve in Finnish"), max_length=120, blank=True)
    eve_name_sv = models.CharField(_("name of the eve in Swedish"), max_length=120, blank=True)
    eve_name_en = models.CharField(_("name of the eve in English"), max_length=120, blank=True)

    class Meta:
        ordering = ["date"]
        verbose_name = _("holiday or closed day")
        verbose_name_plural = _("holidays and closed days")
        constraints = [
            models.UniqueConstraint(fields=["calendar", "date"], name="special_day_once"),
            models.CheckConstraint(
                condition=Q(kind__in=SpecialDayKind.values), name="special_day_of_a_kind"
            ),
        ]

    @property
    def eve_name(self) -> str:
        """What the day before is called in the reader's language, or an empty string."""
        return in_own_language(self, "eve_name")


@remembers_edits()
class CalendarException(models.Model):
    """A day unlike others: closed when it has no hours of its own, else open in those (B6)."""

    calendar = models.ForeignKey(
        Calendar, on_delete=models.CASCADE, related_name="exceptions", verbose_name=_("calendar")
    )
    date = models.DateField(_("date"))
    reason_fi = models.CharField(_("reason in Finnish"), max_length=120)
    reason_sv = models.CharField(_("reason in Swedish"), max_length=120, blank=True)
    reason_en = models.CharField(_("reason in English"), max_length=120, blank=True)

    class Meta:
        ordering = ["-date"]
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.UniqueConstraint(fields=["calendar", "date"], name="exception_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{full_date_words(self.date)} {self.reason}"

    @property
    def reason(self) -> str:
        """The reason in the reader's language."""
        return in_own_language(self, "reason")


@remembers_edits()
class ExceptionHours(models.Model):
    """One open window of an exceptional day."""

    exception = models.ForeignKey(
        CalendarException,
        on_delete=models.CASCADE,
        related_name="hours",
        verbose_name=_("exception"),
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ["exception", "opens"]
        verbose_name = _("opening hours of the day")
        verbose_name_plural = _("opening hours of the day")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="exception_hours_run_forward",
                violation_error_message=BACKWARDS,
            ),
            ExclusionConstraint(
                name="exception_hours_do_not_overlap",
                expressions=[
                    ("exception", RangeOperators.EQUAL),
                    (ClockTimes(F("opens"), F("closes")), RangeOperators.OVERLAPS),
                ],
                # A week is judged as a whole: rows may change places within one transaction.
                deferrable=Deferrable.DEFERRED,
                violation_error_message=OVERLAP,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"
