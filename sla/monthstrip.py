"""A month as a row of days: which are open, short or closed, which count, which lay still.

Pure geometry, drawn the same wherever a calendar of months is shown. The drawing is 248 × 10: each
date has a column of 8, so the months of a year stand under one another. What counts is of full
height, what is merely open is lower. A short day keeps its lower part and shows what it lost as an
outline, a holiday is an outline alone, a weekend a line; a pause is a band across its day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sla.days import ONE_DAY, Day, Windows
from sla.pauses import Pause, spans_between
from sla.ribbon import Mark, number
from sla.worktime import DayAccount, WorkCalendar, wall_seconds

_COLUMN, _CELL = 8, 7


@dataclass(frozen=True, slots=True)
class Shape:
    """All days of one look as a single path; `css` is its class."""

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class MonthStrip:
    """A drawn month. `days` and the numbers are of what counts, of the whole month by default."""

    first: date
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    days: tuple[Day, ...]
    open_days: int
    seconds: int
    paused_seconds: int


@dataclass(frozen=True, slots=True)
class _Look:
    """A band of a day: its class, how far from the top it begins, and its height."""

    css: str
    top: int
    height: int


# In the order they are painted.
_LOOKS = {
    "rest": _Look("night", 4, 2),
    "open": _Look("open", 2, 6),
    "open short": _Look("open", 5, 3),
    "counted": _Look("counted", 0, 10),
    "counted short": _Look("counted", 5, 5),
    "open lost": _Look("cut", 2, 3),
    "counted lost": _Look("cut", 0, 5),
    "holiday": _Look("cut", 2, 6),
    "paused": _Look("paused", 3, 4),
}


def draw_month(
    calendar: WorkCalendar,
    year: int,
    month: int,
    *,
    counted_from: datetime | None = None,
    goal: datetime | None = None,
    now: datetime | None = None,
    pauses: Sequence[Pause] = (),
) -> MonthStrip:
    """Draw one month of a calendar, or how a promise runs through it.

    Time counts from `counted_from` until `goal`; a bound that is not given is the month's own.
    Without both of them it is a plain calendar. Days the calendar does not know are left out.
    """
    first = date(year, month, 1)
    days = _known_days(calendar, first)
    rows = _accounts(calendar, days, counted_from, goal, pauses)
    is_plain = counted_from is None and goal is None
    looks: dict[str, list[int]] = {look: [] for look in _LOOKS}
    for day in days:
        for look in _looks(day, rows.get(day.date), is_plain=is_plain):
            looks[look].append(day.date.day)
    return MonthStrip(
        first=first,
        shapes=tuple(_shape(_LOOKS[look], dates) for look, dates in looks.items() if dates),
        marks=tuple(_marks(first, calendar, now=now, goal=goal)),
        days=tuple(row.day for row in rows.values()),
        open_days=sum(1 for row in rows.values() if row.counted),
        seconds=sum(wall_seconds(row.counted) for row in rows.values()),
        paused_seconds=sum(wall_seconds(row.paused) for row in rows.values()),
    )


def _known_days(calendar: WorkCalendar, first: date) -> list[Day]:
    rules = calendar.rules
    month = (first + number * ONE_DAY for number in range(31))
    return [
        rules.day(on)
        for on in month
        if on.month == first.month and rules.first_day <= on <= rules.last_day
    ]


def _accounts(
    calendar: WorkCalendar,
    days: Sequence[Day],
    counted_from: datetime | None,
    goal: datetime | None,
    pauses: Sequence[Pause],
) -> dict[date, DayAccount]:
    """What counts and what lies still on each day between the bounds."""
    if not days:
        return {}
    zone = calendar.rules.zone
    begin = datetime.combine(days[0].date, time(), zone)
    end = datetime.combine(days[-1].date + ONE_DAY, time(), zone)
    begin, end = max(begin, counted_from or begin), min(end, goal or end)
    if begin >= end:
        return {}
    still = spans_between(pauses, begin, end)
    return {row.day.date: row for row in calendar.account(begin, end, pauses=still)}


def _looks(day: Day, row: DayAccount | None, *, is_plain: bool) -> Iterator[str]:
    if not day.windows:
        yield "holiday" if day.usual else "rest"
        return
    look = "counted" if row and row.counted and not is_plain else "open"
    if _minutes(day.windows) < _minutes(day.usual):
        yield f"{look} short"
        yield f"{look} lost"
    else:
        yield look
    if row and row.paused:
        yield "paused"


def _minutes(windows: Windows) -> int:
    return sum(
        (closes.hour - opens.hour) * 60 + closes.minute - opens.minute for opens, closes in windows
    )


def _shape(look: _Look, dates: Sequence[int]) -> Shape:
    top, height = look.top, look.height
    cells = [f"M{(on - 1) * _COLUMN} {top}h{_CELL}v{height}h-{_CELL}z" for on in dates]
    return Shape(look.css, "".join(cells))


def _marks(
    first: date, calendar: WorkCalendar, *, now: datetime | None, goal: datetime | None
) -> Iterator[Mark]:
    for css, at in (("now", now), ("goal", goal)):
        local = at and at.astimezone(calendar.rules.zone)
        if local and local.date().replace(day=1) == first:
            passed = timedelta(hours=local.hour, minutes=local.minute) / ONE_DAY
            yield Mark(css, number((local.day - 1 + passed) * _COLUMN))
