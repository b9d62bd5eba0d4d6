"""The slow truth about opening time (B5, B6): asks the clock on the wall minute by minute.

Standard library only, and nothing of the portal's own code: what both answer is right, or both
are wrong for different reasons. Instants are whole seconds since the epoch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
Pause = tuple[int, int | None]


class OffTheMap(Exception):
    """The walk left the days whose hours are known."""


@dataclass(frozen=True)
class Hours:
    """Open on a weekday, from its first to its last day, both included; None: always."""

    weekday: int
    opens: time
    closes: time
    first: date | None = None
    last: date | None = None

    def hold(self, day: date) -> bool:
        return (
            day.weekday() == self.weekday
            and (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, eq=False)
class Office:
    """When an office is open, as its door would tell it."""

    zone: str
    first_day: date
    last_day: date
    weekly: tuple[Hours, ...]
    holidays: frozenset[date] = frozenset()
    closed_days: frozenset[date] = frozenset()
    exceptions: dict[date, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    eves_close: time = time(14)

    def is_open(self, stamp: int) -> bool:
        """Whether the office is open in this very second."""
        wall = datetime.fromtimestamp(stamp, ZoneInfo(self.zone))
        day, now = wall.date(), wall.time()
        if day in self.exceptions:
            return any(opens <= now < closes for opens, closes in self.exceptions[day])
        if day in self.holidays or day in self.closed_days:
            return False
        if day + ONE_DAY in self.holidays and now >= self.eves_close:
            return False
        return any(each.hold(day) and each.opens <= now < each.closes for each in self.weekly)

    def day_of(self, stamp: int) -> date:
        return datetime.fromtimestamp(stamp, ZoneInfo(self.zone)).date()

    @cache  # noqa: B019 - an office lives as long as the test run
    def first_second(self, day: date) -> int:
        """The first second of a day, wherever its midnight may have gone."""
        noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
        stamp = noon - 30 * 3600
        while self.day_of(stamp) < day:
            stamp += 60
        return stamp

    @property
    def begins(self) -> int:
        return self.first_second(self.first_day)

    @property
    def ends(self) -> int:
        return self.first_second(self.last_day + ONE_DAY)


def open_seconds(office: Office, begin: int, end: int) -> int:
    """The open seconds in [begin, end)."""
    _on_the_map(office, begin, end)
    return sum(after - at for at, after in _steps(begin, end) if office.is_open(at))


def deadline(office: Office, start: int, seconds: int, pauses: Sequence[Pause] = ()) -> int | None:
    """When so many open, unpaused seconds have passed; None when a pause without end holds it.

    No seconds at all pass at once when the office is open and nothing pauses, else as soon as so.
    """
    _on_the_map(office, start)
    edges = [edge for pause in pauses for edge in pause if edge is not None]
    for at, after in _steps(start, office.ends, edges):
        if any(begin <= at and end is None for begin, end in pauses):
            return None
        paused = any(begin <= at < end for begin, end in pauses if end is not None)
        if paused or not office.is_open(at):
            continue
        if seconds <= after - at:
            return at + seconds
        seconds -= after - at
    if any(begin <= office.ends and end is None for begin, end in pauses):
        return None
    raise OffTheMap


def latest_start(office: Office, end: int, seconds: int) -> int:
    """The last moment from which so many open seconds pass until `end`."""
    _on_the_map(office, end)
    at = end
    while at > office.begins:
        before = (at - 1) // 60 * 60
        if office.is_open(before):
            if seconds <= at - before:
                return at - seconds
            seconds -= at - before
        at = before
    raise OffTheMap


def next_closing(office: Office, stamp: int) -> int:
    """The first moment after `stamp` that is closed right after an open one."""
    _on_the_map(office, stamp)
    was_open = office.is_open(stamp)
    for at, _after in _steps(stamp, office.ends):
        if was_open and not office.is_open(at):
            return at
        was_open = office.is_open(at)
    raise OffTheMap


def last_closing(office: Office, day: date) -> int | None:
    """The moment a day closes for good; None for a day without an open minute."""
    begin, end = office.first_second(day), office.first_second(day + ONE_DAY)
    _on_the_map(office, begin, end)
    closings = [after for at, after in _steps(begin, end) if office.is_open(at)]
    return max(closings, default=None)


def target(office: Office, start: int, kind: str, *, amount: int = 0, least: int = 0) -> int:
    """The closing time by which a case received at `start` should be resolved (B5.2)."""
    opening = deadline(office, start, 0)
    assert opening is not None
    base = office.day_of(opening)
    if kind == "weeks":
        return _closing_by(office, base + timedelta(days=7 * amount))
    if kind == "months":
        return _closing_by(office, _months_later(base, amount))
    last = base if kind == "same_day" else base + timedelta(days=6 - base.weekday())
    while True:
        closing = _closing_by(office, last)
        if closing > start and open_seconds(office, start, closing) >= least:
            return closing
        last += ONE_DAY if kind == "same_day" else timedelta(days=7)


def _closing_by(office: Office, day: date) -> int:
    """The closing of the last open day that is not after `day`."""
    if day > office.last_day:
        raise OffTheMap
    while day >= office.first_day:
        closing = last_closing(office, day)
        if closing is not None:
            return closing
        day -= ONE_DAY
    raise OffTheMap


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    month = day.replace(day=1)
    for _month in range(months):
        month = (month + timedelta(days=31)).replace(day=1)
    for number in range(day.day, 0, -1):
        try:
            return month.replace(day=number)
        except ValueError:
            continue
    raise AssertionError(day)


def _steps(begin: int, end: int, edges: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Walk from `begin` to `end` by whole minutes, and by seconds only where an edge cuts one."""
    cuts = sorted({edge for edge in edges if begin < edge < end}, reverse=True)
    at = begin
    while at < end:
        after = min((at // 60 + 1) * 60, end)
        if cuts and cuts[-1] <= after:
            after = cuts.pop()
        yield at, after
        at = after


def _on_the_map(office: Office, *stamps: int) -> None:
    if not all(office.begins <= stamp <= office.ends for stamp in stamps):
        raise OffTheMap
