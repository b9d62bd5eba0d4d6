"""Lays the demo's cases relative to now, so that the desk looks alive whenever it is started.

A case keeps its age where it can. What is open, and would be overdue only because the demo was
started on a Monday or a Sunday night, is received later; a few are left overdue on purpose.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count

from cases.models import CaseRules
from sla.choices import ClockKind
from sla.days import ONE_DAY
from sla.goals import goals_in_use
from sla.hours import OpenCalendar
from sla.models import ServiceLevel
from sla.pauses import moved_target
from sla.replanning import replan
from sla.selectors import closing_after_open_days, due_of
from sla.worktime import WorkCalendar
from softone_support.demo.content import Age, Story, Verb
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
# A solution that still lies with the customer was proposed at most so long ago.
_PROPOSED = 20 * HOUR


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
        # Seconds to start handling: of a level, or of a type that has no levels.
        self._limits: dict[int | str, int] = {
            number: level.handling_seconds for number, level in levels.items()
        }
        for case_type, seconds in goals_in_use().items():
            self._limits[case_type] = seconds
        self._silence_days = CaseRules.load().silence_days

    def place(self, stories: Iterable[Story]) -> list[Placed]:
        """Return every story with its receipt, oldest first. None lies ahead of now."""
        placed = [
            self._by_age(course_of(story, self._limits), turn) for turn, story in enumerate(stories)
        ]
        settled = [self._mostly_in_time(each) for each in placed if each.course.is_handled]
        promised = [each for each in placed if self._is_promised(each.course)]
        others = [each for each in placed if not (each.course.is_handled or each in promised)]
        return sorted(
            [*settled, *self._mend(promised), *map(self._in_time, others, count())],
            key=lambda each: each.received_at,
        )

    def at(self, placed: Placed, after: float) -> datetime:
        """The instant so many opening seconds after a case's receipt."""
        return self.work.add(placed.received_at, max(1, round(after)))

    def next_due_at(self, placed: Placed) -> datetime | None:
        """The next promise or goal of an open case, as the services will work it out."""
        course = placed.course
        if course.is_error:
            kinds = [] if course.is_taken else [ClockKind.HANDLING]
            kinds += [] if course.turn else [ClockKind.RESOLUTION]
            return min((self._due(placed, kind) for kind in kinds), default=None)
        since = course.unanswered_after
        if course.turn or since is None:
            return None
        start = self.at(placed, since) if since else placed.received_at
        return self.work.add(start, self._limits[course.case_type])

    def _due(self, placed: Placed, kind: ClockKind) -> datetime:
        course = placed.course
        history = [
            (self.at(placed, after) if after else placed.received_at, level)
            for after, level in course.levels
        ]
        is_paused = kind == ClockKind.RESOLUTION
        pauses = [
            (self.at(placed, begin), self.at(placed, end))
            for begin, end in (course.pauses if is_paused else ())
        ]

        def limit(number: int, since: datetime) -> datetime:
            target = due_of(kind, self.levels[number], since, calendar=self.calendar)
            return moved_target(self.work, target, pauses, since=since) or target

        return replan(history, levels=self.levels, limit=limit).due_at

    def _is_promised(self, course: Course) -> bool:
        """True for what the clock of a promise is running for now."""
        return course.is_error and not course.is_handled and course.turn is None

    def _changes_at(self, placed: Placed) -> datetime | None:
        """When time alone changes something: a deadline passes, or silence closes the case."""
        turn = placed.course.turn
        if turn and turn.step.verb == Verb.PROPOSE:
            proposed_at = self.at(placed, turn.step.after)
            return closing_after_open_days(proposed_at, self._silence_days)
        return self.next_due_at(placed)

    def _in_time(self, placed: Placed, turn: int) -> Placed:
        """Receive a case later when its goal has passed, or silence would have closed it."""
        changes_at = self._changes_at(placed)
        if changes_at is None or self.work.open_between(self.now, changes_at) >= _NEAR:
            return placed
        course = placed.course
        if course.turn:
            since, limit = course.turn.step.after, _PROPOSED
        else:
            since, limit = course.unanswered_after or 0.0, self._limits[course.case_type]
        left = max(_LEFT[turn % len(_LEFT)] * limit, 1.5 * _NEAR)
        return self._received(course, ago=since + limit - left)

    def _by_age(self, course: Course, turn: int) -> Placed:
        received_at = at_age(self.work, self.base, course.story.age)
        received_at += timedelta(seconds=turn * 37 % 60)
        passed = self.work.open_between(received_at, self.now)
        if passed < 2 * _QUIET:
            # It would lie ahead of now: one more in the row of the newest cases.
            return self._received(course, ago=2 * _QUIET + turn % 7 * 6 * MINUTE)
        if course.needs_after and passed < course.needs_after + course.length:
            return self._received(course, ago=course.needs_after + course.length)
        return self._hurried(Placed(course, received_at))

    def _received(self, course: Course, *, ago: float) -> Placed:
        """Receive a case so many opening seconds before now, at no round moment."""
        uneven = len(course.story.body) * 13 % (7 * MINUTE)
        return self._hurried(Placed(course, self.work.subtract(self.now, round(ago + uneven))))

    def _hurried(self, placed: Placed) -> Placed:
        """Let the whole course lie before now."""
        passed = self.work.open_between(placed.received_at, self.now)
        room = passed - placed.course.needs_after - _QUIET
        return replace(placed, course=placed.course.within(room))

    def _mostly_in_time(self, placed: Placed) -> Placed:
        """A handled case kept its target for the solution, unless its start was late too."""
        if not placed.course.is_error:
            return placed
        room = self.work.open_between(placed.received_at, self._due(placed, ClockKind.RESOLUTION))
        if placed.story.start == "late" or placed.course.length < room:
            return placed
        return replace(placed, course=placed.course.within(0.9 * room))

    def _mend(self, under_way: Sequence[Placed]) -> list[Placed]:
        """See to it that a few are overdue, and the others are not yet."""
        ordered = sorted(under_way, key=self._promise)
        missed = [each for each in ordered if self._is_missed(each)]
        kept = self._kept_overdue(missed)
        ahead = [each for each in ordered if each not in kept]
        rescued = [
            self._ahead(each, turn) if self._is_missed(each) or self._is_near(each) else each
            for turn, each in enumerate(ahead)
        ]
        wanted = LEAST_OVERDUE - len(kept)
        return [*kept, *self._some_late(rescued, wanted)]

    def _promise(self, placed: Placed) -> datetime:
        due_at = self.next_due_at(placed)
        assert due_at
        return due_at

    def _is_missed(self, placed: Placed) -> bool:
        return self._promise(placed) < self.now

    def _is_near(self, placed: Placed) -> bool:
        return self.work.open_between(self.now, self._promise(placed)) < _NEAR

    def _kept_overdue(self, missed: Sequence[Placed]) -> list[Placed]:
        """The overdue ones that stay so: the latest misses, not all of them untaken."""
        may_be_late = [each for each in missed if not each.story.stays_in_time]
        freshest = sorted(may_be_late, key=self._promise, reverse=True)
        untaken = [each for each in freshest if not each.course.is_taken]
        taken = [each for each in freshest if each.course.is_taken]
        kept = untaken[:_MOST_OVERDUE_UNTAKEN]
        return [*kept, *taken[: min(_MOST_OVERDUE_TAKEN, MOST_OVERDUE - len(kept))]]

    def _ahead(self, placed: Placed, turn: int) -> Placed:
        """Receive a case later, so that its next deadline is still to come."""
        course = placed.course
        if not course.is_taken:
            limit = self._limits[course.level]
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
            if not (each.course.is_taken or each.story.stays_in_time)
            and each.course.level in _UNTAKEN_AT_STAKE
        ]
        chosen = sorted(at_stake, key=self._promise)[: max(0, wanted)]
        late = [
            self._received(
                each.course,
                ago=self._limits[each.course.level] + over,
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
