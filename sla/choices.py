"""The closed lists of calendars, promises and clocks (B5, B6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The key of the calendar that counts for everybody until customers have their own.
DEFAULT_CALENDAR = "fi"


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class SpecialDayKind(models.TextChoices):
    """Both are closed; only the day before a public holiday is an eve (B6)."""

    PUBLIC_HOLIDAY = "public_holiday", _("Public holiday, the day before is an eve")
    CLOSED_DAY = "closed_day", _("Closed day")


class ResolutionKind(models.TextChoices):
    """How the target resolution time is told (B5.2)."""

    SAME_DAY = "same_day", _("Same day")
    SAME_WEEK = "same_week", _("Same week")
    WEEKS = "weeks", _("Within weeks")
    MONTHS = "months", _("Within months")


class ClockKind(models.TextChoices):
    HANDLING = "handling", _("Start of handling")
    RESOLUTION = "resolution", _("Resolution")


class ClockState(models.TextChoices):
    """A breached clock stays breached; `stopped_at` then tells how late it was."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    MET = "met", _("Met")
    BREACHED = "breached", _("Breached")
    CANCELLED = "cancelled", _("Cancelled")


class PauseKind(models.TextChoices):
    """Why the time of a clock stood still."""

    WAITING = "waiting", _("Waiting for the customer")
    SETTLED = "settled", _("Settled, then opened again")


class ClockEventKind(models.TextChoices):
    BREACH = "breach", _("Breach")
