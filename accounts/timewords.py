"""Moments, days and durations in the words of the reader's language.

Every moment is shown in Europe/Helsinki, short and as people say it: "tänään klo 15.20",
"tors 7.1 kl. 10.20", "Thu 7 Jan 10:20". No-break spaces keep a moment in one piece.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, ngettext

HELSINKI = ZoneInfo("Europe/Helsinki")
NBSP = "\N{NO-BREAK SPACE}"
# A winter day, so that a wall time is shown as it is written.
_ANY_DAY = date(2024, 1, 1)
# A date less than this many days off is never ambiguous, even over New Year.
_SAME_YEAR_DAYS = 90


@dataclass(frozen=True)
class _Tongue:
    """How one language writes days and times."""

    today: str
    tomorrow: str
    yesterday: str
    weekdays: tuple[str, ...]
    at: str
    separator: str
    short: Callable[[date], str]
    full: Callable[[date], str]
    drops_full_hour: bool


_MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

_TONGUES = {
    "fi": _Tongue(
        today="tänään",
        tomorrow="huomenna",
        yesterday="eilen",
        weekdays=("ma", "ti", "ke", "to", "pe", "la", "su"),
        at=f"klo{NBSP}",
        separator=".",
        short=lambda day: f"{day.day}.{day.month}.",
        full=lambda day: f"{day.day}.{day.month}.{day.year}",
        drops_full_hour=True,
    ),
    "sv": _Tongue(
        today=f"i{NBSP}dag",
        tomorrow=f"i{NBSP}morgon",
        yesterday=f"i{NBSP}går",
        weekdays=("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
        at=f"kl.{NBSP}",
        separator=".",
        short=lambda day: f"{day.day}.{day.month}",
        full=lambda day: f"{day.day}.{day.month}.{day.year}",
        drops_full_hour=True,
    ),
    "en": _Tongue(
        today="today",
        tomorrow="tomorrow",
        yesterday="yesterday",
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        at="",
        separator=":",
        short=lambda day: f"{day.day}{NBSP}{_MONTHS_EN[day.month - 1]}",
        full=lambda day: f"{day.day}{NBSP}{_MONTHS_EN[day.month - 1]}{NBSP}{day.year}",
        drops_full_hour=False,
    ),
}


def _tongue() -> _Tongue:
    return _TONGUES.get((get_language() or "fi")[:2], _TONGUES["fi"])


def local(moment: datetime) -> datetime:
    """The same instant on Helsinki's wall clock."""
    return moment.astimezone(HELSINKI)


def time_words(moment: datetime) -> str:
    """The time of day alone: "15.20", "8" (fi, sv), "15:20", "8:00" (en)."""
    tongue, own = _tongue(), local(moment)
    if tongue.drops_full_hour and own.minute == 0:
        return str(own.hour)
    return f"{own.hour}{tongue.separator}{own.minute:02d}"


def hour_words(moment: datetime) -> str:
    """The time of day within a range, never a needless zero: "8", "10.20" (fi, sv), "10:20" (en)."""
    own = local(moment)
    return f"{own.hour}{_tongue().separator}{own.minute:02d}" if own.minute else str(own.hour)


def clock_words(at: time) -> str:
    """A time on the wall clock, of no particular day: "15.20", "8"."""
    return time_words(datetime.combine(_ANY_DAY, at, HELSINKI))


def full_date_words(day: date) -> str:
    """A date with its year: "4.1.2027"."""
    return _tongue().full(day)


def date_words(day: date, *, today: date) -> str:
    """A date without its weekday, with the year only when it could be mistaken."""
    tongue = _tongue()
    far = day.year != today.year and abs((day - today).days) > _SAME_YEAR_DAYS
    return tongue.full(day) if far else tongue.short(day)


def day_words(day: date, *, today: date) -> str:
    """A day as people say it: "tänään", "huomenna", "to 7.1."."""
    tongue = _tongue()
    near = {0: tongue.today, 1: tongue.tomorrow, -1: tongue.yesterday}
    return near.get((day - today).days) or weekday_words(day, today=today)


def weekday_words(day: date, *, today: date) -> str:
    """A day by weekday and date, never by nearness: "ma 4.1."."""
    return f"{_tongue().weekdays[day.weekday()]}{NBSP}{date_words(day, today=today)}"


def days_words(first: date, last: date) -> str:
    """A stretch of days, each with its year: "3.11.2026–10.12.2026"."""
    return f"{_tongue().full(first)}–{_tongue().full(last)}"


def moment_words(moment: datetime, *, now: datetime) -> str:
    """A moment in full: "tänään klo 15.20", "to 7.1. klo 10.20", "ti 4.1.2028 klo 16"."""
    day = day_words(local(moment).date(), today=local(now).date())
    return f"{day} {at_words(moment)}"


def at_words(moment: datetime) -> str:
    """The time of day as a sentence says it: "klo 15.20"."""
    return f"{_tongue().at}{time_words(moment)}"


def brief_moment_words(moment: datetime, *, now: datetime) -> str:
    """A moment for narrow columns, beginning a line: "Tänään 9.45", "Ti 5.1. 9.20"."""
    day = day_words(local(moment).date(), today=local(now).date())
    own, tongue = local(moment), _tongue()
    return f"{day[0].upper()}{day[1:]} {own.hour}{tongue.separator}{own.minute:02d}"


def duration_words(seconds: float) -> str:
    """A length of time in hours and minutes: "1 h 44 min", "35 min", "12 h"."""
    minutes = int(seconds // 60)
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours}{NBSP}h")
    if rest or not hours:
        parts.append(f"{rest}{NBSP}min")
    return NBSP.join(parts)


def span_words(span: timedelta) -> str:
    """A longer span in the largest whole unit: "3 päivää", "2 viikkoa", "5 kuukautta"."""
    days = max(1, round(span / timedelta(days=1)))
    if days < 14:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if days < 60:
        weeks = round(days / 7)
        return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}
    months = round(days / 30.4)
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
