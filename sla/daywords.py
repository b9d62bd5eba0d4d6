"""What is said about one day: its hours, and why they differ from others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.timewords import clock_words, day_words, weekday_words
from sla.choices import Weekday
from sla.days import ONE_DAY, Day, DayKind, Windows
from sla.hours import OpenCalendar
from sla.ribbon import Ribbon


@dataclass(frozen=True, slots=True)
class DayRow:
    """One drawn day of a panel: its name, ribbon, hours or time used, and why."""

    date: date
    is_today: bool
    name: str
    ribbon: Ribbon
    hours: str
    why: str


def row_name(on: date, *, today: date) -> str:
    """Name a day at the beginning of a row: "Tänään", "ti 5.1."."""
    if on == today:
        return capfirst(day_words(on, today=today))
    return weekday_words(on, today=today)


def range_words(opens: time, closes: time) -> str:
    """A range of times: "8–16", "11–12.30"."""
    return f"{clock_words(opens)}–{clock_words(closes)}"


def hours_words(windows: Windows) -> str:
    """From the first opening to the last closing, "8–16", or "closed"."""
    if not windows:
        return _("closed")
    return range_words(windows[0][0], windows[-1][1])


def why_words(calendar: OpenCalendar, day: Day, *, today: date) -> str:
    """Say why a day is not open as usual; an empty string when it is."""
    if day.kind == DayKind.EVE and day.windows != day.usual:
        return _eve_words(calendar, day, today)
    if day.kind in (DayKind.HOLIDAY, DayKind.CLOSED):
        return calendar.special_days[day.date].name
    if day.kind == DayKind.EXCEPTION:
        reason = calendar.exceptions[day.date].reason
        if not day.windows:
            return reason
        return _("%(reason)s, open %(hours)s") % {
            "reason": reason,
            "hours": hours_words(day.windows),
        }
    return ""


def unusual_words(calendar: OpenCalendar, day: Day, *, today: date) -> str:
    """Like `why_words`, with "closed" said in words and weekends told as well."""
    why = why_words(calendar, day, today=today)
    if day.windows:
        return why
    if why:
        return _("%(reason)s, closed") % {"reason": why}
    return _("Weekend, closed") if day.date.weekday() >= Weekday.SATURDAY else _("Closed")


def is_unusual(day: Day) -> bool:
    """Whether a day is open otherwise than its weekday: a holiday on a Sunday changes nothing."""
    return day.windows != day.usual


def more_words(count: int) -> list[str]:
    """Count what is not named any more: "2 more"; nothing when all is."""
    words = ngettext("%(count)d more", "%(count)d more", count) % {"count": count}
    return [words] if count > 0 else []


def week_words(week: Sequence[Day]) -> str:
    """The usual week in one line: "Ma–to 8–16, pe 8–14, lounas 11–12"."""
    groups: list[tuple[Day, Day]] = []
    for day in week:
        if not day.windows:
            continue
        if groups and _continues(groups[-1][1], day):
            groups[-1] = (groups[-1][0], day)
        else:
            groups.append((day, day))
    parts = [_group_words(first, last) for first, last in groups]
    lunches = {lunch for day in week for lunch in gaps(day.windows)}
    if len(lunches) == 1:
        parts.append(_("lunch %(hours)s") % {"hours": range_words(*lunches.pop())})
    return capfirst(", ".join(parts))


def gaps(windows: Windows) -> list[tuple[time, time]]:
    """Return the breaks between the windows of a day, lunch as a rule."""
    return [(before[1], after[0]) for before, after in pairwise(windows)]


def _continues(before: Day, day: Day) -> bool:
    return before.date + ONE_DAY == day.date and hours_words(before.windows) == hours_words(
        day.windows
    )


def _group_words(first: Day, last: Day) -> str:
    days = str(WEEKDAYS_ABBR[first.date.weekday()])
    if last != first:
        days = f"{days}–{WEEKDAYS_ABBR[last.date.weekday()]}"
    return f"{days} {hours_words(first.windows)}"


def _eve_words(calendar: OpenCalendar, day: Day, today: date) -> str:
    holiday = calendar.special_days[day.date + ONE_DAY]
    eve = holiday.eve_name or _("Eve: %(holiday)s") % {"holiday": holiday.name}
    words = {"eve": eve, "time": clock_words(day.windows[-1][1])} if day.windows else {"eve": eve}
    if not day.windows:
        return eve
    if day.date < today:
        return _("%(eve)s, we closed at %(time)s") % words
    return _("%(eve)s, we close at %(time)s") % words
