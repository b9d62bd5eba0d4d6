"""B4.4: what may follow what, the same in the table, in the service and in the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import CaseType
from cases import services, transitions
from cases.choices import Stage, StageOwner
from cases.models import Case
from cases.transitions import IllegalMove
from tests.cases.steps import (
    at,
)

ERROR = CaseType.PROGRAMMING_ERROR
LEGAL = {
    (Stage.NEW, Stage.LEVEL_SET),
    (Stage.LEVEL_SET, Stage.ASSESSMENT),
    (Stage.ASSESSMENT, Stage.PLANNING),
    (Stage.ASSESSMENT, Stage.HANDLED),
    (Stage.PLANNING, Stage.EXECUTION),
    (Stage.PLANNING, Stage.ASSESSMENT),
    (Stage.EXECUTION, Stage.DELIVERY),
    (Stage.EXECUTION, Stage.PLANNING),
    (Stage.DELIVERY, Stage.HANDLED),
    (Stage.DELIVERY, Stage.EXECUTION),
}
TEN = at(2026, 2, 2, 10)


def allows(action) -> bool:
    try:
        with transaction.atomic():
            action()
    except IllegalMove:
        return False
    return True


def set_stage(case: Case, stage: Stage) -> None:
    ended = TEN if stage == Stage.HANDLED else None
    Case.objects.filter(pk=case.pk).update(stage=stage, handled_at=ended, taken_up_at=TEN)


def test_the_table_leads_exactly_where_the_process_does(db) -> None:
    found = {(start, to) for start in Stage for to in transitions.following(ERROR, start)}

    assert found == LEGAL


def test_the_stages_and_their_owners_are_those_of_the_brief() -> None:
    steps = [(step.stage, step.owner) for step in transitions.steps_of(ERROR)]

    assert steps == [
        (Stage.NEW, StageOwner.CUSTOMER),
        (Stage.LEVEL_SET, StageOwner.SERVICE),
        (Stage.ASSESSMENT, StageOwner.SERVICE),
        (Stage.PLANNING, StageOwner.PRODUCT),
        (Stage.EXECUTION, StageOwner.PRODUCT),
        (Stage.DELIVERY, StageOwner.PRODUCT),
        (Stage.HANDLED, StageOwner.SERVICE),
    ]


def test_out_of_new_one_goes_by_setting_the_level_only() -> None:
    assert transitions.next_by_hand(ERROR, Stage.NEW) == ()
    assert transitions.next_by_hand(ERROR, Stage.ASSESSMENT) == (Stage.PLANNING, Stage.HANDLED)


@pytest.mark.parametrize("start", Stage)
def test_the_service_moves_a_case_where_the_process_leads_and_nowhere_else(
    case, mikko, start: Stage
) -> None:
    reached = set()
    for to in Stage:
        set_stage(case, start)
        if allows(
            lambda to=to: services.move_on(
                case, to=to, seen=start, by=mikko, at=TEN + timedelta(hours=1)
            )
        ):
            reached.add((start, Stage(Case.objects.get(pk=case.pk).stage)))

    by_setting_the_level = {(Stage.NEW, Stage.LEVEL_SET)}
    assert reached == {move for move in LEGAL - by_setting_the_level if move[0] == start}


def test_a_refused_move_leaves_the_case_as_it_was(case, mikko) -> None:
    set_stage(case, Stage.PLANNING)
    before = Case.objects.values().get(pk=case.pk)

    assert not allows(
        lambda: services.move_on(
            case, to=Stage.HANDLED, seen=Stage.PLANNING, by=mikko, at=at(2026, 2, 2, 11)
        )
    )

    assert Case.objects.values().get(pk=case.pk) == before
    assert list(case.events.values_list("kind", flat=True)) == ["registered"]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"stage": "limbo"}, id="a stage no process has"),
        pytest.param({"case_type": "wish"}, id="a type without this process"),
        pytest.param({"stage": "handled"}, id="handled without its moment"),
        pytest.param({"handled_at": TEN}, id="a moment without being handled"),
        pytest.param({"level": None}, id="no level"),
        pytest.param({"proposed_level": None}, id="no proposed level"),
        pytest.param({"handling_clock": None}, id="no handling clock"),
        pytest.param({"resolution_clock": None}, id="no resolution clock"),
        pytest.param({"taken_up_at": at(2026, 2, 2, 8, 59)}, id="taken up before receipt"),
    ],
)
def test_the_database_refuses_an_impossible_case(case, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**wrong)
