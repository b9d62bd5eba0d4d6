from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import EventKind
from cases.models import Case
from cases.services.breaching import record_missed
from cases.services.recording import lock_open, record, save
from sla import services as sla


@transaction.atomic
def take_up(case: Case, *, by: User, at: datetime) -> Case:
    """Take the case up explicitly: the person owns it and handling has begun (B5.1).

    Taking over from a colleague moves the ownership only: the clock stopped at the first
    take-up. Raises IllegalMove when the case is handled.
    """
    case = lock_open(case)
    if case.owner_id == by.pk and case.taken_up_at:
        return case
    begin_handling(case, by=by, at=at)
    case.owner = by
    save(case, "owner", "taken_up_at", at=at)
    event = record(case, EventKind.TAKEN_UP, by=by, at=at)
    notifications.taken_up(case, event)
    return case


def begin_handling(case: Case, *, by: User, at: datetime) -> None:
    """Stop the handling clock of a locked case at its first take-up; later it does nothing.

    A start that comes too late records its own breach, which the sweep would not see any more.
    """
    if case.taken_up_at is not None:
        return
    case.taken_up_at = at
    case.owner = case.owner or by
    if case.handling_clock and (missed := sla.stop(case.handling_clock, at=at)):
        record_missed(case, missed)
