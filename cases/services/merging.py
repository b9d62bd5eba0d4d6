from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import EventKind, LinkKind, Outcome, Stage
from cases.models import Case, CaseLink, Follower
from cases.services.closing import end
from cases.services.recording import lock, record, save, was_last_done_by
from cases.transitions import IllegalMove, require_open, step_at


class OtherCustomer(IllegalMove):
    """Cases of two customers are never merged."""


@transaction.atomic
def merge(case: Case, *, into: Case, tells: bool, by: User, at: datetime) -> Case:
    """Let a case go on in another one of the same customer, which its people follow from now.

    Silent: nobody is told unless `tells`, and then by one notice. Returns the case it goes on
    in. Raises IllegalMove when either is handled, when work ordered in `case` is going on, or
    when they are one case; OtherCustomer. One's own second click changes nothing.
    """
    case, into = _lock_both(case, into)
    if case.merged_into_id == into.pk and was_last_done_by(case, by, EventKind.MERGED):
        return into
    require_open(case.stage)
    require_open(into.stage)
    if case.pk == into.pk or step_at(case.case_type, case.stage).is_binding:
        raise IllegalMove(f"{case} cannot go on in {into}")
    if case.customer_id != into.customer_id:
        raise OtherCustomer
    was = case.stage
    end(case, Outcome.MERGED, by=by, at=at)
    case.merged_into = into
    save(case, "stage", "outcome", "handled_at", "waiting_since", "closes_at", "merged_into")
    _bring_people(case, into)
    CaseLink.objects.update_or_create(
        case=case, other=into, defaults={"kind": LinkKind.DUPLICATE_OF}
    )
    facts = {"stage_from": was, "stage_to": Stage.HANDLED, "outcome": Outcome.MERGED}
    event = record(case, EventKind.MERGED, by=by, at=at, other=into, **facts)
    save(into)
    record(into, EventKind.MERGED_IN, by=by, at=at, other=case)
    if tells:
        notifications.merged(case, event)
    return into


def _lock_both(case: Case, into: Case) -> tuple[Case, Case]:
    """Lock both in the order of their ids: two merges crossing each other cannot get stuck."""
    locked = {each.pk: lock(each) for each in sorted((case, into), key=lambda each: each.pk)}
    return locked[case.pk], locked[into.pk]


def _bring_people(case: Case, into: Case) -> None:
    people = {case.contact_id, *case.followers.values_list("user", flat=True)}
    people -= {into.contact_id}
    Follower.objects.bulk_create(
        [Follower(case=into, user_id=pk) for pk in sorted(people)], ignore_conflicts=True
    )
