"""B5.1: handling starts when a person takes the case up, and then only."""

from datetime import timedelta

import pytest

from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.services import ChangedMeanwhile
from cases.transitions import IllegalMove
from sla.choices import ClockKind, ClockState
from tests.cases.steps import (
    at,
    breaches,
    event_kinds,
    forget,
    handled,
    reply,
    take_up,
    told,
)

TEN = at(2026, 2, 2, 10)
DUE = at(2026, 2, 3, 15)
SECOND = timedelta(seconds=1)


def test_taking_up_starts_handling_and_gives_the_case_an_owner(case, mikko) -> None:
    take_up(case, by=mikko, at=TEN)

    case = Case.objects.get(pk=case.pk)
    assert (case.owner, case.taken_up_at, case.stage) == (mikko, TEN, Stage.NEW)
    assert case.version == 2
    assert (case.handling_clock.state, case.handling_clock.stopped_at) == (ClockState.MET, TEN)
    assert (case.resolution_clock.state, case.next_due_at) == (
        ClockState.RUNNING,
        at(2026, 3, 2, 16),
    )
    event = case.events.last()
    assert (event.kind, event.by, event.at) == ("taken_up", mikko, TEN)
    assert (event.owner_to, event.starts_handling) == (mikko, True)


def test_taking_over_moves_the_ownership_and_no_clock(case, mikko, outi) -> None:
    take_up(case, by=mikko, at=TEN)

    take_up(case, by=outi, at=TEN + timedelta(hours=1))

    case = Case.objects.get(pk=case.pk)
    assert (case.owner, case.taken_up_at, case.version) == (outi, TEN, 3)
    assert case.handling_clock.stopped_at == TEN
    assert event_kinds(case) == ["registered", "taken_up", "taken_over"]
    event = case.events.last()
    assert (event.owner_to, event.starts_handling) == (outi, False)


def test_who_saw_another_owner_is_stopped(case, mikko, outi) -> None:
    take_up(case, by=mikko, at=TEN)

    with pytest.raises(ChangedMeanwhile):
        services.take_up(case, by=outi, seen_owner=None, at=TEN)

    case.refresh_from_db()
    assert (case.owner, event_kinds(case)) == (mikko, ["registered", "taken_up"])


def test_after_a_first_answer_without_an_owner_the_case_can_still_be_taken(
    case, product, mikko
) -> None:
    reply(case, by=product, at=TEN)

    take_up(case, by=mikko, at=TEN + timedelta(hours=1))

    case.refresh_from_db()
    assert (case.owner, case.taken_up_at) == (mikko, TEN)
    assert event_kinds(case) == ["registered", "replied", "taken_over"]


def test_taking_up_ones_own_case_again_changes_nothing(case, mikko, paivi) -> None:
    take_up(case, by=mikko, at=TEN)
    before = Case.objects.values().get(pk=case.pk)
    forget()

    take_up(case, by=mikko, at=TEN + timedelta(hours=1))

    assert Case.objects.values().get(pk=case.pk) == before
    assert event_kinds(case) == ["registered", "taken_up"]
    assert told(paivi) == []


def test_a_handled_case_is_taken_up_by_nobody(case, mikko, outi) -> None:
    case = handled(case, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        take_up(case, by=outi, at=TEN + timedelta(hours=1))

    case.refresh_from_db()
    assert case.owner == mikko


def test_a_start_in_the_last_second_is_in_time(case, mikko) -> None:
    take_up(case, by=mikko, at=DUE)

    assert Case.objects.get(pk=case.pk).handling_clock.state == ClockState.MET
    assert breaches(case) == []


def test_a_late_start_writes_its_own_breach_with_the_time_it_was_due(case, mikko, manager) -> None:
    late = DUE + SECOND

    take_up(case, by=mikko, at=late)

    assert breaches(case) == [(ClockKind.HANDLING, DUE)]
    missed = case.events.get(kind="breached")
    assert missed.by is None
    assert event_kinds(case) == ["registered", "breached", "taken_up"]
    clock = Case.objects.get(pk=case.pk).handling_clock
    assert (clock.state, clock.stopped_at) == (ClockState.BREACHED, late)
    assert (told(manager), told(mikko)) == (["case.breached"], ["case.breached"])


def test_a_late_start_after_the_sweep_is_no_second_breach(case, mikko, manager) -> None:
    services.announce_passed_steps(limit=10, at=DUE + SECOND)

    take_up(case, by=mikko, at=DUE + timedelta(hours=1))
    services.announce_passed_steps(limit=10, at=DUE + timedelta(hours=2))

    assert breaches(case) == [(ClockKind.HANDLING, DUE)]
    assert (told(manager), told(mikko)) == (["case.breached"], ["case.breached"])


def test_the_sweep_after_a_late_start_finds_nothing(case, mikko) -> None:
    take_up(case, by=mikko, at=DUE + SECOND)

    assert services.announce_passed_steps(limit=10, at=DUE + timedelta(hours=2)) == 0
    assert breaches(case) == [(ClockKind.HANDLING, DUE)]
