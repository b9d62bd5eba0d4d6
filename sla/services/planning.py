from datetime import datetime

from sla import hours
from sla.levels import levels_in_use
from sla.models import Clock
from sla.selectors import plan_of, records_of

# What a verb that plans, pauses or stops a clock saves.
PLANNED = ["state", "stopped_at", "due_at", "next_event_at", "calendar_version", "not_due_before"]


def plan_again(clock: Clock, *, at: datetime) -> None:
    """Count the deadline of a locked clock from its rows; a pause that lasts counts to `at`."""
    record = records_of([clock])[clock.pk]
    set_due(clock, plan_of(clock, record, levels_in_use(), at=at).due_at)


def set_due(clock: Clock, due_at: datetime) -> None:
    """Give a locked clock a deadline counted by the calendar as it is now."""
    clock.due_at = due_at
    clock.next_event_at = due_at if clock.is_running else None
    clock.calendar_version = hours.calendar_of(clock.calendar_id).version
