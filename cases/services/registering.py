from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts.choices import CaseType
from accounts.models import Customer, IndustryTeam, Module, User
from cases import notifications
from cases.choices import Channel, EventKind, MessageKind
from cases.models import Case, FaultFacts
from cases.services.recording import record, submission_of
from cases.services.writing import add_message
from sla import services as sla
from sla.choices import ClockKind
from sla.models import ServiceLevel


class ModuleNotLicensed(Exception):
    """The customer does not have the module that the case would be about."""


@dataclass(frozen=True)
class Facts:
    """The extra facts of a programming error (B3.2); each may be left empty."""

    steps: str = ""
    expected: str = ""
    since: str = ""
    affected: str = ""
    environment: str = ""


@transaction.atomic
def register(
    customer: Customer,
    *,
    contact: User,
    by: User,
    module: Module,
    level: ServiceLevel,
    subject: str,
    description: str,
    facts: Facts,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    channel: Channel = Channel.PORTAL,
    at: datetime,
) -> Case:
    """Register a programming error: its number, both clocks, the first message (B3.1, B4.4).

    `contact` is the SuperUser whom we answer, `by` whoever typed it. `key` names this one
    submission: sent twice, it gives the same case twice. Raises ModuleNotLicensed.
    """
    # The lock makes the second of two simultaneous clicks wait for the first.
    customer = _lock(customer, module)
    key = submission_of(key, module.pk, level.pk, subject, description)
    sent = Case.objects.filter(customer=customer, registered_by=by, submission_key=key)
    if earlier := sent.first():
        return earlier
    case = _start_case(
        customer,
        level=level,
        at=at,
        submission_key=key,
        contact=contact,
        registered_by=by,
        channel=channel,
        module=module,
        subject=subject,
    )
    if facts != Facts():
        FaultFacts.objects.create(case=case, **asdict(facts))
    kind = MessageKind.CUSTOMER
    message = add_message(
        case, by=contact, kind=kind, body=description, files=files, channel=channel, at=at
    )
    event = record(
        case,
        EventKind.REGISTERED,
        by=by,
        at=at,
        message=message,
        level_to=level,
        stage_to=case.stage,
    )
    notifications.registered(case, event)
    return case


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
    customer: Customer, *, level: ServiceLevel, at: datetime, submission_key: UUID, **given: object
) -> Case:
    """Make the row of a new case with both its clocks running."""
    kinds = (ClockKind.HANDLING, ClockKind.RESOLUTION)
    handling, resolution = sla.start_together(*kinds, level=level, label=str(submission_key), at=at)
    case = Case(
        submission_key=submission_key,
        customer=customer,
        case_type=CaseType.PROGRAMMING_ERROR,
        proposed_level=level,
        level=level,
        team_id=customer.team_pk,  # type: ignore[attr-defined]
        received_at=at,
        customer_wrote_at=at,
        handling_clock=handling,
        resolution_clock=resolution,
        next_due_at=min(handling.due_at, resolution.due_at),
        **given,
    )
    case.save(force_insert=True)
    return case
