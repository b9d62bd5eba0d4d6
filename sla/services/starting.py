from datetime import datetime

from sla import hours
from sla.choices import ClockKind
from sla.models import Clock, ServiceLevel
from sla.selectors import due_of
from sla.services.locking import whole_second
from sla.services.planning import expect


def start(kind: str, *, level: ServiceLevel, label: str, at: datetime) -> Clock:
    """Start a clock of one kind (B5)."""
    return start_together(kind, level=level, label=label, at=at)[0]


def start_together(*kinds: str, level: ServiceLevel, label: str, at: datetime) -> list[Clock]:
    """Start a clock of each kind named, in that order. One INSERT for all of them."""
    calendar, started_at = hours.calendar_in_use(), whole_second(at)
    clocks = []
    for kind in kinds:
        due_at = due_of(kind, level, started_at, calendar=calendar)
        clock = _new(kind, calendar, label=label, started_at=started_at, due_at=due_at)
        clock.level = clock.first_level = level
        clocks.append(clock)
    return Clock.objects.bulk_create(clocks)


def start_goal(*, seconds: int, label: str, since: datetime, at: datetime) -> Clock:
    """Start the clock of an internal goal of so many open seconds, counted from `since` (B5.7).

    Nobody is warned of what has passed by `at`.
    """
    calendar, started_at = hours.calendar_in_use(), whole_second(since)
    due_at = calendar.work.add(started_at, seconds)
    clock = _new(ClockKind.GOAL, calendar, label=label, started_at=started_at, due_at=due_at)
    clock.target_seconds = seconds
    expect(clock, after=at)
    clock.save(force_insert=True)
    return clock


def _new(
    kind: str, calendar: hours.OpenCalendar, *, label: str, started_at: datetime, due_at: datetime
) -> Clock:
    """Return an unsaved clock that runs by a calendar, its next event being its first step."""
    clock = Clock(
        kind=kind,
        label=label,
        calendar_id=calendar.id,
        calendar_version=calendar.version,
        started_at=started_at,
        due_at=due_at,
        target_seconds=calendar.work.open_between(started_at, due_at),
    )
    expect(clock, after=started_at)
    return clock
