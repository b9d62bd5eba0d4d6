"""B4.4: a case moves on by hand once it is taken up, with what the step asks for."""

from datetime import date, timedelta

import pytest

from cases import services
from cases.choices import Outcome, Stage
from cases.models import Case
from cases.services import ChangedMeanwhile, NeedMissing, NotTakenUp
from cases.transitions import IllegalMove
from tests.cases.steps import at, brought_to, event_kinds, propose, set_level, take_up

TEN = at(2026, 2, 2, 10)
TARGET = at(2026, 3, 2, 16)


def test_moving_on_changes_the_stage_and_no_clock(case, mikko) -> None:
    case = brought_to(case, Stage.LEVEL_SET, by=mikko, at=TEN)
    version = case.version

    services.move_on(
        case, to=Stage.ASSESSMENT, seen=Stage.LEVEL_SET, by=mikko, at=TEN + timedelta(hours=1)
    )

    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.version, case.handled_at) == (Stage.ASSESSMENT, version + 1, None)
    assert case.next_due_at == TARGET
    event = case.events.last()
    assert (event.kind, event.by, event.at) == ("moved_on", mikko, TEN + timedelta(hours=1))
    assert (event.stage_from, event.stage_to) == ("level_set", "assessment")


def test_nothing_moves_on_before_somebody_has_taken_it_up(case, mikko) -> None:
    case = set_level(case, 3, reason="", by=mikko, at=TEN)

    with pytest.raises(NotTakenUp):
        services.move_on(case, to=Stage.ASSESSMENT, seen=Stage.LEVEL_SET, by=mikko, at=TEN)

    assert Case.objects.get(pk=case.pk).stage == Stage.LEVEL_SET


def test_the_second_of_two_who_move_is_told(case, mikko, outi) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=TEN)

    with pytest.raises(ChangedMeanwhile):
        services.move_on(case, to=Stage.EXECUTION, seen=Stage.ASSESSMENT, by=outi, at=TEN)

    assert Case.objects.get(pk=case.pk).stage == Stage.PLANNING


def test_ones_own_second_click_moves_nothing_further(case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=TEN)
    before = Case.objects.values().get(pk=case.pk)

    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=TEN)

    assert Case.objects.values().get(pk=case.pk) == before
    assert event_kinds(case).count("moved_on") == 2


def test_two_who_move_to_the_same_stage_are_two(case, mikko, outi) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=TEN)

    with pytest.raises(ChangedMeanwhile):
        services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=outi, at=TEN)


def test_work_steps_back_with_a_reason(case, mikko) -> None:
    case = brought_to(case, Stage.EXECUTION, by=mikko, at=TEN)

    services.move_on(
        case, to=Stage.PLANNING, seen=Stage.EXECUTION, reason="Laajempi vika.", by=mikko, at=TEN
    )

    assert Case.objects.get(pk=case.pk).stage == Stage.PLANNING
    event = case.events.last()
    assert (event.stage_from, event.stage_to, event.text.text) == (
        "execution",
        "planning",
        "Laajempi vika.",
    )


def test_planned_work_has_its_day_and_delivered_work_its_version(case, mikko) -> None:
    case = brought_to(case, Stage.PLANNING, by=mikko, at=TEN)

    ready = date(2026, 2, 20)
    case = services.move_on(
        case, to=Stage.EXECUTION, seen=Stage.PLANNING, ready_on=ready, by=mikko, at=TEN
    )
    case = services.move_on(
        case, to=Stage.DELIVERY, seen=Stage.EXECUTION, release="25.5", by=mikko, at=TEN
    )

    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.ready_on, case.release) == (Stage.DELIVERY, ready, "25.5")


@pytest.mark.parametrize(
    ("start", "to", "need", "given"),
    [
        ("planning", "execution", "estimate", {"reason": "Selvisi.", "release": "25.5"}),
        ("planning", "assessment", "reason", {"ready_on": TEN.date(), "release": "25.5"}),
        ("execution", "delivery", "version", {"reason": "Selvisi.", "ready_on": TEN.date()}),
        ("execution", "planning", "reason", {"ready_on": TEN.date(), "release": "25.5"}),
        ("delivery", "execution", "reason", {"ready_on": TEN.date(), "release": "25.5"}),
    ],
)
def test_a_step_without_what_it_takes_is_refused(case, mikko, start, to, need, given) -> None:
    case = brought_to(case, Stage(start), by=mikko, at=TEN)
    before = Case.objects.values().get(pk=case.pk)

    with pytest.raises(NeedMissing) as missing:
        services.move_on(case, to=Stage(to), seen=Stage(start), by=mikko, at=TEN, **given)

    assert missing.value.need == need
    assert Case.objects.values().get(pk=case.pk) == before


def test_moving_on_takes_a_proposed_solution_back(case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)

    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=TEN)

    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.closes_at, case.next_due_at) == (Stage.PLANNING, None, TARGET)
    assert case.resolution_clock.state == "running"


def test_nothing_leads_out_of_handled(case, mikko) -> None:
    case = brought_to(case, Stage.HANDLED, by=mikko, at=TEN)

    for to in Stage:
        with pytest.raises(IllegalMove):
            services.move_on(case, to=to, seen=Stage.HANDLED, by=mikko, at=TEN)


def test_no_step_by_hand_leads_to_handled(case, mikko) -> None:
    case = brought_to(case, Stage.DELIVERY, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        services.move_on(case, to=Stage.HANDLED, seen=Stage.DELIVERY, by=mikko, at=TEN)


def test_the_next_deadline_follows_the_case_through_its_life(case, mikko) -> None:
    def next_due() -> object:
        return Case.objects.get(pk=case.pk).next_due_at

    found = [next_due()]
    set_level(case, 2, reason="Pahempi.", by=mikko, at=TEN)
    found.append(next_due())
    take_up(case, by=mikko, at=TEN)
    found.append(next_due())
    set_level(case, 1, reason="Vielä pahempi.", by=mikko, at=TEN)
    found.append(next_due())
    services.move_on(case, to=Stage.ASSESSMENT, seen=Stage.LEVEL_SET, by=mikko, at=TEN)
    found.append(next_due())
    propose(case, by=mikko, at=TEN)
    found.append(next_due())
    services.close(case, outcome=Outcome.SOLVED, by=case.contact, at=TEN)
    found.append(next_due())

    assert found == [
        at(2026, 2, 3, 15),
        at(2026, 2, 2, 15),
        at(2026, 2, 6, 14),
        at(2026, 2, 2, 16),
        at(2026, 2, 2, 16),
        None,
        None,
    ]
    assert Case.objects.get(pk=case.pk).version == 7
