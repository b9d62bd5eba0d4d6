"""B4: what may follow what, the same in the table, in the service and in the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import CaseType
from cases import services, transitions
from cases.choices import Outcome, Stage, StageOwner
from cases.models import Case
from cases.transitions import IllegalMove, Need
from tests import factories
from tests.cases.steps import at, brought_to

SUPPORT, ERROR = CaseType.SUPPORT_REQUEST, CaseType.PROGRAMMING_ERROR
WISH, WORK = CaseType.WISH, CaseType.WORK_ORDER
TEN = at(2026, 2, 2, 10)

# What one may choose by hand, and what it takes.
BY_HAND = {
    ERROR: {
        ("level_set", "assessment"): set(),
        ("assessment", "planning"): set(),
        ("planning", "execution"): {"estimate"},
        ("planning", "assessment"): {"reason"},
        ("execution", "delivery"): {"version"},
        ("execution", "planning"): {"reason"},
        ("delivery", "execution"): {"reason"},
    },
    SUPPORT: {},
    WISH: {
        ("received", "product_group"): set(),
        ("product_group", "planning"): set(),
        ("planning", "execution"): {"estimate"},
        ("planning", "product_group"): {"reason"},
        ("execution", "delivery"): {"version"},
        ("execution", "planning"): {"reason"},
        ("delivery", "execution"): {"reason"},
    },
    WORK: {
        ("received", "quotation"): set(),
        ("execution", "delivery"): set(),
        ("execution", "quotation"): {"reason"},
        ("delivery", "execution"): {"reason"},
    },
}
# What a deed of another kind moves in passing.
IN_PASSING = {
    (SUPPORT, "received", Need.TAKING_UP): "handling",
    (ERROR, "new", Need.LEVEL): "level_set",
    (WORK, "quotation", Need.QUOTATION): "approval",
    (WORK, "approval", Need.APPROVAL): "execution",
    (WORK, "approval", Need.REFUSAL): "quotation",
}
OWNERS = {
    SUPPORT: ["received service", "handling service", "handled service"],
    ERROR: [
        "new customer",
        "level_set service",
        "assessment service",
        "planning product",
        "execution product",
        "delivery product",
        "handled service",
    ],
    WISH: [
        "received service",
        "product_group product",
        "planning product",
        "execution product",
        "delivery product",
        "handled service",
    ],
    WORK: [
        "received service",
        "quotation consultant",
        "approval customer",
        "execution consultant",
        "delivery consultant",
        "handled service",
    ],
}
# Where SoftOne may settle a case, and where it may decline one.
SETTLED = {
    SUPPORT: {"handling"},
    ERROR: {"assessment", "delivery"},
    WISH: {"received", "product_group", "delivery"},
    WORK: {"received", "delivery"},
}
DECLINED = {
    SUPPORT: set(),
    ERROR: set(),
    WISH: {"received", "product_group", "planning"},
    WORK: {"received", "quotation"},
}
# Where ordered work goes on, which is not simply called off.
BINDING = {(WORK, "execution"), (WORK, "delivery")}
EVERY_STEP = [
    (case_type, step.stage) for case_type in CaseType for step in transitions.steps_of(case_type)
]


@pytest.mark.parametrize("case_type", CaseType)
def test_the_stages_and_their_owners_are_those_of_the_brief(case_type) -> None:
    steps = transitions.steps_of(case_type)

    assert [f"{step.stage} {step.owner}" for step in steps] == OWNERS[case_type]
    assert {step.owner for step in steps} <= set(StageOwner)


@pytest.mark.parametrize("case_type", CaseType)
def test_by_hand_one_goes_exactly_where_the_process_leads(case_type) -> None:
    found = {
        (step.stage.value, move.to.value): set(move.needs)
        for step in transitions.steps_of(case_type)
        for move in transitions.moves_by_hand(case_type, step.stage)
    }

    assert found == BY_HAND[case_type]


def test_what_a_deed_moves_in_passing_is_known() -> None:
    found = {
        (case_type, stage.value, need): to.value
        for case_type, stage in EVERY_STEP
        for need in set(Need) - transitions.GIVEN_BY_HAND
        if (to := transitions.in_passing(case_type, stage, need))
    }

    assert found == IN_PASSING


@pytest.mark.parametrize("case_type", CaseType)
def test_softone_settles_and_declines_where_the_brief_lets_it(case_type) -> None:
    steps = transitions.steps_of(case_type)

    assert {step.stage for step in steps if Outcome.SOLVED in step.ends} == SETTLED[case_type]
    assert {step.stage for step in steps if Outcome.DECLINED in step.ends} == DECLINED[case_type]


@pytest.mark.parametrize(("case_type", "stage"), EVERY_STEP)
def test_the_customer_ends_the_case_at_any_stage_but_ordered_work(case_type, stage) -> None:
    endings = transitions.customers_endings(case_type, stage)

    if stage == Stage.HANDLED:
        assert endings == set()
    elif (case_type, stage) in BINDING:
        assert endings == ({Outcome.SOLVED} if stage == Stage.DELIVERY else set())
    else:
        assert endings == {Outcome.SOLVED, Outcome.WITHDRAWN}


def test_every_stage_but_the_last_leads_somewhere() -> None:
    leads = {(case_type, start) for case_type, start, _to, _outcome in transitions.legal_steps()}

    assert leads == {step for step in EVERY_STEP if step[1] != Stage.HANDLED}


def test_every_stage_is_reached_from_the_first() -> None:
    for case_type in CaseType:
        reached, legal = {transitions.first_stage(case_type)}, list(transitions.legal_steps())
        for _step in transitions.steps_of(case_type):
            reached |= {to for of, start, to, _end in legal if of == case_type and start in reached}

        assert reached == {step.stage for step in transitions.steps_of(case_type)}


def test_a_case_enters_another_process_at_its_beginning() -> None:
    found = {
        (case_type.value, taken_up): transitions.entry_stage(case_type, taken_up=taken_up).value
        for case_type in CaseType
        for taken_up in (False, True)
    }

    assert found == {
        ("support_request", False): "received",
        ("support_request", True): "handling",
        ("programming_error", False): "new",
        ("programming_error", True): "new",
        ("wish", False): "received",
        ("wish", True): "received",
        ("work_order", False): "received",
        ("work_order", True): "received",
    }


@pytest.mark.parametrize(("case_type", "start"), EVERY_STEP)
def test_the_service_moves_a_case_where_the_process_leads_and_nowhere_else(
    customer, paivi, mikko, monday, case_type, start
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)
    case = brought_to(case, start, by=mikko, at=TEN)
    if case.taken_up_at is None:
        Case.objects.filter(pk=case.pk).update(taken_up_at=TEN)
    given = {"reason": "Selvisi.", "ready_on": TEN.date(), "release": "25.5"}

    reached = set()
    for to in Stage:
        with transaction.atomic():
            try:
                services.move_on(
                    case, to=to, seen=start, by=mikko, at=TEN + timedelta(hours=1), **given
                )
            except IllegalMove:
                continue
            reached.add(Case.objects.get(pk=case.pk).stage)
            transaction.set_rollback(True)

    assert reached == {to for begin, to in BY_HAND[case_type] if begin == start}


def test_a_refused_move_leaves_the_case_as_it_was(case, mikko) -> None:
    case = brought_to(case, Stage.PLANNING, by=mikko, at=TEN)
    before = Case.objects.values().get(pk=case.pk), case.events.count()

    with pytest.raises(IllegalMove):
        services.move_on(
            case, to=Stage.HANDLED, seen=Stage.PLANNING, by=mikko, at=at(2026, 2, 2, 11)
        )

    assert (Case.objects.values().get(pk=case.pk), case.events.count()) == before


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"stage": "limbo"}, id="a stage no process has"),
        pytest.param({"case_type": "wish"}, id="a type without this process"),
        pytest.param({"stage": "handled"}, id="handled without its moment"),
        pytest.param({"handled_at": TEN}, id="a moment without being handled"),
        pytest.param({"outcome": "solved"}, id="an outcome without being handled"),
        pytest.param(
            {"stage": "handled", "handled_at": TEN, "outcome": "lost"}, id="an unknown outcome"
        ),
        pytest.param(
            {"stage": "handled", "handled_at": TEN, "outcome": "merged"}, id="merged into nothing"
        ),
        pytest.param(
            {
                "stage": "handled",
                "handled_at": TEN,
                "outcome": "solved",
                "waiting_since": TEN,
            },
            id="handled and waiting",
        ),
        pytest.param({"waiting_since": TEN, "closes_at": TEN}, id="waiting for two things"),
        pytest.param({"channel": "pigeon"}, id="a channel that does not exist"),
        pytest.param({"level": None}, id="no level"),
        pytest.param({"proposed_level": None}, id="no proposed level"),
        pytest.param({"handling_clock": None}, id="no handling clock"),
        pytest.param({"resolution_clock": None}, id="no resolution clock"),
        pytest.param({"next_due_at": None}, id="no deadline"),
        pytest.param({"taken_up_at": at(2026, 2, 2, 8, 59)}, id="taken up before receipt"),
    ],
)
def test_the_database_refuses_an_impossible_case(case, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**wrong)
