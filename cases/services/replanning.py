"""Opening hours or service levels were edited: the deadlines of open cases follow (B5, B6)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.rewriting import rewrite
from cases.choices import EventKind
from cases.models import Case, CaseEvent
from cases.services.recording import next_due_at
from sla import services as sla
from sla.choices import ClockKind
from sla.models import Calendar, Clock


@transaction.atomic
def replan_deadlines(*, limit: int, at: datetime) -> int:
    """Re-plan some clocks that an older calendar counted, in a fixed number of queries.

    Returns how many it took on; none are left when that is 0. It locks the cases, as every
    service does, and skips those that somebody is working on: the next sweep takes them. No case
    becomes newer by it, and nobody gets mail.
    """
    found = _outdated(limit=limit, at=at)
    cases = _locked_with(found) if found else []
    case_of = {pk: case for case in cases for pk in case.clock_ids}
    clocks = list(
        Clock.objects.filter(pk__in=found & case_of.keys()).select_for_update().order_by("pk")
    )
    moved = sla.replan(clocks, at=at)
    CaseEvent.objects.bulk_create(
        _moved(case_of[clock.pk], clock, at=at)
        for clock, _before in moved
        if clock.kind != ClockKind.GOAL
    )
    _note_next_deadlines([(case_of[clock.pk], clock) for clock, _before in moved])
    return len(clocks)


def _outdated(*, limit: int, at: datetime) -> set[int]:
    """Find the first clocks of a calendar that has some."""
    for calendar in Calendar.objects.editions():
        outdated = Clock.objects.outdated(calendar, at).values_list("pk", flat=True)
        if found := set(outdated[:limit]):
            return found
    return set()


def _locked_with(clocks: set[int]) -> list[Case]:
    """Lock the cases that these clocks belong to, in one query, with all clocks of each."""
    of_cases = Q(handling_clock__in=clocks) | Q(resolution_clock__in=clocks)
    return list(
        Case.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(of_cases | Q(goal_clock__in=clocks))
        .select_related("handling_clock", "resolution_clock", "goal_clock")
        .order_by("pk")
    )


def _moved(case: Case, clock: Clock, *, at: datetime) -> CaseEvent:
    return CaseEvent(
        case=case,
        kind=EventKind.DEADLINE_MOVED,
        at=at,
        clock_kind=clock.kind,
        due_at=clock.due_at,
    )


def _note_next_deadlines(moved: list[tuple[Case, Clock]]) -> None:
    for case, clock in moved:
        setattr(case, f"{clock.kind}_clock", clock)
    cases = {case.pk: case for case, _clock in moved}
    for case in cases.values():
        case.next_due_at = next_due_at(case)
    rewrite(list(cases.values()), "next_due_at")
