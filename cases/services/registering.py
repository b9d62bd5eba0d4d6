from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.choices import CaseType
from accounts.models import Customer, IndustryTeam, Module, User
from cases import notifications
from cases.choices import Channel, EventKind, MessageKind
from cases.models import Case, FaultFacts
from cases.services.recording import next_due_at, record
from cases.services.writing import add_message
from sla import services as sla
from sla.choices import ClockKind
from sla.models import ServiceLevel


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

    `key` names this one submission: sent twice, it gives the same case twice.
    """
    # The lock makes the second of two simultaneous clicks wait for the first.
    Customer.objects.select_for_update().get(pk=customer.pk)
    if earlier := Case.objects.filter(submission_key=key, registered_by=by).first():
        return earlier
    case = Case.objects.create(
        submission_key=key,
        customer=customer,
        registered_by=by,
        channel=channel,
        case_type=CaseType.PROGRAMMING_ERROR,
        module=module,
        subject=subject,
        proposed_level=level,
        level=level,
        team=IndustryTeam.objects.get(industry=customer.industry).team,
        received_at=at,
        last_event_at=at,
        customer_wrote_at=at,
        handling_clock=sla.start(ClockKind.HANDLING, level=level, label=str(key), at=at),
        resolution_clock=sla.start(ClockKind.RESOLUTION, level=level, label=str(key), at=at),
    )
    case.next_due_at = next_due_at(case)
    case.save(update_fields=["next_due_at"])
    FaultFacts.objects.create(case=case, **asdict(facts))
    message = add_message(
        case,
        by=by,
        kind=MessageKind.CUSTOMER,
        body=description,
        files=files,
        channel=channel,
        at=at,
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
