from datetime import datetime

from django.db import transaction

from sla import hours
from sla.choices import ClockKind, ClockState, PauseKind
from sla.models import Clock
from sla.services.locking import lock, whole_second
from sla.services.planning import PLANNED, plan_again

# Opening time that remains at least when a kept promise has to be kept again.
LEAST_SECONDS = 3600


def reopen(clock: Clock, *, at: datetime) -> None:
    """Let a resolution clock that has stopped run again: what was settled was not.

    The time since it stopped is a pause, and at least `LEAST_SECONDS` remain. A breach remains a
    breach, and its lateness goes on. A clock that has not stopped, or was cancelled, stays as it
    is. The start of handling happens once: raises ValueError.
    """
    if clock.kind != ClockKind.RESOLUTION:
        raise ValueError("only a resolution clock is opened again")
    with transaction.atomic(savepoint=False):
        lock(clock)
        stopped_at = clock.stopped_at
        if stopped_at is None or clock.state == ClockState.CANCELLED:
            return
        clock.stopped_at = None
        if clock.state == ClockState.MET:
            _run_again(clock, since=stopped_at, at=max(whole_second(at), stopped_at))
        clock.save(update_fields=PLANNED)


def _run_again(clock: Clock, *, since: datetime, at: datetime) -> None:
    clock.pauses.create(kind=PauseKind.SETTLED, began_at=since, ended_at=at)
    clock.not_due_before = hours.calendar_of(clock.calendar_id).work.add(at, LEAST_SECONDS)
    clock.state = ClockState.RUNNING
    plan_again(clock, at=at)
