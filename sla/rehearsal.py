"""What an edit of opening hours or service levels would do to deadlines, before it is made (B6).

Ask inside the transaction that holds the edit and roll it back: the very rows that would count
are read, so the list is no guess.
"""

from dataclasses import dataclass
from datetime import datetime

from sla import hours, naming
from sla.models import Clock, ServiceLevel
from sla.selectors import plan_of, records_of
from sla.worktime import BeyondHorizon

# So many clocks are recounted for a page, those with the nearest deadlines first.
MOST_EXAMINED = 5000


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that would move; `is_late` when it would have passed already."""

    clock: Clock
    name: str
    url: str
    before: datetime
    after: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How many clocks were recounted, how many were not, and which deadlines would move.

    `uncounted` deadlines would lie beyond what the calendar knows: such an edit must not be made.
    """

    examined: int
    left_out: int
    uncounted: int
    moves: tuple[Moved, ...]


def rehearse(*, at: datetime) -> Rehearsal:
    """Return how the running clocks would be re-planned by the rows as they are now."""
    running = Clock.objects.running()
    clocks = list(running.order_by("next_event_at")[:MOST_EXAMINED])
    calendars, records = hours.calendars_as_written(), records_of(clocks)
    levels = {level.number: level for level in ServiceLevel.objects.order_by("number")}
    moved: list[tuple[Clock, datetime]] = []
    uncounted = 0
    for clock in clocks:
        calendar = calendars[clock.calendar_id]
        try:
            plan = plan_of(clock, records[clock.pk], levels, at=at, calendar=calendar)
        except BeyondHorizon:
            uncounted += 1
            continue
        if plan.due_at != clock.due_at:
            moved.append((clock, plan.due_at))
    left_out = running.count() - len(clocks) if len(clocks) == MOST_EXAMINED else 0
    return Rehearsal(len(clocks), left_out, uncounted, _named(moved, at=at))


def _named(moved: list[tuple[Clock, datetime]], *, at: datetime) -> tuple[Moved, ...]:
    names = naming.names_of([clock.pk for clock, _after in moved])
    unknown = naming.Named("", "")
    return tuple(
        Moved(
            clock=clock,
            name=names.get(clock.pk, unknown).words or clock.label,
            url=names.get(clock.pk, unknown).url,
            before=clock.due_at,
            after=after,
            is_late=after < at,
        )
        for clock, after in moved
    )
