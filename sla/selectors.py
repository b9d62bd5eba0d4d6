"""What a deadline would be, and where time has gone: questions that change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sla import targets
from sla.choices import ClockKind, PauseKind
from sla.hours import OpenCalendar, calendar_in_use, calendar_of
from sla.levels import levels_in_use
from sla.models import Clock, ClockLevel, ClockPause, ServiceLevel
from sla.pauses import Pause, moved_target, spans_between
from sla.replanning import BindingLimit, LevelSince, replan
from sla.worktime import Span, WorkCalendar


@dataclass(frozen=True, slots=True)
class Preview:
    """What one level would promise a case received at a moment.

    `target` is the resolution target before pauses have moved it.
    """

    calendar: OpenCalendar
    level: ServiceLevel
    handling_due_at: datetime
    target: datetime
    resolution_due_at: datetime
    pauses: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What a clock has been through: its levels, the first being its start, and its pauses."""

    levels: tuple[LevelSince, ...]
    pauses: tuple[ClockPause, ...]

    @property
    def open_pause(self) -> ClockPause | None:
        return next((pause for pause in self.pauses if pause.ended_at is None), None)

    @property
    def reopened_at(self) -> datetime | None:
        """When the clock was last opened again after it had stopped."""
        ends = [pause.ended_at for pause in self.pauses if pause.kind == PauseKind.SETTLED]
        return max(filter(None, ends), default=None)

    def spans(self, *, until: datetime) -> list[Pause]:
        """Return the pauses as if one that lasts ended at `until`."""
        return [
            (pause.began_at, pause.ended_at or max(until, pause.began_at)) for pause in self.pauses
        ]


@dataclass(frozen=True, slots=True)
class Plan:
    """When a clock is due: the limit that binds, or later when it was opened again (B5.3, B5.4).

    `limit.due_at` is the limit as the pauses have moved it, `target` where it lay before that;
    `seconds` is the open, unpaused time that the plan gives.
    """

    limit: BindingLimit
    target: datetime
    due_at: datetime
    seconds: int


def due_of(kind: str, level: ServiceLevel, start: datetime, *, calendar: OpenCalendar) -> datetime:
    """Return when one level's promise of one kind runs out (B5, B5.2)."""
    if kind == ClockKind.HANDLING:
        return calendar.work.add(start, level.handling_seconds)
    return targets.resolution_target(calendar.work, start, level.target_rule)


def preview(
    level: ServiceLevel,
    *,
    at: datetime,
    calendar: OpenCalendar | None = None,
    pauses: Iterable[Span] = (),
) -> Preview:
    """Return both deadlines of a programming error registered at `at` with this level.

    They are counted by `calendar`, else by the one that counts for everybody.
    """
    calendar = calendar or calendar_in_use()
    target = due_of(ClockKind.RESOLUTION, level, at, calendar=calendar)
    moved = moved_target(calendar.work, target, pauses, since=at)
    assert moved is not None  # every span has an end
    return Preview(
        calendar=calendar,
        level=level,
        handling_due_at=due_of(ClockKind.HANDLING, level, at, calendar=calendar),
        target=target,
        resolution_due_at=moved,
        pauses=tuple(pauses),
    )


def previews(at: datetime) -> list[Preview]:
    """Return the deadlines of every level, gravest first."""
    return [preview(level, at=at) for level in levels_in_use().values()]


def records_of(clocks: Iterable[Clock]) -> dict[int, Record]:
    """Return what each clock has been through, in two queries for all of them."""
    clocks = list(clocks)
    levels: dict[int, list[LevelSince]] = {
        clock.pk: [(clock.started_at, clock.first_level_id or 0)] for clock in clocks
    }
    later = ClockLevel.objects.filter(clock__in=levels).order_by("since", "pk")
    for clock_id, since, number in later.values_list("clock_id", "since", "level_id"):
        levels[clock_id].append((since, number))
    pauses = pauses_of(clocks)
    return {clock.pk: Record(tuple(levels[clock.pk]), tuple(pauses[clock.pk])) for clock in clocks}


def pauses_of(clocks: Iterable[Clock]) -> dict[int, list[ClockPause]]:
    """Return the pauses of each clock in order. One query, none for clocks that never pause."""
    clocks = list(clocks)
    pauses: dict[int, list[ClockPause]] = {clock.pk: [] for clock in clocks}
    pausable = [clock.pk for clock in clocks if clock.kind == ClockKind.RESOLUTION]
    for pause in ClockPause.objects.filter(clock__in=pausable).order_by("began_at", "pk"):
        pauses[pause.clock_id].append(pause)
    return pauses


def plan_of(
    clock: Clock,
    record: Record,
    levels: Mapping[int, ServiceLevel],
    *,
    at: datetime,
    calendar: OpenCalendar | None = None,
) -> Plan:
    """Return when a clock with this record is due, if a pause that lasts ended at `at`.

    Each limit counts from its own moment and is moved by the open time of the pauses after it.
    A goal has no limits: it counts what it was given. `calendar` is asked in place of the
    clock's own as it is in use.
    """
    calendar = calendar or calendar_of(clock.calendar_id)
    if clock.kind == ClockKind.GOAL:
        return _plan_of_goal(clock, calendar)
    spans = record.spans(until=at)

    def moved(target: datetime, since: datetime) -> datetime:
        moved_to = moved_target(calendar.work, target, spans, since=since)
        assert moved_to is not None  # every span has an end
        return moved_to

    def unmoved(number: int, since: datetime) -> datetime:
        return due_of(clock.kind, levels[number], since, calendar=calendar)

    limit = replan(
        record.levels,
        levels=levels,
        limit=lambda number, since: moved(unmoved(number, since), since),
    )
    due_at = limit.due_at
    if clock.not_due_before:
        due_at = max(due_at, moved(clock.not_due_before, record.reopened_at or clock.started_at))
    seconds = _unpaused(calendar.work, spans, limit.since, max(limit.since, due_at))
    return Plan(limit, unmoved(limit.level, limit.since), due_at, seconds)


def _plan_of_goal(clock: Clock, calendar: OpenCalendar) -> Plan:
    due_at = calendar.work.add(clock.started_at, clock.target_seconds)
    no_level = BindingLimit(0, clock.started_at, due_at)
    return Plan(no_level, due_at, due_at, clock.target_seconds)


def plan_in_force(clock: Clock, record: Record, levels: Mapping[int, ServiceLevel]) -> Plan:
    """Return the plan behind a clock's `due_at`.

    A pause that lasts has moved it only as far as a change of level in its midst has counted it.
    """
    last_change = record.levels[-1][0]
    return plan_of(clock, record, levels, at=last_change)


def due_after_change(clock: Clock, level: ServiceLevel, *, at: datetime) -> datetime:
    """Return what a change of level would make of a deadline; may lie in the past (B5.3).

    What has been breached, met or cancelled keeps its deadline.
    """
    return dues_after_change([clock], records_of([clock]), at=at)[clock.pk][level.number]


def dues_after_change(
    clocks: Iterable[Clock], records: Mapping[int, Record], *, at: datetime
) -> dict[int, dict[int, datetime]]:
    """Return what each level would make of each clock's deadline, by clock and level.

    `records` are those of the clocks; the levels are held, so this asks the database nothing.
    """
    at = at.replace(microsecond=0)
    levels = levels_in_use()
    return {
        clock.pk: {
            number: _due_at_level(clock, records[clock.pk], number, at=at) for number in levels
        }
        for clock in clocks
    }


def _due_at_level(clock: Clock, record: Record, number: int, *, at: datetime) -> datetime:
    if keeps_its_deadline(clock, at=at) or number == clock.level_id:
        return clock.due_at
    changed = replace(record, levels=(*record.levels, (at, number)))
    return plan_of(clock, changed, levels_in_use(), at=at).due_at


def keeps_its_deadline(clock: Clock, *, at: datetime) -> bool:
    """Return whether no change of level moves this deadline: missed, met or taken back."""
    is_late = clock.is_running and at.replace(microsecond=0) > clock.due_at
    return is_late or not (clock.is_running or clock.is_paused)


def due_if_resumed(clock: Clock, *, at: datetime) -> datetime:
    """Return the deadline of a paused clock if its pause ended at `at` (B5.4).

    A clock that is not paused has the deadline it has.
    """
    plan = resumed_plan(clock, records_of([clock])[clock.pk], at=at)
    return plan.due_at if plan else clock.due_at


def resumed_due(clock: Clock, record: Record, *, at: datetime) -> datetime:
    """As `due_if_resumed`, for a clock whose record is at hand."""
    plan = resumed_plan(clock, record, at=at)
    return plan.due_at if plan else clock.due_at


def resumed_plan(clock: Clock, record: Record, *, at: datetime) -> Plan | None:
    """Return the plan of a paused clock if its pause ended at `at`; None when that moves nothing.

    After a pause without opening time not even edited hours or levels may move it.
    """
    at = at.replace(microsecond=0)
    pause = record.open_pause
    if pause is None:
        return None
    if not calendar_of(clock.calendar_id).work.open_between(pause.began_at, at):
        return None
    return plan_of(clock, record, levels_in_use(), at=at)


def used_seconds(clock: Clock, *, at: datetime) -> int:
    """Return the open seconds a clock has run until it stopped, else `at`; no pause counts."""
    work = calendar_of(clock.calendar_id).work
    spans = [(pause.began_at, pause.ended_at) for pause in pauses_of([clock])[clock.pk]]
    return _unpaused(work, spans, clock.started_at, clock.stopped_at or at)


def _unpaused(work: WorkCalendar, pauses: Iterable[Pause], begin: datetime, end: datetime) -> int:
    paused = sum(work.open_between(*span) for span in spans_between(pauses, begin, end))
    return work.open_between(begin, end) - paused


def closing_after_open_days(at: datetime, days: int) -> datetime:
    """Return the closing time of the n-th open day after the local day of `at`."""
    work = calendar_in_use().work
    on = work.local_date(at)
    for _day in range(days):
        on = work.next_open_day(on)
    return work.last_closing(on)
