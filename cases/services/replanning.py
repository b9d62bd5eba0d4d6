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
from sla.models import Clock


@transaction.atomic
def replan_deadlines(*, after: int, limit: int, at: datetime) -> int | None:
    """Re-plan the next clocks that an older calendar counted, in a fixed number of queries.

    Begins behind the clock `after`; returns the last clock it looked at, or None when there was
    none. It locks the cases, as every service does, and skips those that somebody is working on:
    a later round takes them. No case becomes newer by it, and nobody gets mail.
    """
    outdated = Clock.objects.outdated(at).filter(pk__gt=after).order_by("pk")
    found = list(outdated.values_list("pk", flat=True)[:limit])
    if not found:
        return None
    cases = _locked_with(found)
    case_of = {pk: case for case in cases for pk in case.clock_ids}
    clocks = list(
        Clock.objects.filter(pk__in=set(found) & set(case_of)).select_for_update().order_by("pk")
    )
    moved = sla.replan(clocks, at=at)
    CaseEvent.objects.bulk_create(
        _moved(case_of[clock.pk], clock, at=at)
        for clock, _before in moved
        if clock.kind != ClockKind.GOAL
    )
    _note_next_deadlines([(case_of[clock.pk], clock) for clock, _before in moved])
    return found[-1]


def _locked_with(clocks: list[int]) -> list[Case]:
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
