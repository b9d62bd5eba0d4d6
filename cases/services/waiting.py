"""The customer's turn over any stage: a question, and everything that ends it (B4.5)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import EventKind
from cases.models import Case, Message, MissingItem, Question
from cases.services.pausing import end_wait, pause_resolution
from cases.services.recording import lock, lock_open, record, save
from cases.services.writing import Letter, put_down, sent_before


@transaction.atomic
def ask_customer(
    case: Case,
    *,
    by: User,
    question: str,
    missing: Sequence[str] = (),
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    newest_seen: int | None = None,
    at: datetime,
) -> Message:
    """Ask the customer and wait: the message, the exact question, a tick-list of what is missing.

    The resolution clock stands still until they answer (B5.4); the start of handling does not.
    A new question takes the place of one that is still open, and of a proposed solution.
    Raises IllegalMove when the case is handled, AnsweredMeanwhile as `reply`.
    """
    case = lock(case)
    letter = Letter(body, files, key, newest_seen, purpose=EventKind.CUSTOMER_ASKED)
    if earlier := sent_before(case, letter, by=by):
        return earlier
    transitions.require_open(case.stage)
    message, facts = put_down(case, letter, by=by, at=at)
    end_wait(case, at=at)
    asked = Question.objects.create(
        case=case, asked_by=by, message=message, text=question, asked_at=at
    )
    MissingItem.objects.bulk_create(MissingItem(question=asked, label=label) for label in missing)
    case.waiting_since = at
    pause_resolution(case, at=at)
    save(case, *_WRITTEN, at=at)
    event = record(case, EventKind.CUSTOMER_ASKED, by=by, at=at, message=message, **facts)
    notifications.customer_asked(case, event)
    return message


@transaction.atomic
def go_on(case: Case, *, by: User, at: datetime) -> Case:
    """Work goes on without the customer's word: it came by phone, or we found it ourselves.

    Ends a question and takes a proposed solution back. A case that waits for nothing stays.
    """
    case = lock_open(case)
    if not (case.waiting_since or case.closes_at):
        return case
    end_wait(case, at=at)
    save(case, "waiting_since", "closes_at", at=at)
    record(case, EventKind.WAIT_ENDED, by=by, at=at)
    return case


_WRITTEN = ("owner", "taken_up_at", "stage", "staff_wrote_at", "waiting_since", "closes_at")
