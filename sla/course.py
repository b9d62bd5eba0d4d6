"""How one promise runs: from when it counts to when it runs out, with what lay still between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sla.days import ONE_DAY
from sla.hours import OpenCalendar
from sla.pauses import Pause, spans_between
from sla.worktime import DayAccount, Span, wall_seconds


@dataclass(frozen=True)
class Course:
    """A stretch of days to tell and to draw; `ends` is the deadline."""

    calendar: OpenCalendar
    begins: datetime
    ends: datetime
    now: datetime
    pauses: Sequence[Pause] = ()

    @property
    def today(self) -> date:
        return self.calendar.work.local_date(self.now)

    @property
    def length(self) -> int:
        """How many days of the calendar it touches, closed ones included."""
        work = self.calendar.work
        return (work.local_date(self.ends) - work.local_date(self.begins)) // ONE_DAY + 1

    @cached_property
    def still(self) -> list[Span]:
        """The paused time of the course, as disjoint spans in order."""
        return spans_between(self.pauses, self.begins, self.ends)

    @cached_property
    def days(self) -> list[DayAccount]:
        """A row per local day, its time in the whole minutes that a clock on the wall shows."""
        rows = self.calendar.work.account(self.begins, self.ends, pauses=self.still)
        return [replace(row, seconds=wall_seconds(row.counted)) for row in rows]

    @cached_property
    def seconds(self) -> int:
        return sum(row.seconds for row in self.days)
