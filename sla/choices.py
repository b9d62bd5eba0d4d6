"""The closed lists of calendars, promises and clocks (B5, B6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    """Two promises, and our own goal for what has none (B5.7)."""

    HANDLING = "handling", _("Start of handling")
    RESOLUTION = "resolution", _("Resolution")
    GOAL = "goal", _("Internal goal")


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
    WARNING = "warning", _("Warning")
    BREACH = "breach", _("Breach")


# The step at which all the time of a promise has passed.
WHOLE = 100


class WorkGoesOn(models.TextChoices):
    """How far the customer can go on with the work that an error touches."""

    FULLY = "fully", pgettext_lazy("work goes on", "Fully")
    PARTLY = "partly", pgettext_lazy("work goes on", "Partly")
    NOT_AT_ALL = "not_at_all", pgettext_lazy("work goes on", "Not at all")


class WayRound(models.TextChoices):
    """Whether there is another way to get the same thing done."""

    YES = "yes", pgettext_lazy("way round", "Yes")
    NO = "no", pgettext_lazy("way round", "No")
    UNKNOWN = "unknown", pgettext_lazy("way round", "I do not know")
