from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.rewriting import rewrite
from sla.choices import WHOLE, ClockEventKind, ClockState
from sla.models import Clock, ClockEvent
from sla.services.locking import whole_second
from sla.services.planning import expect
from sla.steps import steps_of


@transaction.atomic(savepoint=False)
def record_passed_steps(clocks: Iterable[Clock], *, detected_at: datetime) -> list[ClockEvent]:
    """Record every step that a batch of locked clocks has passed, each once per deadline (B5.5).

    Warnings and breaches get their true times, however late they are noticed. Returns the new
    events in order, each with its clock. Clocks without a passed step are left alone. Three
    queries for the whole batch.
    """
    at = whole_second(detected_at)
    passed = [clock for clock in clocks if clock.next_event_at and clock.next_event_at < at]
    known = set(
        ClockEvent.objects.filter(clock__in=passed).values_list(
            "clock_id", "percent", "deadline_at"
        )
    )
    events = [
        event
        for clock in passed
        for event in _passed_by(clock, at)
        if (clock.pk, event.percent, event.deadline_at) not in known
    ]
    ClockEvent.objects.bulk_create(events)
    for clock in passed:
        if clock.due_at < at:
            clock.state = ClockState.BREACHED
        expect(clock, after=at)
    rewrite(passed, "state", "next_event_at")
    return events


def _passed_by(clock: Clock, at: datetime) -> list[ClockEvent]:
    """Return an unsaved event for each step a running clock has passed since its last one."""
    since = clock.next_event_at
    return [
        ClockEvent(
            clock=clock,
            kind=ClockEventKind.BREACH if step.percent == WHOLE else ClockEventKind.WARNING,
            percent=step.percent,
            deadline_at=clock.due_at,
            due_at=step.at,
            detected_at=at,
        )
        for step in steps_of(clock)
        if since and since <= step.at < at
    ]


def breach_if_late(clock: Clock, at: datetime) -> ClockEvent | None:
    """Turn a locked running clock that is late at `at` into a breached one, with its event.

    The sweep never sees a clock that an action found first, so the action writes the event.
    """
    if not clock.is_running or at <= clock.due_at:
        return None
    return record_passed_steps([clock], detected_at=at)[-1]
