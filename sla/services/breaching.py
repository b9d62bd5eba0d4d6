from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sla.choices import ClockEventKind, ClockState
from sla.models import Clock, ClockEvent
from sla.services.locking import lock, whole_second


class NotDue(Exception):
    """A breach was to be recorded for a clock that is not overdue."""


def record_breach(clock: Clock, *, detected_at: datetime) -> tuple[ClockEvent, bool]:
    """Record that a promise was missed, exactly once; return the event and whether it is new.

    Raises `NotDue` when the promise can still be kept, or was kept or taken back; the caller's
    transaction goes on unharmed.
    """
    with transaction.atomic(savepoint=False):
        lock(clock)
        event = breach_if_late(clock, whole_second(detected_at))
        if event:
            clock.save(update_fields=["state", "next_event_at"])
    if event:
        return event, True
    if clock.state != ClockState.BREACHED:
        raise NotDue(f"clock {clock.pk} is {clock.state}, due {clock.due_at:%Y-%m-%d %H:%M:%S}")
    return clock.events.get(kind=ClockEventKind.BREACH), False


@transaction.atomic(savepoint=False)
def record_breaches(clocks: Iterable[Clock], *, detected_at: datetime) -> list[ClockEvent]:
    """Record a batch that the caller has locked with `due_clocks`, in two queries.

    Returns the new events, each with its clock. Clocks that are not overdue are left alone.
    """
    detected_at = whole_second(detected_at)
    late = [clock for clock in clocks if clock.is_running and clock.due_at < detected_at]
    events = ClockEvent.objects.bulk_create(
        ClockEvent(
            clock=clock,
            kind=ClockEventKind.BREACH,
            deadline_at=clock.due_at,
            due_at=clock.due_at,
            detected_at=detected_at,
        )
        for clock in late
    )
    Clock.objects.running().filter(pk__in=[clock.pk for clock in late]).update(
        state=ClockState.BREACHED, next_event_at=None
    )
    for clock in late:
        clock.state, clock.next_event_at = ClockState.BREACHED, None
    return events


def breach_if_late(clock: Clock, at: datetime) -> ClockEvent | None:
    """Turn a locked running clock that is late at `at` into a breached one, with its event.

    The sweep never sees a clock that an action found first, so the action writes the event.
    """
    if not clock.is_running or at <= clock.due_at:
        return None
    clock.state, clock.next_event_at = ClockState.BREACHED, None
    return ClockEvent.objects.create(
        clock=clock,
        kind=ClockEventKind.BREACH,
        deadline_at=clock.due_at,
        due_at=clock.due_at,
        detected_at=at,
    )
