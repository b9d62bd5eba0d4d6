"""What a deadline would be: questions that change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sla import targets
from sla.choices import ClockKind
from sla.hours import OpenCalendar, calendar_in_use, calendar_of
from sla.levels import levels_in_use
from sla.models import Clock, ClockLevel, ServiceLevel
from sla.replanning import BindingLimit, LevelSince, replan


@dataclass(frozen=True, slots=True)
class Preview:
    """What one level would promise a case received at a moment."""

    level: ServiceLevel
    handling_due_at: datetime
    resolution_due_at: datetime


def due_of(kind: str, level: ServiceLevel, start: datetime, *, calendar: OpenCalendar) -> datetime:
    """Return when one level's promise of one kind runs out (B5, B5.2)."""
    if kind == ClockKind.HANDLING:
        return calendar.work.add(start, level.handling_seconds)
    return targets.resolution_target(calendar.work, start, level.target_rule)


def preview(level: ServiceLevel, *, at: datetime) -> Preview:
    """Return both deadlines of a programming error registered at `at` with this level."""
    calendar = calendar_in_use()
    return Preview(
        level=level,
        handling_due_at=due_of(ClockKind.HANDLING, level, at, calendar=calendar),
        resolution_due_at=due_of(ClockKind.RESOLUTION, level, at, calendar=calendar),
    )


def previews(at: datetime) -> list[Preview]:
    """Return the deadlines of every level, gravest first."""
    return [preview(level, at=at) for level in levels_in_use().values()]


def histories_of(clocks: Iterable[Clock]) -> dict[int, list[LevelSince]]:
    """Return the levels each clock has had and since when, the first being its start."""
    histories = {clock.pk: [(clock.started_at, clock.first_level_id)] for clock in clocks}
    later = ClockLevel.objects.filter(clock__in=histories).order_by("since", "pk")
    for clock_id, since, number in later.values_list("clock_id", "since", "level_id"):
        histories[clock_id].append((since, number))
    return histories


def binding_limit(
    clock: Clock, history: list[LevelSince], levels: Mapping[int, ServiceLevel]
) -> BindingLimit:
    """Return which of the levels' limits decides a clock with this history (B5.3)."""
    calendar = calendar_of(clock.calendar_id)
    return replan(
        history,
        levels=levels,
        limit=lambda number, since: due_of(clock.kind, levels[number], since, calendar=calendar),
    )


def due_after_change(clock: Clock, level: ServiceLevel, *, at: datetime) -> datetime:
    """Return what a change of level would make of a deadline; may lie in the past (B5.3).

    What has been breached, met or cancelled keeps its deadline.
    """
    at = at.replace(microsecond=0)
    if not clock.is_running or at > clock.due_at or level.number == clock.level_id:
        return clock.due_at
    history = [*histories_of([clock])[clock.pk], (at, level.number)]
    return binding_limit(clock, history, levels_in_use()).due_at
