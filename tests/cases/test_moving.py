"""B4.4: a case moves on once it is taken up; handled ends its promise."""

from datetime import timedelta

import pytest

from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.services import ChangedMeanwhile, NotTakenUp
from cases.transitions import IllegalMove
from sla.choices import ClockKind, ClockState
from tests.cases.steps import (
    at,
    breaches,
    brought_to,
    event_kinds,
    set_level,
    take_up,
    told,
)

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
        services.move_on(case, to=Stage.HANDLED, seen=Stage.ASSESSMENT, by=outi, at=TEN)

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


def test_work_may_step_back(case, mikko) -> None:
    case = brought_to(case, Stage.EXECUTION, by=mikko, at=TEN)

    services.move_on(case, to=Stage.PLANNING, seen=Stage.EXECUTION, by=mikko, at=TEN)

    assert Case.objects.get(pk=case.pk).stage == Stage.PLANNING


def test_handled_keeps_the_promise_and_leaves_none(case, mikko) -> None:
    case = brought_to(case, Stage.DELIVERY, by=mikko, at=TEN)

    services.move_on(case, to=Stage.HANDLED, seen=Stage.DELIVERY, by=mikko, at=TARGET)

    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.handled_at, case.next_due_at) == (Stage.HANDLED, TARGET, None)
    clock = case.resolution_clock
    assert (clock.state, clock.stopped_at) == (ClockState.MET, TARGET)
    assert breaches(case) == []


def test_handled_too_late_writes_its_own_breach(case, mikko, manager) -> None:
    case = brought_to(case, Stage.DELIVERY, by=mikko, at=TEN)
    late = TARGET + timedelta(seconds=1)

    services.move_on(case, to=Stage.HANDLED, seen=Stage.DELIVERY, by=mikko, at=late)

    assert breaches(case) == [(ClockKind.RESOLUTION, TARGET)]
    assert event_kinds(case)[-2:] == ["breached", "moved_on"]
    assert told(manager) == ["case.breached"]
    assert services.announce_breaches(limit=10, at=late + timedelta(hours=1)) == 0


def test_handled_after_the_sweep_is_no_second_breach(case, mikko, manager) -> None:
    case = brought_to(case, Stage.DELIVERY, by=mikko, at=TEN)
    services.announce_breaches(limit=10, at=TARGET + timedelta(minutes=1))

    services.move_on(
        case, to=Stage.HANDLED, seen=Stage.DELIVERY, by=mikko, at=TARGET + timedelta(hours=1)
    )

    assert breaches(case) == [(ClockKind.RESOLUTION, TARGET)]
    assert told(manager) == ["case.breached"]
    assert Case.objects.get(pk=case.pk).resolution_clock.state == ClockState.BREACHED


def test_an_assessment_may_settle_the_matter(case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)

    services.move_on(case, to=Stage.HANDLED, seen=Stage.ASSESSMENT, by=mikko, at=TEN)

    assert Case.objects.get(pk=case.pk).is_handled


def test_nothing_leads_out_of_handled(case, mikko) -> None:
    case = brought_to(case, Stage.HANDLED, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        services.move_on(case, to=Stage.DELIVERY, seen=Stage.HANDLED, by=mikko, at=TEN)


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
    services.move_on(case, to=Stage.HANDLED, seen=Stage.ASSESSMENT, by=mikko, at=TEN)
    found.append(next_due())

    assert found == [
        at(2026, 2, 3, 15),
        at(2026, 2, 2, 15),
        at(2026, 2, 6, 14),
        at(2026, 2, 2, 16),
        at(2026, 2, 2, 16),
        None,
    ]
    assert Case.objects.get(pk=case.pk).version == 6
