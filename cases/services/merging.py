from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import EventKind, LinkKind, Outcome, Stage
from cases.models import Case, Follower
from cases.services.closing import end
from cases.services.linking import lock_both, tie_together
from cases.services.recording import record, save, was_last_done_by
from cases.transitions import IllegalMove, require_open, step_at


class OtherCustomer(IllegalMove):
    """Cases of two customers are never merged."""


class PromisesMore(IllegalMove):
    """The case promises more than the one it is to go on in: nobody loses a promise silently."""


def promises_more(case: Case, into: Case) -> bool:
    """Whether a programming error would go on in a case that is none, or in a milder one."""
    if not case.is_error:
        return False
    return not into.is_error or (into.level_id or 0) > (case.level_id or 0)


@transaction.atomic
def merge(case: Case, *, into: Case, tells: bool, by: User, at: datetime) -> Case:
    """Let a case go on in another one of the same customer, which its people follow from now.

    Silent: nobody is told unless `tells`, and then by one notice. What was at stake is so there
    too. Returns the case it goes on in. Raises IllegalMove when either is handled, when work
    ordered in `case` is going on, or when they are one case; OtherCustomer, PromisesMore. One's
    own second click changes nothing.
    """
    case, into = lock_both(case, into)
    if case.merged_into_id == into.pk and was_last_done_by(case, by, EventKind.MERGED):
        return into
    require_open(case.stage)
    require_open(into.stage)
    if case.pk == into.pk or step_at(case.case_type, case.stage).is_binding:
        raise IllegalMove(f"{case} cannot go on in {into}")
    if case.customer_id != into.customer_id:
        raise OtherCustomer
    if promises_more(case, into):
        raise PromisesMore
    was = case.stage
    end(case, Outcome.MERGED, at=at)
    case.merged_into = into
    save(case, "stage", "outcome", "handled_at", "waiting_since", "closes_at", "merged_into", at=at)
    _bring_people(case, into)
    tie_together(case, into, LinkKind.DUPLICATE_OF)
    facts = {"stage_from": was, "stage_to": Stage.HANDLED, "outcome": Outcome.MERGED}
    event = record(case, EventKind.MERGED, by=by, at=at, other=into, **facts)
    into.at_stake = into.at_stake or case.at_stake
    save(into, "at_stake", at=at)
    record(into, EventKind.MERGED_IN, by=by, at=at, other=case)
    if tells:
        notifications.merged(case, event)
    return into


def _bring_people(case: Case, into: Case) -> None:
    people = {case.contact_id, *case.followers.values_list("user", flat=True)}
    people -= {into.contact_id}
    Follower.objects.bulk_create(
        [Follower(case=into, user_id=pk) for pk in sorted(people)], ignore_conflicts=True
    )
