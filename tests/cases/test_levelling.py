"""B4.4, B5.3: the specialist confirms or changes the level, and both deadlines follow."""

from datetime import timedelta

import pytest

from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.services import ChangedMeanwhile, ReasonMissing
from cases.transitions import IllegalMove
from sla.choices import ClockKind, ClockState
from tests import factories
from tests.cases.steps import (
    at,
    breaches,
    brought_to,
    event_kinds,
    forget,
    handled,
    level,
    set_level,
    take_up,
    told,
)

TEN = at(2026, 2, 2, 10)
WHY = "Kiertotie löytyi."


def change(case: Case, number: int, *, by, at, reason: str = WHY) -> Case:
    set_level(case, number, reason=reason, by=by, at=at)
    return Case.objects.get(pk=case.pk)


def deadlines(case: Case) -> tuple[object, object]:
    return case.handling_clock.due_at, case.resolution_clock.due_at


@pytest.fixture
def mild(customer, paivi, monday) -> Case:
    """A case of level 4, registered on Monday at 9."""
    return factories.registered_case(customer, by=paivi, at=monday, level=4)


def test_confirming_moves_a_new_case_on_and_starts_no_handling(case, mikko, paivi) -> None:
    forget()
    due = deadlines(case)

    case = change(case, 3, by=mikko, at=TEN, reason="")

    assert (case.stage, case.level_id, case.version) == (Stage.LEVEL_SET, 3, 2)
    assert (case.owner, case.taken_up_at, case.next_due_at) == (None, None, at(2026, 2, 3, 15))
    assert case.handling_clock.state == ClockState.RUNNING
    assert deadlines(case) == due
    event = case.events.last()
    assert (event.kind, event.by, event.level_from_id, event.level_to_id) == (
        "level_confirmed",
        mikko,
        3,
        3,
    )
    assert (event.stage_from, event.stage_to, hasattr(event, "text")) == ("new", "level_set", False)
    assert told(paivi) == []


def test_confirming_again_later_changes_nothing(case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    before = Case.objects.values().get(pk=case.pk)

    change(case, 3, by=mikko, at=TEN + timedelta(hours=1), reason="")

    assert Case.objects.values().get(pk=case.pk) == before
    assert event_kinds(case)[-1] == "moved_on"


def test_a_change_needs_a_reason(case, mikko) -> None:
    before = Case.objects.values().get(pk=case.pk)

    with pytest.raises(ReasonMissing):
        change(case, 2, by=mikko, at=TEN, reason="")

    assert Case.objects.values().get(pk=case.pk) == before
    assert deadlines(Case.objects.get(pk=case.pk)) == (at(2026, 2, 3, 15), at(2026, 3, 2, 16))
    assert event_kinds(case) == ["registered"]


@pytest.mark.parametrize("number", [2, 3])
def test_who_saw_another_level_is_stopped(case, mikko, outi, number: int) -> None:
    case = change(case, 1, by=outi, at=TEN)

    with pytest.raises(ChangedMeanwhile):
        services.set_level(case, level=level(number), seen=3, reason=WHY, by=mikko, at=TEN)

    case = Case.objects.get(pk=case.pk)
    assert (case.level_id, event_kinds(case)) == (1, ["registered", "level_changed"])


def test_the_second_click_of_a_change_changes_nothing_more(case, mikko) -> None:
    for _click in range(2):
        services.set_level(case, level=level(1), seen=3, reason=WHY, by=mikko, at=TEN)

    assert event_kinds(case) == ["registered", "level_changed"]
    assert Case.objects.get(pk=case.pk).version == 2


def test_a_change_is_told_with_its_reason_and_keeps_what_was_proposed(case, mikko, paivi) -> None:
    forget()

    case = change(case, 4, by=mikko, at=TEN)

    assert (case.level_id, case.proposed_level_id, case.stage) == (4, 3, Stage.LEVEL_SET)
    event = case.events.last()
    assert (event.kind, event.level_from_id, event.level_to_id, event.text.text) == (
        "level_changed",
        3,
        4,
        WHY,
    )
    assert told(paivi) == ["case.level_changed"]


def test_a_raise_counts_from_its_own_moment_and_starts_no_handling(mild, mikko) -> None:
    case = change(mild, 2, by=mikko, at=at(2026, 2, 4, 10))

    assert deadlines(case) == (at(2026, 2, 4, 15), at(2026, 2, 6, 14))
    assert (case.next_due_at, case.taken_up_at) == (at(2026, 2, 4, 15), None)
    assert breaches(case) == []


def test_a_lowered_level_gives_both_clocks_the_longer_time(case, mikko) -> None:
    case = change(case, 4, by=mikko, at=TEN)

    assert deadlines(case) == (at(2026, 2, 11, 10), at(2026, 7, 31, 14))
    assert case.next_due_at == at(2026, 2, 11, 10)


def test_going_down_and_up_again_buys_no_time(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, level=2)
    promised = deadlines(case)

    change(case, 4, by=mikko, at=TEN)
    case = change(case, 2, by=mikko, at=at(2026, 2, 3, 9))

    assert deadlines(case) == promised == (at(2026, 2, 2, 14), at(2026, 2, 6, 14))
    assert case.next_due_at == at(2026, 2, 2, 14)


def test_after_the_start_only_the_resolution_is_planned_again(case, mikko) -> None:
    take_up(case, by=mikko, at=TEN)

    case = change(case, 2, by=mikko, at=at(2026, 2, 4, 10))

    assert deadlines(case) == (at(2026, 2, 3, 15), at(2026, 2, 6, 14))
    assert (case.handling_clock.level_id, case.handling_clock.state) == (3, ClockState.MET)
    assert case.next_due_at == at(2026, 2, 6, 14)


def test_what_is_missed_stays_missed_and_the_change_writes_it(case, mikko, manager) -> None:
    late = at(2026, 2, 3, 15, 1)

    case = change(case, 5, by=mikko, at=late)

    assert breaches(case) == [(ClockKind.HANDLING, at(2026, 2, 3, 15))]
    assert deadlines(case) == (at(2026, 2, 3, 15), at(2027, 2, 2, 16))
    assert case.next_due_at == at(2026, 2, 3, 15)
    assert told(manager) == ["case.breached"]
    assert services.announce_passed_steps(limit=10, at=late + timedelta(hours=1)) == 0


def test_a_change_after_the_sweep_is_no_second_breach(case, mikko, manager) -> None:
    services.announce_passed_steps(limit=10, at=at(2026, 2, 3, 15, 1))

    case = change(case, 5, by=mikko, at=at(2026, 2, 3, 16))

    assert breaches(case) == [(ClockKind.HANDLING, at(2026, 2, 3, 15))]
    assert told(manager) == ["case.breached"]


def test_the_level_of_a_handled_case_stays(case, mikko) -> None:
    case = handled(case, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        change(case, 1, by=mikko, at=TEN)

    case = Case.objects.get(pk=case.pk)
    assert (case.level_id, case.resolution_clock.level_id) == (3, 3)
