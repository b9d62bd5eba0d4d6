"""Every deadline explained in words and days: which hours counted, which did not, why (B5.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.timewords import duration_words, moment_words
from sla.choices import ClockKind, ClockState
from sla.course import Course
from sla.courserows import day_rows
from sla.coursewords import (
    counted_sentence,
    opening_sentence,
    reach_words,
    sum_words,
    unusual_sentence,
)
from sla.daywords import DayRow
from sla.hours import calendar_of
from sla.levels import levels_in_use
from sla.models import Clock, ServiceLevel
from sla.monthwords import MonthRow, months_of
from sla.outcomewords import Outcome, outcome_of
from sla.replanning import BindingLimit
from sla.selectors import Plan, Preview, Record, plan_in_force, resumed_due
from sla.targetwords import pause_sentences, target_sentence

# A target further away is drawn month by month.
_MOST_DAYS_DRAWN = 10


@dataclass(frozen=True)
class Explanation:
    """Why a deadline is when it is. Drawn and summed up only when a page asks for it."""

    kind: str
    due_at: datetime
    sentence: str
    course: Course
    outcome: Outcome | None = None

    @cached_property
    def days(self) -> tuple[DayRow, ...]:
        """Its days; none of a target so far away that `months` tell it."""
        return () if self._is_long else day_rows(self.course)

    @cached_property
    def months(self) -> tuple[MonthRow, ...]:
        return months_of(self.course) if self._is_long else ()

    @cached_property
    def total(self) -> str:
        """The sum of what counted, or how much there is until a target told by the calendar."""
        return sum_words(self.course) if self._is_counted else reach_words(self.course)

    @property
    def drawn(self) -> frozenset[str]:
        """What the drawing shows, so that the legend explains that and nothing else."""
        ribbons = [row.ribbon for row in self.days]
        strips = [row.strip for row in self.months]
        parts = {part.css for ribbon in ribbons for part in ribbon.parts}
        shapes = {shape.css for strip in strips for shape in strip.shapes}
        marks = [mark for ribbon in ribbons for mark in ribbon.marks]
        marks += [mark for strip in strips for mark in strip.marks]
        return frozenset(parts | shapes | {mark.css for mark in marks})

    @property
    def _is_counted(self) -> bool:
        return self.kind != ClockKind.RESOLUTION

    @property
    def _is_long(self) -> bool:
        return not self._is_counted and self.course.length > _MOST_DAYS_DRAWN


def explain_preview(
    preview: Preview, *, kind: str, at: datetime, now: datetime | None = None
) -> Explanation:
    """Explain what a case registered at `at` would be promised; asks the database nothing.

    It is told as seen from `now`, else from the moment of registration.
    """
    calendar, level, seen = preview.calendar, preview.level, now or at
    if kind == ClockKind.HANDLING:
        due_at = preview.handling_due_at
        return _explain(kind, level, Course(calendar, at, due_at, seen), due_at=due_at)
    due_at, target = preview.resolution_due_at, preview.target
    plan = Plan(BindingLimit(level.number, at, due_at), target, due_at, seconds=0)
    record = Record(((at, level.number),), ())
    moved = pause_sentences(calendar.work, plan, record, resumed=due_at, for_desk=True, now=seen)
    course = Course(calendar, at, due_at, seen, preview.pauses)
    return _explain(kind, level, course, due_at=due_at, target=target, moved=moved)


def explain_clocks(
    clocks: Sequence[Clock], records: Mapping[int, Record], *, for_desk: bool, now: datetime
) -> list[Explanation]:
    """Explain the deadlines of clocks by their records (`records_of`), to the desk or the customer.

    Each is told by the limit that binds it and the pauses that moved it.
    """
    return [
        _explain_clock(clock, records[clock.pk], for_desk=for_desk, now=now) for clock in clocks
    ]


def explain_goal(clock: Clock, *, now: datetime) -> Explanation:
    """Explain an internal goal, to the desk alone (B5.7); asks the database nothing."""
    calendar = calendar_of(clock.calendar_id)
    course = Course(calendar, begins=clock.started_at, ends=clock.due_at, now=now)
    goal = _("Our own goal, which customers do not see: an answer within %(time)s of opening time.")
    sentences = [
        goal % {"time": duration_words(clock.target_seconds)},
        opening_sentence(course),
        counted_sentence(course),
        unusual_sentence(course),
    ]
    told = " ".join(filter(None, sentences))
    return Explanation(clock.kind, clock.due_at, told, course, outcome_of(clock, now=now))


def _explain_clock(clock: Clock, record: Record, *, for_desk: bool, now: datetime) -> Explanation:
    levels, calendar = levels_in_use(), calendar_of(clock.calendar_id)
    plan = plan_in_force(clock, _as_it_bound(clock, record), levels)
    resumed = resumed_due(clock, record, at=now)
    course = Course(
        calendar,
        begins=min(plan.limit.since, clock.due_at),
        ends=max(resumed, clock.due_at),
        now=now,
        pauses=record.spans(until=now),
    )
    explanation = _explain(
        clock.kind,
        levels[plan.limit.level],
        course,
        due_at=clock.due_at,
        target=plan.target,
        change=_change_sentence(clock, plan, now=now),
        moved=pause_sentences(
            calendar.work, plan, record, resumed=resumed, for_desk=for_desk, now=now
        ),
    )
    return replace(explanation, outcome=outcome_of(clock, now=now))


def _as_it_bound(clock: Clock, record: Record) -> Record:
    """The record behind a deadline: once that is missed, a change of level does not move it."""
    if clock.state != ClockState.BREACHED:
        return record
    first, *later = record.levels
    return replace(record, levels=(first, *(each for each in later if each[0] <= clock.due_at)))


def _explain(
    kind: str,
    level: ServiceLevel,
    course: Course,
    *,
    due_at: datetime,
    target: datetime | None = None,
    change: str = "",
    moved: str = "",
) -> Explanation:
    """Put the sentences together; `target` is where a resolution target lay before pauses."""
    if kind == ClockKind.HANDLING:
        sentences = [
            _start_sentence(level),
            change,
            opening_sentence(course),
            counted_sentence(course),
            unusual_sentence(course),
        ]
    else:
        work = course.calendar.work
        told = target_sentence(level, work, since=course.begins, target=target or due_at)
        sentences = [told, change, moved]
    return Explanation(kind, due_at, " ".join(filter(None, sentences)), course)


def _start_sentence(level: ServiceLevel) -> str:
    return _("Level %(level)d: we start within %(time)s of opening time.") % {
        "level": level.number,
        "time": duration_words(level.handling_seconds),
    }


def _change_sentence(clock: Clock, plan: Plan, *, now: datetime) -> str:
    if plan.limit.since == clock.started_at:
        return ""
    return _("Counted from the change of level, %(when)s.") % {
        "when": moment_words(plan.limit.since, now=now)
    }
