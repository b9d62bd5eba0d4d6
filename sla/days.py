"""How each local day is open: the rules an administrator enters, turned into UTC segments (B6).

Pure Python. The wall clock is asked only here; all arithmetic (`sla/worktime.py`) is on instants.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

Windows = tuple[tuple[time, time], ...]
Stretch = tuple[int, int]

ONE_DAY = timedelta(days=1)
_DAY_SECONDS = 86_400


class DayKind(StrEnum):
    """Why a day is open as it is."""

    USUAL = "usual"
    REST = "rest"  # a weekday without opening hours
    EVE = "eve"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class OpeningWindow:
    """Open from `opens` until `closes` on each such weekday of a period, its last day included.

    `weekday` counts as `date.weekday()` does.
    """

    weekday: int
    opens: time
    closes: time
    valid_from: date = date.min
    valid_until: date = date.max

    @property
    def is_always(self) -> bool:
        return (self.valid_from, self.valid_until) == (date.min, date.max)

    def is_valid(self, on: date) -> bool:
        """Whether `on` lies within the period, whatever its weekday."""
        return self.valid_from <= on <= self.valid_until

    def overlaps(self, other: "OpeningWindow") -> bool:
        """Whether some moment is inside both windows."""
        return (
            self.weekday == other.weekday
            and self.opens < other.closes
            and other.opens < self.closes
            and self.valid_from <= other.valid_until
            and other.valid_from <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One local day: its open windows, and the ones its weekday usually has."""

    date: date
    kind: DayKind
    windows: Windows
    usual: Windows


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """What an administrator enters. Precedence: exception, holiday or closed day, eve, weekday.

    `eves` are the dates that close at `eve_closes` at the latest. An exception without windows
    closes the day.
    """

    zone: ZoneInfo
    first_day: date
    last_day: date
    weekly: Sequence[OpeningWindow]
    holidays: frozenset[date] = frozenset()
    closed_days: frozenset[date] = frozenset()
    eves: frozenset[date] = frozenset()
    eve_closes: time = time(14)
    exceptions: Mapping[date, Windows] = field(default_factory=dict)

    def day(self, on: date) -> Day:
        """Return how `on` is open, whether or not it lies within the horizon."""
        usual = self._usual(on.weekday(), on)
        if on in self.exceptions:
            return Day(on, DayKind.EXCEPTION, self.exceptions[on], usual)
        if on in self.holidays:
            return Day(on, DayKind.HOLIDAY, (), usual)
        if on in self.closed_days:
            return Day(on, DayKind.CLOSED, (), usual)
        if not usual:
            return Day(on, DayKind.REST, (), usual)
        if on in self.eves:
            return Day(on, DayKind.EVE, _closing_by(self.eve_closes, usual), usual)
        return Day(on, DayKind.USUAL, usual, usual)

    def usual_week(self, on: date) -> list[Day]:
        """Return Monday to Sunday by the windows valid on a date, without holidays and exceptions."""
        monday = on - on.weekday() * ONE_DAY
        week = []
        for weekday in range(7):
            windows = self._usual(weekday, on)
            kind = DayKind.USUAL if windows else DayKind.REST
            week.append(Day(monday + weekday * ONE_DAY, kind, windows, windows))
        return week

    def _usual(self, weekday: int, on: date) -> Windows:
        """Return the windows of a weekday that are valid on a date, in order."""
        return tuple(
            sorted(
                (window.opens, window.closes)
                for window in self.weekly
                if window.weekday == weekday and window.is_valid(on)
            )
        )


def every_week(weekly: Mapping[int, Windows]) -> tuple[OpeningWindow, ...]:
    """Return windows that are always valid, given by `date.weekday()`."""
    return tuple(
        OpeningWindow(weekday, opens, closes)
        for weekday, windows in weekly.items()
        for opens, closes in windows
    )


def first_empty_week(weekly: Iterable[OpeningWindow], first: date, last: date) -> date | None:
    """Return the first date in [first, last] from which no weekday has a window, if there is one."""
    windows = list(weekly)
    starts = {window.valid_from for window in windows}
    ends = {window.valid_until + ONE_DAY for window in windows if window.valid_until < last}
    for on in sorted({first} | {on for on in starts | ends if first < on <= last}):
        if not any(window.is_valid(on) for window in windows):
            return on
    return None


def eves_of(holidays: Iterable[date]) -> frozenset[date]:
    """Return the day before each public holiday (B6)."""
    return frozenset(day - ONE_DAY for day in holidays)


def midnight(on: date, zone: ZoneInfo) -> int:
    """Return the instant a local day begins, in seconds since the epoch."""
    return int(datetime.combine(on, time(), zone).timestamp())


def open_segments(rules: CalendarRules) -> Iterator[Stretch]:
    """Yield the open [opens, closes) stretches of all days in order, in epoch seconds."""
    on, begins = rules.first_day, midnight(rules.first_day, rules.zone)
    while on <= rules.last_day:
        ends = midnight(on + ONE_DAY, rules.zone)
        yield from _stretches(rules.day(on).windows, begins, ends, rules.zone)
        on, begins = on + ONE_DAY, ends


def _closing_by(closes_by: time, windows: Windows) -> Windows:
    """Cut windows so that nothing is open after a time of day."""
    return tuple((opens, min(closes, closes_by)) for opens, closes in windows if opens < closes_by)


def _stretches(windows: Windows, begins: int, ends: int, zone: ZoneInfo) -> Iterator[Stretch]:
    """Place a day's windows between its two midnights.

    On the two days a year on which the wall clock jumps, an hour may be missing or come twice:
    each window is then placed by the offset before and the one after the jump.
    """
    if ends - begins == _DAY_SECONDS:
        for opens, closes in windows:
            yield begins + _seconds(opens), begins + _seconds(closes)
        return
    jump = _jump(begins, ends, zone)
    late = ends - _DAY_SECONDS
    for begin, first, last in ((begins, begins, jump), (late, jump, ends)):
        for opens, closes in windows:
            opened = max(first, begin + _seconds(opens))
            closed = min(last, begin + _seconds(closes))
            if opened < closed:
                yield opened, closed


def _jump(begins: int, ends: int, zone: ZoneInfo) -> int:
    """Return the first second of a day that has the UTC offset of the day's end."""
    after = datetime.fromtimestamp(ends, zone).utcoffset()
    # In some zones the clock jumps at midnight: the day before is sure to have the other offset.
    before = begins - 1
    while ends - before > 1:
        middle = (before + ends) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == after:
            ends = middle
        else:
            before = middle
    return ends


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
