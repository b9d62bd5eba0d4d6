from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import EventKind, Stage
from cases.models import Case
from cases.services.breaching import record_missed
from cases.services.recording import lock_open, record, save
from sla import services as sla
from sla.models import ServiceLevel


class ReasonMissing(Exception):
    """A changed level needs a reason that the customer sees (B5.3)."""


@transaction.atomic
def set_level(case: Case, *, level: ServiceLevel, reason: str, by: User, at: datetime) -> Case:
    """Confirm the level the customer proposed, or change it with a reason (B4.4, B5.3).

    A change re-plans both deadlines. A new case moves on to the stage "service level".
    Raises ReasonMissing for a change without one, IllegalMove when the case is handled.
    """
    case = lock_open(case)
    was, stage_was = case.level, case.stage
    is_change = was != level
    if is_change and not reason:
        raise ReasonMissing
    if is_change:
        for clock in (case.handling_clock, case.resolution_clock):
            if clock and (missed := sla.change_level(clock, level=level, at=at)):
                record_missed(case, missed)
    case.level = level
    if case.stage == Stage.NEW:
        transitions.require(case.case_type, case.stage, Stage.LEVEL_SET)
        case.stage = Stage.LEVEL_SET
    elif not is_change:
        return case
    save(case, "level", "stage", at=at)
    event = record(
        case,
        EventKind.LEVEL_CHANGED if is_change else EventKind.LEVEL_CONFIRMED,
        by=by,
        at=at,
        text=reason if is_change else "",
        level_from=was,
        level_to=level,
        stage_from=stage_was,
        stage_to=case.stage,
    )
    notifications.level_set(case, event)
    return case
