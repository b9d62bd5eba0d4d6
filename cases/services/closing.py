"""How a case ends, and how the customer may say no to that (B4.6)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import EventKind, Outcome, Stage, Verdict
from cases.models import Case, CaseEvent, CaseRules, Message
from cases.services.breaching import record_missed
from cases.services.levelling import ReasonMissing
from cases.services.pausing import end_wait, pause_resolution
from cases.services.recording import lock, lock_open, record, save, was_last_done_by
from cases.services.writing import Letter, put_down, sent_before
from sla import services as sla
from sla.selectors import closing_after_open_days

log = structlog.get_logger(__name__)

# Endings that keep the promise; after the others there is nothing left to keep.
_KEPT = {Outcome.SOLVED, Outcome.DECLINED}
_ENDED = ("stage", "outcome", "handled_at", "waiting_since", "closes_at")


@transaction.atomic
def propose_solution(
    case: Case,
    *,
    by: User,
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    newest_seen: int | None = None,
    at: datetime,
) -> Message:
    """Send the solution: the case closes by itself after some open days unless they object.

    The resolution clock stands still meanwhile. Raises IllegalMove where the process does not
    end with a solution, AnsweredMeanwhile as `reply`. `key` as for `reply`.
    """
    case = lock(case)
    letter = Letter(body, files, key, newest_seen, purpose=EventKind.SOLUTION_PROPOSED)
    if earlier := sent_before(case, letter, by=by):
        return earlier
    transitions.require_open(case.stage)
    message, facts = put_down(case, letter, by=by, at=at)
    transitions.require_end(case.case_type, case.stage, Outcome.SOLVED)
    end_wait(case, at=at)
    case.closes_at = closing_after_open_days(at, CaseRules.load().silence_days)
    pause_resolution(case, at=at)
    save(
        case, "owner", "taken_up_at", "stage", "staff_wrote_at", "waiting_since", "closes_at", at=at
    )
    facts["due_at"] = case.closes_at
    event = record(case, EventKind.SOLUTION_PROPOSED, by=by, at=at, message=message, **facts)
    notifications.solution_proposed(case, event)
    return message


@transaction.atomic
def object_to_closing(case: Case, *, by: User, at: datetime) -> Case:
    """Keep the case open: the customer says, in one click, that it is not solved yet.

    Raises IllegalMove when the case is handled already. A second click changes nothing.
    """
    case = lock_open(case)
    if not case.is_proposed:
        return case
    end_wait(case, at=at)
    case.customer_wrote_at = at
    save(case, "closes_at", "waiting_since", "customer_wrote_at", at=at)
    notifications.objected(case, record(case, EventKind.OBJECTED, by=by, at=at))
    return case


@transaction.atomic
def close(case: Case, *, outcome: Outcome, reason: str = "", by: User, at: datetime) -> Case:
    """End the case: the customer says so, or SoftOne declines it with a reason.

    SoftOne may also end it on the customer's word, and says as the reason how that was given.
    Raises IllegalMove where the process knows no such ending, ReasonMissing when SoftOne gives
    none. One's own second click changes nothing.
    """
    case = lock(case)
    if case.outcome == outcome and was_last_done_by(case, by, EventKind.CLOSED):
        return case
    transitions.require_open(case.stage)
    if outcome == Outcome.DECLINED and by.is_desk:
        transitions.require_end(case.case_type, case.stage, outcome)
    elif outcome not in transitions.customers_endings(case.case_type, case.stage):
        raise transitions.IllegalMove(f"{case.case_type}: {case.stage} does not end {outcome}")
    if by.is_desk and not reason:
        raise ReasonMissing
    event = _close(case, outcome, by=by, at=at, reason=reason)
    notifications.closed(case, event)
    return case


@transaction.atomic
def close_silent(*, limit: int, at: datetime) -> int:
    """Close the cases whose proposed solution nobody objected to in time; return how many.

    Skips what somebody is working on right now: the next sweep takes it.
    """
    due = (
        Case.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(closes_at__lte=at)
        .select_related("handling_clock", "resolution_clock", "contact", "customer", "owner")
        .order_by("closes_at")[:limit]
    )
    return sum(_close_one(case, at=at) for case in due)


def _close_one(case: Case, *, at: datetime) -> bool:
    """Close one case of a batch; one that cannot be closed leaves the others alone."""
    try:
        with transaction.atomic():
            notifications.closed(case, _close(case, Outcome.SOLVED, by=None, at=at))
    except Exception:
        log.exception("case_not_closed_by_silence", case=case.pk)
        return False
    return True


def _close(
    case: Case, outcome: Outcome, *, by: User | None, at: datetime, reason: str = ""
) -> CaseEvent:
    """End a locked case and record it."""
    was = case.stage
    end(case, outcome, at=at)
    save(case, *_ENDED, at=at)
    facts = {"stage_from": was, "stage_to": Stage.HANDLED, "outcome": outcome}
    return record(case, EventKind.CLOSED, by=by, at=at, text=reason, **facts)


def end(case: Case, outcome: Outcome, *, at: datetime) -> None:
    """Bring a locked case to its end: clocks stop, nothing is asked any more. The caller saves."""
    end_wait(case, at=at)
    # Nobody answered it: it falls with the case.
    case.quotations.pending().update(verdict=Verdict.TAKEN_BACK, answered_at=at)
    case.stage, case.outcome, case.handled_at = Stage.HANDLED, outcome, at
    if case.is_error:
        settle_clocks(case, is_kept=outcome in _KEPT, at=at)


def settle_clocks(case: Case, *, is_kept: bool, at: datetime) -> None:
    """Stop the clocks of a programming error; a promise that has passed is recorded as missed.

    Of a case that nobody had begun the promise to begin is taken back, however it ended.
    """
    settled = [
        (case.handling_clock, sla.cancel),
        (case.resolution_clock, sla.stop if is_kept else sla.cancel),
    ]
    for clock, settle in settled:
        missed = settle(clock, at=at) if clock else None
        if missed:
            record_missed(case, missed)
