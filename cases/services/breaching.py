from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cases import notifications
from cases.choices import EventKind
from cases.models import Case
from cases.services.recording import record
from sla import services as sla
from sla.models import Clock, ClockEvent


@transaction.atomic
def announce_breaches(*, limit: int, at: datetime) -> int:
    """Record and announce deadlines that have passed, each once (B5.5); return how many.

    Looks at no more than `limit` clocks. It locks the cases, as every service does, and skips
    those that somebody is working on right now: the next sweep takes them.
    """
    due = list(Clock.objects.due(at).order_by("next_event_at").values_list("pk", flat=True)[:limit])
    cases = (
        Case.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(Q(handling_clock__in=due) | Q(resolution_clock__in=due))
        .select_related("handling_clock", "resolution_clock", "customer", "owner")
        .order_by("pk")
    )
    return sum(
        announce_breach(case, clock, at=at)
        for case in cases
        for clock in (case.handling_clock, case.resolution_clock)
        if clock and clock.pk in due
    )


def announce_breach(case: Case, clock: Clock, *, at: datetime) -> bool:
    """Record one missed deadline of a locked case; False when it was recorded before."""
    try:
        breach, is_new = sla.record_breach(clock, detected_at=at)
    except sla.NotDue:
        return False
    if is_new:
        record_missed(case, breach)
    return is_new


def record_missed(case: Case, breach: ClockEvent) -> None:
    """Put a missed deadline on the case, at the moment it passed, and tell who must know."""
    event = record(
        case, EventKind.BREACHED, by=None, at=breach.due_at, clock_kind=breach.clock.kind
    )
    notifications.breached(case, event)
