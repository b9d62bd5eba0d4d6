from datetime import datetime

from django.db import transaction

from sla.choices import ClockKind, ClockState
from sla.models import Clock, ClockEvent, ClockLevel, ServiceLevel
from sla.services.breaching import breach_if_late
from sla.services.locking import lock, whole_second
from sla.services.planning import PLANNED, plan_again


@transaction.atomic(savepoint=False)
def change_level(clock: Clock, *, level: ServiceLevel, at: datetime) -> ClockEvent | None:
    """Re-plan a clock for another level by the one formula of B5.3, its pauses applied.

    What is already breached stays breached; a clock that has stopped keeps its numbers. Returns
    the breach when the deadline had passed unnoticed: the caller announces it.
    """
    lock(clock)
    at = whole_second(at)
    if clock.is_stopped or clock.level_id == level.number:
        return None
    breach = breach_if_late(clock, at)
    _set_level(clock, level, at)
    return breach


@transaction.atomic(savepoint=False)
def revive(clock: Clock, *, level: ServiceLevel, at: datetime) -> None:
    """Let a promise that was taken back count again, at `level` from `at`.

    It counts as if it had never been taken back, so the detour buys no time: the deadline may lie
    in the past, and the sweep then finds it. What was breached stays breached: of a resolution
    clock the lateness goes on. Any other clock stays as it is.
    """
    lock(clock)
    # A handling clock with a breach has stopped because handling began, as often as not.
    is_late = clock.state == ClockState.BREACHED and clock.kind == ClockKind.RESOLUTION
    if not clock.is_stopped or not (is_late or clock.state == ClockState.CANCELLED):
        return
    clock.stopped_at = clock.used_seconds = None
    if clock.state == ClockState.CANCELLED:
        clock.state = ClockState.RUNNING
    _set_level(clock, level, whole_second(at))


def _set_level(clock: Clock, level: ServiceLevel, at: datetime) -> None:
    """Write the level of a locked clock, and the deadline of one that can still be kept."""
    if clock.level_id != level.number:
        ClockLevel.objects.create(clock=clock, level=level, since=at)
        clock.level = level
    if clock.is_running or clock.is_paused:
        plan_again(clock, at=at)
    clock.save(update_fields=["level", *PLANNED])
