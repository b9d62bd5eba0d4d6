from datetime import datetime

from django.db import transaction

from sla import hours
from sla.choices import ClockKind, ClockState, PauseKind
from sla.models import Clock
from sla.services.locking import lock, whole_second
from sla.services.planning import PLANNED, plan_again

# Opening time that remains at least when a kept promise has to be kept again.
LEAST_SECONDS = 3600


@transaction.atomic(savepoint=False)
def reopen(clock: Clock, *, at: datetime) -> None:
    """Let a clock that has stopped run again: what was settled, or taken back, was not.

    The time since a resolution clock stopped is a pause; the start clock has none. At least
    `LEAST_SECONDS` of opening time remain. A breach remains a breach, and the lateness of a
    resolution goes on. A start that was made is not undone, and a clock that runs stays as it is.
    """
    lock(clock)
    stopped_at = clock.stopped_at
    was_started = clock.kind == ClockKind.HANDLING and clock.state != ClockState.CANCELLED
    if stopped_at is None or was_started:
        return
    clock.stopped_at = clock.used_seconds = None
    if clock.state in {ClockState.MET, ClockState.CANCELLED}:
        _run_again(clock, since=stopped_at, at=max(whole_second(at), stopped_at))
    clock.save(update_fields=PLANNED)


def _run_again(clock: Clock, *, since: datetime, at: datetime) -> None:
    if clock.kind == ClockKind.RESOLUTION:
        clock.pauses.create(kind=PauseKind.SETTLED, began_at=since, ended_at=at)
    clock.not_due_before = hours.calendar_of(clock.calendar_id).work.add(at, LEAST_SECONDS)
    clock.state = ClockState.RUNNING
    plan_again(clock, at=at)
