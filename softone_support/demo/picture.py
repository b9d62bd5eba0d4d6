"""Lays the demo's cases relative to now, so that the desk looks alive whenever it is started.

A case keeps its age where it can. What is open, and would be overdue only because the demo was
started on a Monday or a Sunday night, is received later; a few are left overdue on purpose.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sla.choices import ClockKind
from sla.days import ONE_DAY
from sla.hours import OpenCalendar
from sla.models import ServiceLevel
from sla.replanning import replan
from sla.selectors import due_of
from sla.worktime import WorkCalendar
from softone_support.demo.content import Age, Story
from softone_support.demo.course import HOUR, MINUTE, Course, course_of

LEAST_OVERDUE, MOST_OVERDUE = 3, 4
_MOST_OVERDUE_UNTAKEN, _MOST_OVERDUE_TAKEN = 3, 2
# The last thing that happened anywhere, and the newest case: so long before now.
_QUIET = 4 * MINUTE
# A deadline nearer than this would pass while the demo is still starting.
_NEAR = 15 * MINUTE
# How much of the limit is left for cases that are moved out of the past, and how late those
# are (seconds of opening time) that are moved into it: in turn.
_LEFT = (0.3, 0.75, 0.45, 0.9, 0.6, 0.2, 0.5, 0.8)
_LATE = (25 * MINUTE, 70 * MINUTE, 2.2 * HOUR)
_UNTAKEN_AT_STAKE = (2, 3)


@dataclass(frozen=True)
class Placed:
    """A course with the moment of its receipt."""

    course: Course
    received_at: datetime

    @property
    def story(self) -> Story:
        return self.course.story


class Picture:
    """All courses as they look at one moment."""

    def __init__(
        self, calendar: OpenCalendar, levels: Mapping[int, ServiceLevel], *, now: datetime
    ) -> None:
        self.calendar = calendar
        self.work = calendar.work
        self.levels = levels
        self.now = now
        self.base = base_day(self.work, now)

    def place(self, stories: Iterable[Story]) -> list[Placed]:
        """Return every story with its receipt, oldest first. None lies ahead of now."""
        limits = {number: level.handling_seconds for number, level in self.levels.items()}
        placed = [
            self._by_age(course_of(story, limits), turn) for turn, story in enumerate(stories)
        ]
        settled = [self._mostly_in_time(each) for each in placed if each.course.is_handled]
        under_way = self._mend([each for each in placed if not each.course.is_handled])
        return sorted([*settled, *under_way], key=lambda each: each.received_at)

    def at(self, placed: Placed, after: float) -> datetime:
        """The instant so many opening seconds after a case's receipt."""
        return self.work.add(placed.received_at, max(1, round(after)))

    def next_due_at(self, placed: Placed) -> datetime:
        """The next promise of an open case, as the services will work it out."""
        kinds = [ClockKind.RESOLUTION]
        if not placed.course.is_taken:
            kinds.append(ClockKind.HANDLING)
        return min(self._due(placed, kind) for kind in kinds)

    def _due(self, placed: Placed, kind: ClockKind) -> datetime:
        story, set_after = placed.story, placed.course.level_set_after
        history = [(placed.received_at, story.proposed_level)]
        if set_after is not None:
            history.append((self.at(placed, set_after), story.final_level))
        binding = replan(
            history,
            levels=self.levels,
            limit=lambda number, since: due_of(
                kind, self.levels[number], since, calendar=self.calendar
            ),
        )
        return binding.due_at

    def _by_age(self, course: Course, turn: int) -> Placed:
        received_at = at_age(self.work, self.base, course.story.age)
        received_at += timedelta(seconds=turn * 37 % 60)
        if self.work.open_between(received_at, self.now) < 2 * _QUIET:
            # It would lie ahead of now: one more in the row of the newest cases.
            return self._received(course, ago=2 * _QUIET + turn % 7 * 6 * MINUTE)
        return self._hurried(Placed(course, received_at))

    def _received(self, course: Course, *, ago: float) -> Placed:
        """Receive a case so many opening seconds before now, at no round moment."""
        uneven = len(course.story.body) * 13 % (7 * MINUTE)
        return self._hurried(Placed(course, self.work.subtract(self.now, round(ago + uneven))))

    def _hurried(self, placed: Placed) -> Placed:
        """Let the whole course lie before now."""
        room = self.work.open_between(placed.received_at, self.now) - _QUIET
        return replace(placed, course=placed.course.within(room))

    def _mostly_in_time(self, placed: Placed) -> Placed:
        """A handled case kept its target for the solution, unless its start was late too."""
        room = self.work.open_between(placed.received_at, self._due(placed, ClockKind.RESOLUTION))
        if placed.story.start == "late" or placed.course.length < room:
            return placed
        return replace(placed, course=placed.course.within(0.9 * room))

    def _mend(self, under_way: Sequence[Placed]) -> list[Placed]:
        """See to it that a few are overdue, and the others are not yet."""
        ordered = sorted(under_way, key=self.next_due_at)
        missed = [each for each in ordered if self._is_missed(each)]
        kept = self._kept_overdue(missed)
        ahead = [each for each in ordered if each not in kept]
        rescued = [
            self._ahead(each, turn) if self._is_missed(each) or self._is_near(each) else each
            for turn, each in enumerate(ahead)
        ]
        wanted = LEAST_OVERDUE - len(kept)
        return [*kept, *self._some_late(rescued, wanted)]

    def _is_missed(self, placed: Placed) -> bool:
        return self.next_due_at(placed) < self.now

    def _is_near(self, placed: Placed) -> bool:
        return self.work.open_between(self.now, self.next_due_at(placed)) < _NEAR

    def _kept_overdue(self, missed: Sequence[Placed]) -> list[Placed]:
        """The overdue ones that stay so: the latest misses, not all of them untaken."""
        freshest = sorted(missed, key=self.next_due_at, reverse=True)
        untaken = [each for each in freshest if not each.course.is_taken]
        taken = [each for each in freshest if each.course.is_taken]
        kept = untaken[:_MOST_OVERDUE_UNTAKEN]
        return [*kept, *taken[: min(_MOST_OVERDUE_TAKEN, MOST_OVERDUE - len(kept))]]

    def _ahead(self, placed: Placed, turn: int) -> Placed:
        """Receive a case later, so that its next deadline is still to come."""
        course = placed.course
        if not course.is_taken:
            limit = self.levels[course.story.final_level].handling_seconds
            left = max(_LEFT[turn % len(_LEFT)] * limit, 1.5 * _NEAR)
            if limit <= HOUR:
                # Something has been written on it since, so it is not brand-new.
                left = min(left, 0.6 * limit)
            return self._received(course, ago=limit - left)
        later = (self._received(course, ago=half * HOUR / 2) for half in range(2, 40))
        fitting = [each for each in later if not self._is_missed(each) and not self._is_near(each)]
        return fitting[turn * 3 % len(fitting)]

    def _some_late(self, placed: list[Placed], wanted: int) -> list[Placed]:
        """Receive so many untaken cases earlier, so that their start is overdue."""
        at_stake = [
            each
            for each in placed
            if not each.course.is_taken and each.story.final_level in _UNTAKEN_AT_STAKE
        ]
        chosen = sorted(at_stake, key=self.next_due_at)[: max(0, wanted)]
        late = [
            self._received(
                each.course,
                ago=self.levels[each.story.final_level].handling_seconds + over,
            )
            for each, over in zip(chosen, _LATE, strict=False)
        ]
        return [*(each for each in placed if each not in chosen), *late]


def base_day(work: WorkCalendar, now: datetime) -> date:
    """The day that the content calls today: the one we are open on, or were open last."""
    today = work.local_date(now)
    spans = work.open_spans(today)
    if spans and spans[0][0] <= now:
        return today
    return _open_day(work, today - ONE_DAY)


def at_age(work: WorkCalendar, base: date, age: Age) -> datetime:
    """The moment of an age, moved into the opening hours of an open day."""
    day = _open_day(work, base - timedelta(days=age.days))
    asked = datetime.combine(day, time(age.hour, age.minute), work.rules.zone)
    spans = work.open_spans(day)
    if work.is_open(asked):
        return asked
    later = [opens for opens, _closes in spans if opens > asked]
    if later:
        return later[0] + timedelta(minutes=2 + age.minute // 3)
    return spans[-1][1] - timedelta(minutes=8 + age.minute)


def _open_day(work: WorkCalendar, day: date) -> date:
    """That day, or the nearest open one before it."""
    while not work.open_spans(day):
        day -= ONE_DAY
    return day
