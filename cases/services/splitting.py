from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.choices import CaseType
from accounts.models import Module, User
from cases import notifications
from cases.choices import Channel, EventKind, LinkKind, MessageKind
from cases.models import Case, CaseLink, Follower, Message
from cases.services.breaching import record_missed
from cases.services.facts import LevelMissing, require_licence
from cases.services.goals import keep_goal
from cases.services.promising import promise_later
from cases.services.recording import lock_open, next_due_at, record, save, submission_of
from cases.services.registering import record_registered
from cases.services.writing import add_message
from cases.transitions import IllegalMove, first_stage
from sla.models import ClockEvent, ServiceLevel


@transaction.atomic
def split(
    case: Case,
    *,
    message: Message,
    subject: str,
    case_type: CaseType,
    module: Module,
    level: ServiceLevel | None,
    key: UUID,
    by: User,
    at: datetime,
) -> Case:
    """Make a second matter in one of the customer's messages a case of its own.

    The new case begins with that message and its files. It was received when the customer wrote
    it; a programming error counts the mildest level from then and `level` from `at` (B5.3).
    `key` names this one submission. Raises IllegalMove when the case is handled and for a
    message of SoftOne's, LevelMissing, ModuleNotLicensed.
    """
    case = lock_open(case)
    key = submission_of(key, message.pk, subject)
    sent = Case.objects.filter(customer=case.customer, registered_by=by, submission_key=key)
    if earlier := sent.first():
        return earlier
    if message.case_id != case.pk or message.kind != MessageKind.CUSTOMER:
        raise IllegalMove("only the customer's own words become a case")
    require_licence(case.customer, module)
    given = {"submission_key": key, "subject": subject, "case_type": case_type, "module": module}
    new = _begin(case, message, level=level, by=by, at=at, **given)
    save(case, at=at)
    record(case, EventKind.SPLIT, by=by, at=at, other=new)
    return new


def _begin(
    case: Case,
    message: Message,
    *,
    level: ServiceLevel | None,
    by: User,
    at: datetime,
    **given: Any,
) -> Case:
    """Make the row of the new case, its people, its first message and its first event."""
    new = Case(
        customer=case.customer,
        contact=case.contact,
        registered_by=by,
        channel=message.channel,
        team_id=case.team_id,
        stage=first_stage(given["case_type"]),
        received_at=message.sent_at,
        customer_wrote_at=message.sent_at,
        **given,
    )
    missed: list[ClockEvent] = []
    if new.is_error:
        if level is None:
            raise LevelMissing
        new.level = new.proposed_level = level
        new.handling_clock, new.resolution_clock, missed = promise_later(
            str(new.submission_key), level=level, since=new.received_at, at=at
        )
    keep_goal(new, at=at)
    new.next_due_at = next_due_at(new)
    new.save(force_insert=True)
    first = add_message(
        new,
        by=message.author,
        kind=MessageKind.CUSTOMER,
        body=message.body,
        channel=Channel(message.channel),
        at=message.sent_at,
    )
    _copy_files(message, first)
    _bring_along(new, case)
    notifications.registered(new, record_registered(new, by=by, at=at, message=first))
    for breach in missed:
        record_missed(new, breach)
    return new


def _copy_files(message: Message, first: Message) -> None:
    """The new case has the files too; their content is stored once."""
    for file in message.attachments.all():
        file.pk, file.message = None, first
        file._state.adding = True  # noqa: SLF001 Django's own way to copy a row
        file.save(force_insert=True)


def _bring_along(new: Case, case: Case) -> None:
    followers = case.followers.values_list("user", flat=True)
    Follower.objects.bulk_create(Follower(case=new, user_id=pk) for pk in followers)
    CaseLink.objects.create(case=new, other=case, kind=LinkKind.SPLIT_FROM)
