"""A drawn month with its words: its name, how many open days and hours, and which days differ."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS_AP
from django.utils.translation import gettext as _

from accounts.timewords import duration_words, weekday_words
from sla.course import Course
from sla.daywords import is_unusual, more_words, unusual_words
from sla.hours import OpenCalendar
from sla.monthstrip import MonthStrip, draw_month
from sla.targets import months_after

# So many days are named beside a month; more are told by their number.
_DAYS_NAMED = 3


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One drawn month of a panel."""

    name: str
    is_now: bool
    strip: MonthStrip
    hours: str
    why: str


def month_row(
    calendar: OpenCalendar, strip: MonthStrip, *, today: date, with_year: bool = False
) -> MonthRow:
    """Put words to a drawn month; `with_year` names its year, as January always does."""
    first = strip.first
    name = str(MONTHS_AP[first.month])
    return MonthRow(
        name=f"{name} {first.year}" if with_year or first.month == 1 else name,
        is_now=first == today.replace(day=1),
        strip=strip,
        hours=_hours_words(strip),
        why=_why_words(calendar, strip, today),
    )


def months_of(course: Course) -> tuple[MonthRow, ...]:
    """Draw every month that a promise runs through."""
    work = course.calendar.work
    begins = work.local_date(course.begins).replace(day=1)
    ends = work.local_date(course.ends).replace(day=1)
    count = (ends.year - begins.year) * 12 + ends.month - begins.month + 1
    rows = []
    for number in range(count):
        first = months_after(begins, number)
        strip = draw_month(
            work,
            first.year,
            first.month,
            counted_from=course.begins,
            goal=course.ends,
            now=course.now,
            pauses=course.still,
        )
        rows.append(month_row(course.calendar, strip, today=course.today, with_year=number == 0))
    return tuple(rows)


def _hours_words(strip: MonthStrip) -> str:
    if not strip.open_days:
        return _("0 h")
    return _("%(days)d d, %(time)s") % {
        "days": strip.open_days,
        "time": duration_words(strip.seconds),
    }


def _why_words(calendar: OpenCalendar, strip: MonthStrip, today: date) -> str:
    """Tell what lay still, and name the days that are shorter or closed."""
    parts = []
    if strip.paused_seconds:
        paused = {"time": duration_words(strip.paused_seconds)}
        parts.append(_("the time stood still for %(time)s") % paused)
    found = [day for day in strip.days if is_unusual(day)]
    for day in found[:_DAYS_NAMED]:
        words = {
            "day": weekday_words(day.date, today=today),
            "reason": unusual_words(calendar, day, today=today),
        }
        parts.append(_("%(day)s %(reason)s") % words)
    parts += more_words(len(found) - _DAYS_NAMED)
    return "; ".join(parts)
