from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from sla.choices import ClockKind, ClockState
from sla.models import Clock, ClockEvent
from sla.selectors import records_of, resumed_plan
from sla.services.breaching import breach_if_late
from sla.services.locking import lock, whole_second
from sla.services.planning import PLANNED, expect, follow


def pause(clock: Clock, *, at: datetime) -> ClockEvent | None:
    """Let the time of a resolution clock stand still while the customer has the word (B5.4).

    A clock that is late is not paused: its breach is returned, and the caller announces it. Only
    a running clock is paused. The start clock never is: raises ValueError.
    """
    if clock.kind != ClockKind.RESOLUTION:
        raise ValueError("only a resolution clock pauses")
    at = whole_second(at)
    with transaction.atomic(savepoint=False):
        lock(clock)
        if not clock.is_running:
            return None
        breach = breach_if_late(clock, at)
        if breach is None:
            clock.pauses.create(began_at=at)
            clock.state, clock.next_event_at = ClockState.PAUSED, None
        clock.save(update_fields=PLANNED)
    return breach


@transaction.atomic(savepoint=False)
def resume(clock: Clock, *, at: datetime) -> None:
    """Let a paused clock run again; its target moves by the open time it stood still (B5.4).

    A clock that is not paused stays as it is.
    """
    lock(clock)
    if clock.is_paused:
        end_pause(clock, at=whole_second(at))
        clock.save(update_fields=PLANNED)


def end_pause(clock: Clock, *, at: datetime) -> None:
    """End the pause of a locked clock, if it is paused; the caller saves the clock.

    A customer's mail may have come in before we began to wait for it: then the pause is empty.
    """
    if not clock.is_paused:
        return
    plan = resumed_plan(clock, records_of([clock])[clock.pk], at=at)
    clock.pauses.filter(ended_at=None).update(
        ended_at=Greatest(F("began_at"), Value(at, DateTimeField()))
    )
    clock.state = ClockState.RUNNING
    if plan:
        follow(clock, plan, at=at)
    else:
        expect(clock, after=at)
