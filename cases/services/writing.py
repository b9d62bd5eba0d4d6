import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import Channel, EventKind, MessageKind
from cases.models import Attachment, Case, Message
from cases.services.handling import begin_handling
from cases.services.recording import lock_open, record, save


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
        Attachment.objects.create(
            message=message,
            name=file.name or "",
            content_type=file.content_type or "application/octet-stream",
            size=file.size or 0,
            sha256=_digest(file),
            file=file,
        )
    return message


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@transaction.atomic
def reply(
    case: Case,
    *,
    by: User,
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    channel: Channel = Channel.PORTAL,
    at: datetime,
) -> Message:
    """Write to the other side. A person's first reply from SoftOne starts handling (B5.1).

    Raises IllegalMove when the case is handled. `key` names this one submission.
    """
    case = lock_open(case)
    if earlier := Message.objects.filter(submission_key=key, author=by).first():
        return earlier
    kind = MessageKind.STAFF if by.is_desk else MessageKind.CUSTOMER
    message = add_message(
        case, by=by, kind=kind, body=body, files=files, channel=channel, key=key, at=at
    )
    if by.is_desk:
        begin_handling(case, by=by, at=at)
        case.staff_wrote_at = at
    else:
        case.customer_wrote_at = at
    save(case, "owner", "taken_up_at", "staff_wrote_at", "customer_wrote_at", at=at)
    event = record(case, EventKind.REPLIED, by=by, at=at, message=message)
    notifications.replied(case, event)
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

    Unlike a reply it may be added to a handled case.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if earlier := Message.objects.filter(submission_key=key, author=by).first():
        return earlier
    message = add_message(
        case, by=by, kind=MessageKind.NOTE, body=body, files=files, key=key, at=at
    )
    case.version += 1
    case.save(update_fields=["version"])
    event = record(case, EventKind.NOTED, by=by, at=at, message=message, is_internal=True)
    notifications.noted(case, event)
    return message
