from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import SuperUser, User
from cases import notifications, transitions
from cases.choices import EventKind, Outcome, Stage
from cases.models import Case, CaseRules, Follower, Message
from cases.services.recording import lock, record, save
from cases.services.writing import Letter, put_down, sent_before
from cases.transitions import IllegalMove, Need
from sla import services as sla


class TooLateToReopen(IllegalMove):
    """The time for reopening has passed: a linked new case goes on from here (B4.6)."""


@transaction.atomic
def reopen(
    case: Case,
    *,
    by: User,
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    newest_seen: int | None = None,
    at: datetime,
) -> Message:
    """Open a handled case again, with the words that say what is still wrong (B4.6).

    It returns to the stage it was closed at, and its resolution clock goes on. A quotation that
    was taken back with it has to be offered again. Raises IllegalMove when the case is open or
    merged, TooLateToReopen, AnsweredMeanwhile as `reply`.
    """
    case = lock(case)
    letter = Letter(body, files, key, newest_seen, purpose=EventKind.REOPENED)
    if earlier := sent_before(case, letter, by=by):
        return earlier
    if not case.handled_at or case.outcome == Outcome.MERGED:
        raise IllegalMove("only a handled case of its own is reopened")
    if at > CaseRules.load().reopens_until(case.handled_at):
        raise TooLateToReopen
    message, facts = put_down(case, letter, by=by, at=at)
    _give_to_who_can_answer(case, by=by, at=at)
    stage = _goes_on_at(case)
    case.stage, case.outcome, case.handled_at = stage, "", None
    if case.is_error:
        _promise_again(case, at=at)
    save(
        case,
        *("stage", "outcome", "handled_at", "owner", "taken_up_at", "contact"),
        *("staff_wrote_at", "customer_wrote_at"),
        at=at,
    )
    # A reply may have begun the handling; the way back is what this event tells.
    facts |= {"stage_from": Stage.HANDLED, "stage_to": stage}
    event = record(case, EventKind.REOPENED, by=by, at=at, message=message, **facts)
    notifications.reopened(case, event)
    return message


def _give_to_who_can_answer(case: Case, *, by: User, at: datetime) -> None:
    """Change the contact when their seat has ended: to who reopens, else the longest there."""
    seats = SuperUser.objects.filter(customer=case.customer_id)
    if seats.seated().filter(user=case.contact_id).exists():
        return
    current = seats.current().select_related("user").order_by("since", "pk")
    seat = current.first() if by.is_desk else current.filter(user=by).first()
    if seat is None:
        return
    case.contact = seat.user
    Follower.objects.filter(case=case, user=seat.user).delete()
    record(case, EventKind.CONTACT_CHANGED, by=by, at=at, person=seat.user)


def _goes_on_at(case: Case) -> str:
    """The stage from which the case was last closed, or where it leads by what has happened since.

    There is no quotation to answer any more, and this very reply may have begun the handling.
    """
    stage = _closed_at(case)
    needs = [Need.REFUSAL, Need.TAKING_UP] if case.taken_up_at else [Need.REFUSAL]
    passing = (transitions.in_passing(case.case_type, stage, need) for need in needs)
    return next(filter(None, passing), stage)


def _closed_at(case: Case) -> str:
    closing = case.events.filter(stage_to=Stage.HANDLED).order_by("-pk").first()
    if closing is None:
        raise IllegalMove("nothing tells where the case was closed")
    return closing.stage_from


def _promise_again(case: Case, *, at: datetime) -> None:
    """Let the promises go on; the start only where nobody has begun."""
    assert case.handling_clock
    assert case.resolution_clock
    sla.reopen(case.resolution_clock, at=at)
    if case.taken_up_at is None:
        sla.reopen(case.handling_clock, at=at)
