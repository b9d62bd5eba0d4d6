from datetime import datetime

from sla import hours
from sla.levels import levels_in_use
from sla.models import Clock
from sla.selectors import Plan, plan_of, records_of
from sla.steps import next_step_at

# What a verb that plans, pauses or stops a clock saves.
PLANNED = [
    *("state", "stopped_at", "used_seconds", "due_at", "target_seconds"),
    *("next_event_at", "calendar_version", "not_due_before"),
]


def plan_again(clock: Clock, *, at: datetime) -> None:
    """Count the deadline of a locked clock from its rows; a pause that lasts counts to `at`."""
    record = records_of([clock])[clock.pk]
    follow(clock, plan_of(clock, record, levels_in_use(), at=at), at=at)


def follow(clock: Clock, plan: Plan, *, at: datetime) -> None:
    """Give a locked clock a plan counted by the calendar as it is now.

    Nobody is warned of a step that has passed by `at`: whoever made the plan has seen it.
    """
    clock.due_at, clock.target_seconds = plan.due_at, plan.seconds
    clock.calendar_version = hours.calendar_of(clock.calendar_id).version
    expect(clock, after=at)


def expect(clock: Clock, *, after: datetime) -> None:
    """Set when a locked clock has its next event: never, unless it runs."""
    clock.next_event_at = next_step_at(clock, after=after) if clock.is_running else None
