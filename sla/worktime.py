"""Opening time as arithmetic: pure Python, no Django, no rows (B5, B6).

Open time is a sorted list of half-open UTC segments [opens, closes) with a running total of open
seconds, so each question is one or two bisections. Every instant is aware; fractions of a second
are dropped. A deadline may sit exactly on a closing time; a start at closing time belongs to the
next opening. Outside the days it knows, a calendar raises `BeyondHorizon` and never guesses.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sla.days import ONE_DAY, CalendarRules, Day, midnight, open_segments

Span = tuple[datetime, datetime]


class BeyondHorizon(ValueError):
    """The answer lies outside the days whose opening hours are known."""


class NaiveInstant(ValueError):
    """An instant without a time zone was given."""


@dataclass(frozen=True, slots=True)
class DayAccount:
    """One local day of an explanation: what counted and what a pause took (B5.6)."""

    day: Day
    counted: tuple[Span, ...]
    paused: tuple[Span, ...]
    seconds: int


class WorkCalendar:
    """The open time of one calendar between two dates, as a cumulative index."""

    __slots__ = (
        *("_begins", "_closes", "_ends", "_open_dates", "_opens", "_shifts", "_through"),
        "rules",
    )

    def __init__(self, rules: CalendarRules) -> None:
        self.rules = rules
        self._begins = midnight(rules.first_day, rules.zone)
        self._ends = midnight(rules.last_day + ONE_DAY, rules.zone)
        self._opens: list[int] = []
        self._closes: list[int] = []
        for opens, closes in open_segments(rules):
            if self._closes and self._closes[-1] == opens:
                self._closes[-1] = closes
            else:
                self._opens.append(opens)
                self._closes.append(closes)
        days = (rules.last_day - rules.first_day).days + 1
        every_day = (rules.first_day + number * ONE_DAY for number in range(days))
        self._open_dates = [on for on in every_day if rules.day(on).windows]
        # The open seconds through the end of each segment; and what to add to an instant inside
        # it for the open seconds until then, since both grow alike there.
        self._through: list[int] = []
        self._shifts: list[int] = []
        total = 0
        for opens, closes in zip(self._opens, self._closes, strict=True):
            self._shifts.append(total - opens)
            total += closes - opens
            self._through.append(total)

    def add(self, start: datetime, seconds: int) -> datetime:
        """Return the earliest instant by which `seconds` of open time have passed since `start`.

        Zero seconds end at once when the office is open, else at the next opening.
        """
        if seconds <= 0:
            if seconds:
                raise ValueError("a negative span: use subtract()")
            return self.next_opening(start)
        used = self._used(self._stamp(start)) + seconds
        try:
            shift = self._shifts[bisect_left(self._through, used)]
        except IndexError:
            raise BeyondHorizon(f"{seconds} s after {start:%Y-%m-%d}") from None
        return _instant(used - shift)

    def subtract(self, end: datetime, seconds: int) -> datetime:
        """Return the latest instant from which `seconds` of open time pass until `end`."""
        if seconds < 0:
            raise ValueError("a negative span: use add()")
        used = self._used(self._stamp(end)) - seconds
        if used < 0 or (seconds == 0 and used == 0):
            raise BeyondHorizon(f"{seconds} s before {end:%Y-%m-%d}")
        # A closing and the opening after it have the same total; only zero seconds mean the former.
        bisect = bisect_right if seconds else bisect_left
        return _instant(used - self._shifts[bisect(self._through, used)])

    def open_between(self, begin: datetime, end: datetime) -> int:
        """Return the open seconds in [begin, end); 0 when `end` is not later than `begin`."""
        first, last = self._stamp(begin), self._stamp(end)
        return max(0, self._used(last) - self._used(first))

    def open_days_between(self, begin: datetime, end: datetime) -> int:
        """Return on how many local days there is open time in [begin, end)."""
        if not self.open_between(begin, end):
            return 0
        first = self.local_date(self.next_opening(begin))
        last = self.local_date(self.subtract(end, 1))
        return bisect_right(self._open_dates, last) - bisect_left(self._open_dates, first)

    def is_open(self, at: datetime) -> bool:
        stamp = self._stamp(at)
        index = bisect_right(self._opens, stamp) - 1
        return index >= 0 and stamp < self._closes[index]

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` itself (to the second) when the office is open, else the next opening."""
        stamp = self._stamp(at)
        index = bisect_right(self._closes, stamp)
        if index == len(self._opens):
            raise BeyondHorizon(f"no opening after {at:%Y-%m-%d}")
        return _instant(max(stamp, self._opens[index]))

    def next_closing(self, at: datetime) -> datetime:
        """Return the first closing, lunch included, later than `at`."""
        index = bisect_right(self._closes, self._stamp(at))
        if index == len(self._closes):
            raise BeyondHorizon(f"no closing after {at:%Y-%m-%d}")
        return _instant(self._closes[index])

    def last_closing(self, not_after: date) -> datetime:
        """Return the closing of the last open day that is not after a local date."""
        evening = midnight(not_after + ONE_DAY, self.rules.zone)
        index = bisect_right(self._closes, evening) - 1
        if evening > self._ends or index < 0:
            raise BeyondHorizon(f"no closing known by {not_after}")
        return _instant(self._closes[index])

    def next_open_day(self, after: date) -> date:
        """Return the first local day with opening time that is later than `after`."""
        morning = midnight(after + ONE_DAY, self.rules.zone)
        index = bisect_right(self._closes, morning)
        if morning < self._begins or index == len(self._opens):
            raise BeyondHorizon(f"no open day known after {after}")
        return self.local_date(_instant(max(morning, self._opens[index])))

    def local_date(self, at: datetime) -> date:
        """Return the calendar's own date at an instant."""
        self._stamp(at)
        return at.astimezone(self.rules.zone).date()

    def day(self, on: date) -> Day:
        """Return how a local day is open."""
        if not self.rules.first_day <= on <= self.rules.last_day:
            raise BeyondHorizon(f"opening hours of {on} are not known")
        return self.rules.day(on)

    def open_spans(self, on: date) -> tuple[Span, ...]:
        """Return the open segments of a local day as instants (UTC)."""
        begins = midnight(on, self.rules.zone)
        ends = midnight(on + ONE_DAY, self.rules.zone)
        index = bisect_right(self._closes, begins)
        spans = []
        while index < len(self._opens) and self._opens[index] < ends:
            opens, closes = max(begins, self._opens[index]), min(ends, self._closes[index])
            spans.append((_instant(opens), _instant(closes)))
            index += 1
        return tuple(spans)

    def explain(self, start: datetime, seconds: int) -> list[DayAccount]:
        """Return how `seconds` of open time from `start` are used up, a row per local day."""
        return self.account(start, self.add(start, seconds))

    def account(
        self, begin: datetime, end: datetime, *, pauses: Sequence[Span] = ()
    ) -> list[DayAccount]:
        """Return what counts in [begin, end), a row per local day, closed days included.

        `pauses` are disjoint and in order; their open time is told apart.
        """
        begin, end = _instant(self._stamp(begin)), _instant(self._stamp(end))
        on, last = self.local_date(begin), self.local_date(max(begin, end - timedelta(seconds=1)))
        rows = []
        while on <= last:
            spans = [_overlap(span, (begin, end)) for span in self.open_spans(on)]
            within = [span for span in spans if span]
            paused = tuple(
                part for span in within for pause in pauses if (part := _overlap(span, pause))
            )
            counted = tuple(part for span in within for part in _without(span, pauses))
            rows.append(DayAccount(self.day(on), counted, paused, _length(counted)))
            on += ONE_DAY
        return rows

    def _stamp(self, at: datetime) -> int:
        """Return whole seconds since the epoch, refusing what the calendar cannot answer."""
        if at.tzinfo is None:
            raise NaiveInstant(at.isoformat())
        stamp = int(at.timestamp())
        if not self._begins <= stamp <= self._ends:
            raise BeyondHorizon(f"opening hours of {at:%Y-%m-%d} are not known")
        return stamp

    def _used(self, stamp: int) -> int:
        """Return the open seconds from the beginning of the calendar until `stamp`."""
        index = bisect_right(self._opens, stamp) - 1
        if index < 0:
            return 0
        if stamp < self._closes[index]:
            return stamp + self._shifts[index]
        return self._through[index]


def _instant(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)


def _overlap(one: Span, other: Span) -> Span | None:
    begin, end = max(one[0], other[0]), min(one[1], other[1])
    return (begin, end) if begin < end else None


def _without(span: Span, pauses: Sequence[Span]) -> list[Span]:
    """Return what is left of a span outside disjoint, ordered pauses."""
    left = []
    begin, end = span
    for paused, resumed in pauses:
        if paused < end and resumed > begin:
            if begin < paused:
                left.append((begin, paused))
            begin = min(end, resumed)
    if begin < end:
        left.append((begin, end))
    return left


def _length(spans: Sequence[Span]) -> int:
    return sum(int((end - begin).total_seconds()) for begin, end in spans)


def wall_seconds(spans: Sequence[Span]) -> int:
    """Return how long spans are by their times without seconds, so that times and lengths agree.

    A case comes at 10:20:37 and 4 hours end at 15:20:37: people read 10:20, 15:20 and 4 h.
    """
    return (
        sum(int(end.timestamp()) // 60 - int(begin.timestamp()) // 60 for begin, end in spans) * 60
    )
