"""Quotations: nothing is made before the customer's yes (B4.2, B7.2)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import EventKind, Stage, Verdict
from cases.models import Case, Quotation
from cases.services.levelling import ReasonMissing
from cases.services.moving import NotTakenUp
from cases.services.recording import ChangedMeanwhile, lock_open, record, save
from cases.transitions import IllegalMove, Need

_KINDS = {
    Verdict.APPROVED: EventKind.QUOTE_APPROVED,
    Verdict.DECLINED: EventKind.QUOTE_DECLINED,
    Verdict.TAKEN_BACK: EventKind.QUOTE_TAKEN_BACK,
}


@transaction.atomic
def offer(
    case: Case, *, text: str, price: Decimal, ready_on: date, by: User, at: datetime
) -> Quotation:
    """Send a quotation: what is included, the price in euros without VAT, when it is ready.

    Raises IllegalMove where the process asks for none, NotTakenUp before handling has begun. The
    same offer sent twice is one.
    """
    case = lock_open(case)
    same = {"offered_by": by, "text": text, "price": price, "ready_on": ready_on}
    if earlier := case.quotations.pending().filter(**same).first():
        return earlier
    to, was = transitions.in_passing(case.case_type, case.stage, Need.QUOTATION), case.stage
    if to is None:
        raise IllegalMove(f"{case.case_type}: no quotation at {case.stage}")
    if case.taken_up_at is None:
        raise NotTakenUp
    quotation = Quotation.objects.create(
        case=case,
        number=case.quotations.count() + 1,
        text=text,
        price=price,
        ready_on=ready_on,
        offered_by=by,
        offered_at=at,
    )
    case.stage, case.staff_wrote_at = to, at
    save(case, "stage", "staff_wrote_at", at=at)
    moved = {"stage_from": was, "stage_to": to}
    event = record(case, EventKind.QUOTED, by=by, at=at, quotation=quotation, **moved)
    notifications.quoted(case, event)
    return quotation


def approve(quotation: Quotation, *, by: User, at: datetime) -> Quotation:
    """The customer's yes: the work may start. Who and when are kept as evidence."""
    return _answer(quotation, Verdict.APPROVED, need=Need.APPROVAL, by=by, at=at)


def decline(quotation: Quotation, *, reason: str, by: User, at: datetime) -> Quotation:
    """The customer's no: no work starts, and the consultant may offer something else."""
    return _answer(quotation, Verdict.DECLINED, need=Need.REFUSAL, by=by, at=at, reason=reason)


def take_back(quotation: Quotation, *, reason: str, by: User, at: datetime) -> Quotation:
    """SoftOne takes an unanswered quotation back, to offer another; raises ReasonMissing."""
    if not reason:
        raise ReasonMissing
    return _answer(quotation, Verdict.TAKEN_BACK, need=Need.REFUSAL, by=by, at=at, reason=reason)


@transaction.atomic
def _answer(
    quotation: Quotation,
    verdict: Verdict,
    *,
    need: Need,
    by: User,
    at: datetime,
    reason: str = "",
) -> Quotation:
    """Answer once: raises ChangedMeanwhile when it was answered otherwise, or by somebody else."""
    case = lock_open(quotation.case)
    quotation = case.quotations.get(pk=quotation.pk)
    if not quotation.is_pending:
        if quotation.verdict == verdict and quotation.answered_by_id == by.pk:
            return quotation
        raise ChangedMeanwhile
    to, was = transitions.in_passing(case.case_type, case.stage, need), Stage(case.stage)
    if to is None:
        raise IllegalMove(f"{case.case_type}: nothing to answer at {case.stage}")
    quotation.verdict, quotation.reason = verdict, reason
    quotation.answered_by, quotation.answered_at = by, at
    quotation.save(update_fields=["verdict", "reason", "answered_by", "answered_at"])
    case.stage = to
    # Only what was agreed is said to be ready some day.
    case.ready_on = quotation.ready_on if verdict == Verdict.APPROVED else None
    if not by.is_desk:
        case.customer_wrote_at = at
    save(case, "stage", "ready_on", "customer_wrote_at", at=at)
    facts = {"quotation": quotation, "stage_from": was, "stage_to": to}
    event = record(case, _KINDS[verdict], by=by, at=at, text=reason, **facts)
    notifications.quotation_answered(case, event)
    return quotation
