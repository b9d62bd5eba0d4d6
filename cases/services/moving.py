from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import EventKind, Stage
from cases.models import Case
from cases.services.breaching import record_missed
from cases.services.recording import ChangedMeanwhile, lock, record, save, was_last_done_by
from sla import services as sla


class NotTakenUp(transitions.IllegalMove):
    """Moving a case is no way to start handling: somebody takes it up first (B5.1)."""


@transaction.atomic
def move_on(case: Case, *, to: Stage, seen: Stage, by: User, at: datetime) -> Case:
    """Move the case to the next stage of its process (B4.4).

    `seen` is the stage the person was looking at. Raises ChangedMeanwhile when somebody else
    has moved the case since, IllegalMove when the process does not lead to `to`, NotTakenUp
    before handling has begun. One's own second click changes nothing.
    """
    case = lock(case)
    if case.stage != seen:
        if case.stage == to and was_last_done_by(case, by, EventKind.MOVED_ON):
            return case
        raise ChangedMeanwhile
    transitions.require_by_hand(case.case_type, case.stage, to)
    if case.taken_up_at is None:
        raise NotTakenUp
    case.stage = to
    if to == Stage.HANDLED:
        _finish(case, at=at)
    save(case, "stage", "handled_at")
    event = record(case, EventKind.MOVED_ON, by=by, at=at, stage_from=seen, stage_to=to)
    notifications.moved_on(case, event)
    return case


def _finish(case: Case, *, at: datetime) -> None:
    case.handled_at = at
    if case.resolution_clock and (missed := sla.stop(case.resolution_clock, at=at)):
        record_missed(case, missed)
