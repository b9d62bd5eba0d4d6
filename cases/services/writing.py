import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from cases import notifications, transitions
from cases.choices import PUBLIC_MESSAGES, Channel, EventKind, MessageKind
from cases.models import Attachment, Case, Message
from cases.services.handling import begin_by_replying
from cases.services.pausing import end_wait
from cases.services.recording import lock, record, save, submission_of


class AnsweredMeanwhile(Exception):
    """Others wrote after this person opened the case; `messages` holds what they wrote."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__(f"{len(messages)} newer messages")
        self.messages = messages


@dataclass(frozen=True)
class Letter:
    """What somebody sends to the other side.

    `key` names this one submission: sent twice, it gives the same message twice, unless it is
    sent for another `purpose`. `newest_seen` is the newest message the writer had seen.
    """

    body: str
    files: Sequence[UploadedFile]
    key: UUID
    newest_seen: int | None = None
    channel: Channel = Channel.PORTAL
    purpose: EventKind = EventKind.REPLIED


@transaction.atomic
def reply(
    case: Case,
    *,
    by: User,
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    newest_seen: int | None = None,
    channel: Channel = Channel.PORTAL,
    given: Collection[int] = (),
    purpose: EventKind = EventKind.REPLIED,
    at: datetime,
) -> Message:
    """Write to the other side. A person's first reply from SoftOne starts handling (B5.1).

    The customer's word ends a question (`given` are the things of its tick-list that are there
    now) and is an objection to a proposed solution. `key` names this one submission: sent twice,
    it gives the same message twice, for the same `purpose`. With `newest_seen`, the newest message the writer has seen,
    raises AnsweredMeanwhile when others have written since. Raises IllegalMove when the case is
    handled.
    """
    case = lock(case)
    letter = Letter(body, files, key, newest_seen, channel, purpose)
    if earlier := sent_before(case, letter, by=by):
        return earlier
    transitions.require_open(case.stage)
    message, facts = put_down(case, letter, by=by, at=at)
    kind = EventKind.REPLIED
    if not by.is_desk:
        kind = EventKind.OBJECTED if case.is_proposed else kind
        end_wait(case, at=at, given=given)
    save(
        case,
        *("owner", "taken_up_at", "stage", "staff_wrote_at", "customer_wrote_at"),
        *("waiting_since", "closes_at"),
        at=at,
    )
    tell = notifications.objected if kind == EventKind.OBJECTED else notifications.replied
    tell(case, record(case, kind, by=by, at=at, message=message, **facts))
    return message


@transaction.atomic
def note(
    case: Case,
    *,
    by: User,
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    at: datetime,
) -> Message:
    """Write an internal note: no clock moves, and the customer never sees a byte of it.

    Unlike a reply it may be added to a handled case. `key` as for `reply`.
    """
    case = lock(case)
    key = submission_of(key, MessageKind.NOTE, body)
    if earlier := case.messages.filter(author=by, submission_key=key).first():
        return earlier
    message = add_message(
        case, by=by, kind=MessageKind.NOTE, body=body, files=files, key=key, at=at
    )
    save(case, at=at)
    notifications.noted(case, record(case, EventKind.NOTED, by=by, at=at, message=message))
    return message


def put_down(
    case: Case, letter: Letter, *, by: User, at: datetime
) -> tuple[Message, dict[str, Any]]:
    """Put a letter on a locked case; return it, and what else it did, for the event.

    Raises AnsweredMeanwhile. The caller saves the case.
    """
    if newer := _written_since(case, by=by, newest_seen=letter.newest_seen):
        raise AnsweredMeanwhile(newer)
    facts: dict[str, Any] = begin_by_replying(case, by=by, at=at) if by.is_desk else {}
    message = add_message(
        case,
        by=by,
        kind=_kind_of(by),
        body=letter.body,
        files=letter.files,
        channel=letter.channel,
        key=_name_of(letter, by),
        at=at,
    )
    if by.is_desk:
        case.staff_wrote_at = at
    else:
        case.customer_wrote_at = at
    return message, facts


def sent_before(case: Case, letter: Letter, *, by: User) -> Message | None:
    """The message this very letter has made already, if it has."""
    return case.messages.filter(author=by, submission_key=_name_of(letter, by)).first()


def add_message(
    case: Case,
    *,
    by: User,
    kind: MessageKind,
    body: str,
    at: datetime,
    files: Sequence[UploadedFile] = (),
    channel: Channel = Channel.PORTAL,
    key: UUID | None = None,
) -> Message:
    """Add a message with its files to a case that the caller has locked."""
    message = Message.objects.create(
        case=case, author=by, kind=kind, body=body, sent_at=at, channel=channel, submission_key=key
    )
    for file in files:
        Attachment.objects.create(message=message, file=file, **described(file))
    return message


def described(file: UploadedFile) -> dict[str, Any]:
    """What is kept of a file beside its content."""
    return {
        "name": file.name or "",
        "content_type": file.content_type or "application/octet-stream",
        "size": file.size or 0,
        "sha256": _digest(file),
    }


def _kind_of(by: User) -> MessageKind:
    return MessageKind.STAFF if by.is_desk else MessageKind.CUSTOMER


def _name_of(letter: Letter, by: User) -> UUID:
    return submission_of(letter.key, letter.purpose, _kind_of(by), letter.body)


def _written_since(case: Case, *, by: User, newest_seen: int | None) -> list[Message]:
    if newest_seen is None:
        return []
    others = case.messages.filter(pk__gt=newest_seen, kind__in=PUBLIC_MESSAGES).exclude(author=by)
    return list(others.select_related("author"))


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
