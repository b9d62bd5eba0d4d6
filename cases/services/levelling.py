from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import EventKind, Stage
from cases.models import Case
from cases.services.breaching import record_missed
from cases.services.recording import (
    ChangedMeanwhile,
    lock_open,
    record,
    save,
)
from sla import services as sla
from sla.models import ServiceLevel


class ReasonMissing(Exception):
    """A changed level needs a reason that the customer sees (B5.3)."""


@transaction.atomic
def set_level(
    case: Case, *, level: ServiceLevel, seen: int | None, reason: str, by: User, at: datetime
) -> Case:
    """Confirm the level the customer proposed, or change it with a reason (B4.4, B5.3).

    A change re-plans both deadlines. A new case moves on to the stage "service level". `seen`
    is the level the person was looking at: raises ChangedMeanwhile when it is another by now,
    ReasonMissing for a change without a reason, IllegalMove when the case is handled.
    """
    case = lock_open(case)
    if case.level_id == level.pk and case.stage != Stage.NEW:
        return case
    if case.level_id != seen:
        raise ChangedMeanwhile
    if level.pk == seen:
        return _record(case, EventKind.LEVEL_CONFIRMED, level=level, by=by, at=at)
    if not reason:
        raise ReasonMissing
    for clock in (case.handling_clock, case.resolution_clock):
        if clock and (missed := sla.change_level(clock, level=level, at=at)):
            record_missed(case, missed)
    return _record(case, EventKind.LEVEL_CHANGED, level=level, by=by, at=at, reason=reason)


def _record(
    case: Case,
    kind: EventKind,
    *,
    level: ServiceLevel,
    by: User,
    at: datetime,
    reason: str = "",
) -> Case:
    """Write the level, and the stage with it when the case is new."""
    facts: dict[str, object] = {"level_from": case.level, "level_to": level}
    if case.stage == Stage.NEW:
        facts |= {"stage_from": Stage.NEW, "stage_to": Stage.LEVEL_SET}
        case.stage = Stage.LEVEL_SET
    case.level = level
    save(case, "level", "stage")
    notifications.level_set(case, record(case, kind, by=by, at=at, text=reason, **facts))
    return case
