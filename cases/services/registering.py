from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts.choices import CaseType
from accounts.models import Customer, IndustryTeam, Module, User
from cases import notifications
from cases.choices import Channel, EventKind, LinkKind, MessageKind
from cases.models import Case, CaseEvent, CaseFacts, CaseLink, Draft, Follower
from cases.services.drafting import send_files
from cases.services.entitling import keep_decision, require_right
from cases.services.facts import (
    NO_FACTS,
    Facts,
    LevelMissing,
    ModuleNotLicensed,
    advised_level,
)
from cases.services.goals import keep_goal
from cases.services.promising import start_promises
from cases.services.recording import next_due_at, record, submission_of
from cases.services.writing import add_message
from cases.transitions import first_stage
from sla.models import ServiceLevel


@transaction.atomic
def register(
    customer: Customer,
    *,
    contact: User,
    by: User,
    case_type: CaseType,
    module: Module,
    level: ServiceLevel | None = None,
    at_stake: bool = False,
    subject: str,
    description: str,
    facts: Facts = NO_FACTS,
    files: Sequence[UploadedFile] = (),
    followers: Iterable[User] = (),
    follow_up_of: Case | None = None,
    exception: str = "",
    key: UUID,
    channel: Channel = Channel.PORTAL,
    at: datetime,
) -> Case:
    """Register a case: its number, its first message, the clocks of a programming error (B3.1).

    `contact` is the SuperUser whom we answer, `by` whoever typed it; `followers` hear of it too.
    What is `at_stake` gets attention, not another level.
    `key` names this one submission: sent twice, it gives the same case twice. A draft of that
    key gives its files and is gone. Raises ModuleNotLicensed, LevelMissing, and RightMissing
    unless staff go on without the right for the reason given as `exception` (B2.3).
    """
    # The lock makes the second of two simultaneous clicks wait for the first.
    customer = _lock(customer, module)
    draft_key = key
    key = submission_of(key, *_told(case_type, module, level), subject, description)
    sent = Case.objects.filter(customer=customer, registered_by=by, submission_key=key)
    if earlier := sent.first():
        return earlier
    decision = require_right(
        contact,
        customer,
        case_type=case_type,
        module=module,
        level=level,
        exception=exception,
        at=at,
    )
    case = _start_case(
        customer,
        level=level,
        at=at,
        at_stake=at_stake,
        submission_key=key,
        contact=contact,
        registered_by=by,
        channel=channel,
        case_type=case_type,
        module=module,
        subject=subject,
    )
    keep_decision(case, decision, exception=exception, by=by)
    _add_surroundings(case, facts, followers, follow_up_of)
    kind = MessageKind.CUSTOMER
    message = add_message(
        case, by=contact, kind=kind, body=description, files=files, channel=channel, at=at
    )
    send_files(_draft_of(draft_key, customer=customer, by=by), message)
    notifications.registered(case, record_registered(case, by=by, at=at, message=message))
    return case


def _draft_of(key: UUID, *, customer: Customer, by: User) -> Draft | None:
    """The draft this submission was, locked: nobody takes a file of it away meanwhile."""
    return Draft.objects.select_for_update().filter(author=by, customer=customer, key=key).first()


def _told(case_type: CaseType, module: Module, level: ServiceLevel | None) -> list[object]:
    """What of a submission names it beside its words."""
    return [case_type.value, module.pk, level.pk if level else ""]


def record_registered(case: Case, *, by: User, at: datetime, **facts: Any) -> CaseEvent:
    """Record that the case has begun, at its first stage and level."""
    return record(
        case, EventKind.REGISTERED, by=by, at=at, level_to=case.level, stage_to=case.stage, **facts
    )


def _add_surroundings(
    case: Case, facts: Facts, followers: Iterable[User], follow_up_of: Case | None
) -> None:
    """What stands around a new case: what else was told, who follows, what it goes on from."""
    if facts != NO_FACTS:
        CaseFacts.objects.create(case=case, **asdict(facts), advised_level=advised_level(facts))
    others = {person.pk for person in followers} - {case.contact_id}
    Follower.objects.bulk_create(Follower(case=case, user_id=pk) for pk in sorted(others))
    if follow_up_of:
        CaseLink.objects.create(case=case, other=follow_up_of, kind=LinkKind.FOLLOW_UP_OF)


def _lock(customer: Customer, module: Module) -> Customer:
    """Lock the customer until the transaction ends; it knows its team by `team_pk` then."""
    team = IndustryTeam.objects.filter(industry=OuterRef("industry")).values("team")
    locked = Customer.objects.select_for_update(no_key=True, of=("self",)).annotate(
        team_pk=Subquery(team)
    )
    found = locked.filter(pk=customer.pk, licences__module=module).first()
    if found is None:
        raise ModuleNotLicensed
    return found


def _start_case(
    customer: Customer,
    *,
    level: ServiceLevel | None,
    at: datetime,
    case_type: CaseType,
    submission_key: UUID,
    **given: object,
) -> Case:
    """Make the row of a new case; a programming error has both its clocks running."""
    case = Case(
        submission_key=submission_key,
        customer=customer,
        case_type=case_type,
        stage=first_stage(case_type),
        team_id=customer.team_pk,  # type: ignore[attr-defined]
        received_at=at,
        customer_wrote_at=at,
        **given,
    )
    if case.is_error:
        if level is None:
            raise LevelMissing
        case.level = case.proposed_level = level
        clocks = start_promises(str(submission_key), level=level, at=at)
        case.handling_clock, case.resolution_clock = clocks
    keep_goal(case, at=at)
    case.next_due_at = next_due_at(case)
    case.save(force_insert=True)
    return case
