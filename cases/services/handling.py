from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from cases import notifications, policies, transitions
from cases.choices import EventKind
from cases.models import Case
from cases.services.breaching import record_missed
from cases.services.recording import ChangedMeanwhile, lock_open, record, save
from cases.transitions import Need
from sla import services as sla


@transaction.atomic
def take_up(case: Case, *, by: User, seen_owner: int | None, at: datetime) -> Case:
    """Take the case up explicitly: the person owns it and handling has begun (B5.1).

    Taking over from a colleague moves the ownership only: the clock stopped at the first
    take-up. `seen_owner` is whom the person saw as its owner; raises ChangedMeanwhile when it
    is somebody else by now, IllegalMove when the case is handled.
    """
    case = lock_open(case)
    if case.owner_id == by.pk and case.taken_up_at:
        return case
    if case.owner_id != seen_owner:
        raise ChangedMeanwhile
    before, facts = case.owner, begin_handling(case, at=at)
    case.owner = by
    save(case, "owner", "taken_up_at", "stage", at=at)
    kind = EventKind.TAKEN_UP if facts["starts_handling"] else EventKind.TAKEN_OVER
    event = record(case, kind, by=by, at=at, owner_to=by, **facts)
    notifications.taken_up(case, event, before=before)
    return case


def begin_handling(case: Case, *, at: datetime) -> dict[str, Any]:
    """Begin handling a locked case at its first take-up; return the facts for the event.

    The handling clock stops. A start that comes too late records its own breach, which the
    sweep would not see any more. A support request is "being handled" from here on (B4.1).
    """
    if case.taken_up_at is not None:
        return {"starts_handling": False}
    case.taken_up_at = at
    if case.is_error and case.handling_clock:
        missed = sla.stop(case.handling_clock, at=at)
        if missed:
            record_missed(case, missed)
    facts: dict[str, Any] = {"starts_handling": True}
    if to := transitions.in_passing(case.case_type, case.stage, Need.TAKING_UP):
        facts |= {"stage_from": case.stage, "stage_to": to}
        case.stage = to
    return facts


def begin_by_replying(case: Case, *, by: User, at: datetime) -> dict[str, Any]:
    """Begin handling with a person's first reply; return the facts for its event.

    The case becomes the writer's when nobody has it and taking cases up is their work.
    """
    facts = begin_handling(case, at=at)
    owns = case.owner is None and policies.may_take_up(by, case)
    if owns:
        case.owner = by
    return {**facts, "owner_to": by if owns else None}
