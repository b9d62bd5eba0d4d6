from datetime import datetime

from django.db import transaction

from sla.choices import ClockState
from sla.models import Clock, ClockEvent
from sla.selectors import used_seconds
from sla.services.breaching import breach_if_late
from sla.services.locking import lock, whole_second
from sla.services.pausing import end_pause
from sla.services.planning import PLANNED


@transaction.atomic(savepoint=False)
def stop(clock: Clock, *, at: datetime) -> ClockEvent | None:
    """Stop a clock because its promise is kept, in time or late. A pause ends first.

    Returns the breach when this late stop is the first to notice it: the caller announces it.
    A clock that has stopped already stays as it is.
    """
    lock(clock)
    at = whole_second(at)
    if clock.is_stopped:
        return None
    return _end(clock, ClockState.MET, at=at)


@transaction.atomic(savepoint=False)
def cancel(clock: Clock, *, at: datetime) -> ClockEvent | None:
    """Take a promise back, for a case that is merged or was none. A pause ends first.

    A breach remains a breach: returned when nobody had noticed it yet, for the caller to
    announce. A clock that has stopped already stays as it is.
    """
    lock(clock)
    at = whole_second(at)
    if clock.is_stopped:
        return None
    return _end(clock, ClockState.CANCELLED, at=at)


def _end(clock: Clock, state: ClockState, *, at: datetime) -> ClockEvent | None:
    """End a locked clock in this state, unless it is late; tell how much time it used."""
    end_pause(clock, at=at)
    breach = breach_if_late(clock, at)
    clock.stopped_at = at
    clock.used_seconds = used_seconds(clock, at=at)
    if clock.is_running:
        clock.state, clock.next_event_at = state, None
    clock.save(update_fields=PLANNED)
    return breach
