from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import EventKind, Stage
from cases.models import Case
from cases.services.pausing import end_wait
from cases.services.recording import ChangedMeanwhile, lock, record, save, was_last_done_by
from cases.transitions import Need


class NotTakenUp(transitions.IllegalMove):
    """Moving a case is no way to start handling: somebody takes it up first (B5.1)."""


class NeedMissing(Exception):
    """The move takes something that was not given; `need` says what."""

    def __init__(self, need: Need) -> None:
        super().__init__(need)
        self.need = need


@transaction.atomic
def move_on(
    case: Case,
    *,
    to: Stage,
    seen: Stage,
    reason: str = "",
    ready_on: date | None = None,
    release: str = "",
    by: User,
    at: datetime,
) -> Case:
    """Move the case along its process, or a step back (B4).

    Some moves need a reason the customer reads, the day by which it is to be ready, or the
    version that brings it: raises NeedMissing without. A proposed solution is taken back.
    `seen` is the stage the person was looking at. Raises ChangedMeanwhile when somebody else
    has moved the case since, IllegalMove when the process does not lead to `to`, NotTakenUp
    before handling has begun. One's own second click changes nothing.
    """
    case = lock(case)
    if case.stage != seen:
        if case.stage == to and was_last_done_by(case, by, EventKind.MOVED_ON):
            return case
        raise ChangedMeanwhile
    move = transitions.move_by_hand(case.case_type, case.stage, to)
    if case.taken_up_at is None:
        raise NotTakenUp
    given = {Need.REASON: reason, Need.ESTIMATE: ready_on, Need.VERSION: release}
    for need in sorted(move.needs):
        if not given[need]:
            raise NeedMissing(need)
    if case.is_proposed:
        end_wait(case, at=at)
    case.stage = to
    if Need.ESTIMATE in move.needs:
        case.ready_on = ready_on
    if Need.VERSION in move.needs:
        case.release = release
    save(case, "stage", "ready_on", "release", "closes_at", "waiting_since", at=at)
    event = record(
        case, EventKind.MOVED_ON, by=by, at=at, stage_from=seen, stage_to=to, text=reason
    )
    notifications.moved_on(case, event)
    return case
