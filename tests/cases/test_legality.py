"""B4: the database itself refuses what no process knows, whoever writes to it."""

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.choices import CaseType
from cases import services, transitions
from cases.choices import Outcome, Stage, Verdict
from cases.models import Case, Quotation
from sla import services as sla
from sla.choices import ClockKind
from tests import factories
from tests.cases.steps import at, brought_to, level, offer

TEN = at(2026, 2, 2, 10)
WORK = CaseType.WORK_ORDER
ENDINGS = ["", *Outcome.values]


def stages_of(case_type: CaseType) -> list[Stage]:
    return [step.stage for step in transitions.steps_of(case_type)]


def registered(customer, by, case_type: CaseType) -> Case:
    return factories.registered_case(customer, by=by, at=at(2026, 2, 2, 9), case_type=case_type)


def unchecked(case: Case, **fields: Any) -> None:
    """Put a case anywhere, behind the trigger's back."""
    [trigger] = Case._meta.triggers
    ignore = "SELECT set_config('pgtrigger.ignore', %s, true)"
    raw(ignore, [f"{{{trigger.get_pgid(Case)}}}"])
    Case.objects.filter(pk=case.pk).update(**fields)
    raw(ignore, ["{}"])


def raw(statement: str, values: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def promised(case_type: CaseType = CaseType.PROGRAMMING_ERROR) -> dict[str, Any]:
    """The columns that a programming error needs, with clocks of its own; others have no level."""
    if case_type != CaseType.PROGRAMMING_ERROR:
        return {"level": None, "proposed_level": None}
    kinds = (ClockKind.HANDLING, ClockKind.RESOLUTION)
    clocks = sla.start_together(*kinds, level=level(3), label="", at=TEN)
    return {
        "level": 3,
        "proposed_level": 3,
        "next_due_at": TEN,
        "handling_clock": clocks[0],
        "resolution_clock": clocks[1],
    }


def at_stage(stage: str, outcome: str, into: Case) -> dict[str, Any]:
    """The columns of a case that stands there; only the step itself may be wrong."""
    is_done = stage == Stage.HANDLED
    return {
        "stage": stage,
        "outcome": outcome if is_done else "",
        "handled_at": TEN if is_done else None,
        "merged_into": into.pk if is_done and outcome == Outcome.MERGED else None,
    }


def accepted(case: Case, changes: Iterable[tuple[Any, dict[str, Any]]]) -> set[Any]:
    """The names of the changes that the database lets through, each tried from the same row."""
    found = set()
    for name, columns in changes:
        try:
            with transaction.atomic():
                Case.objects.filter(pk=case.pk).update(**columns)
                found.add(name)
                transaction.set_rollback(True)
        except IntegrityError:
            continue
    return found


@pytest.mark.parametrize("case_type", CaseType)
def test_the_database_lets_through_every_step_of_the_table_and_no_other(
    customer, paivi, mikko, monday, case_type
) -> None:
    """Every pair of stages of a type, with every ending; the quotation is approved."""
    case, into = registered(customer, paivi, case_type), registered(customer, paivi, case_type)
    if case_type == WORK:
        brought_to(case, Stage.EXECUTION, by=mikko, at=TEN)
    stages = stages_of(case_type)

    found = set()
    for start in stages[:-1]:
        unchecked(case, **at_stage(start, "", into))
        targets = [(to, "") for to in stages[:-1] if to != start]
        targets += [(Stage.HANDLED, outcome) for outcome in ENDINGS]
        found |= accepted(
            case,
            [((case_type, start, to, end), at_stage(to, end, into)) for to, end in targets],
        )

    assert found == {step for step in transitions.legal_steps() if step[0] == case_type}


@pytest.mark.parametrize("case_type", CaseType)
def test_a_handled_case_is_opened_again_unless_it_was_merged(
    customer, paivi, mikko, monday, case_type
) -> None:
    case, into = registered(customer, paivi, case_type), registered(customer, paivi, case_type)
    if case_type == WORK:
        brought_to(case, Stage.EXECUTION, by=mikko, at=TEN)
    stages = stages_of(case_type)[:-1]

    found = set()
    for outcome in Outcome:
        unchecked(case, **at_stage(Stage.HANDLED, outcome, into))
        found |= accepted(case, [((outcome, stage), at_stage(stage, "", into)) for stage in stages])

    assert found == set(product(set(Outcome) - {Outcome.MERGED}, stages))


@pytest.mark.parametrize("was", CaseType)
def test_a_case_enters_another_process_only_at_its_beginning(customer, paivi, monday, was) -> None:
    """From every stage of one type to every stage of the others, with clocks for any of them."""
    case, into = registered(customer, paivi, was), registered(customer, paivi, was)
    others = [(kind, stage) for kind in CaseType if kind != was for stage in stages_of(kind)]

    columns = {kind: {"case_type": kind, **promised(kind)} for kind in CaseType}

    found = set()
    for start in stages_of(was):
        unchecked(case, **at_stage(start, Outcome.SOLVED, into), **promised(was))
        found |= accepted(
            case,
            [
                ((start, kind, stage), {**columns[kind], **at_stage(stage, "solved", into)})
                for kind, stage in others
            ],
        )

    binding = {Stage.EXECUTION, Stage.DELIVERY} if was == WORK else set()
    assert found == {
        (start, kind, stage)
        for start in stages_of(was)[:-1]
        if start not in binding
        for kind, stage in transitions.entries()
        if kind != was
    }


def unapproved(case: Case, verdict: str | None, *, by, contact) -> None:
    """Give a work order a latest quotation of this verdict, or none."""
    if verdict is None:
        return
    case = brought_to(case, Stage.QUOTATION, by=by, at=TEN)
    quotation = offer(case, by=by, at=TEN)
    if verdict == Verdict.DECLINED:
        services.decline(quotation, reason="", by=contact, at=TEN)
    elif verdict == Verdict.TAKEN_BACK:
        services.take_back(quotation, reason="Muuttui.", by=by, at=TEN)


@pytest.mark.parametrize("verdict", [None, "pending", "declined", "taken_back"])
@pytest.mark.parametrize("start", [Stage.APPROVAL, Stage.DELIVERY, Stage.HANDLED])
@pytest.mark.parametrize("way", ["update", "sql"])
def test_no_work_order_is_executed_without_an_approved_quotation(
    customer, paivi, mikko, monday, verdict, start, way
) -> None:
    case = registered(customer, paivi, WORK)
    unapproved(case, verdict, by=mikko, contact=paivi)
    unchecked(case, **at_stage(start, Outcome.SOLVED, case))

    with pytest.raises(IntegrityError, match="no work before"), transaction.atomic():
        if way == "update":
            Case.objects.filter(pk=case.pk).update(**at_stage(Stage.EXECUTION, "", case))
        else:
            raw(
                "UPDATE cases_case SET stage = 'execution', outcome = '', handled_at = NULL"
                " WHERE id = %s",
                [case.pk],
            )

    assert Case.objects.get(pk=case.pk).stage == start


def test_an_earlier_yes_does_not_cover_a_later_offer(customer, paivi, mikko, monday) -> None:
    case = brought_to(registered(customer, paivi, WORK), Stage.EXECUTION, by=mikko, at=TEN)
    services.move_on(
        case, to=Stage.QUOTATION, seen=Stage.EXECUTION, reason="Laajenee.", by=mikko, at=TEN
    )
    offer(case, by=mikko, at=TEN, text="Laajempi raportti")

    with pytest.raises(IntegrityError, match="no work before"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(stage=Stage.EXECUTION)


@pytest.fixture
def answered(customer, paivi, mikko, monday) -> Quotation:
    """A quotation that Päivi has approved."""
    case = brought_to(registered(customer, paivi, WORK), Stage.QUOTATION, by=mikko, at=TEN)
    return services.approve(offer(case, by=mikko, at=TEN), by=paivi, at=TEN)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Muuta"},
        {"price": 1},
        {"ready_on": at(2027, 1, 1).date()},
        {"number": 7},
        {"offered_at": at(2026, 1, 1, 9)},
        {"verdict": "declined"},
        {"verdict": "pending", "answered_at": None, "answered_by": None},
        {"answered_at": at(2026, 1, 1, 9)},
        {"reason": "Jälkikäteen."},
    ],
)
def test_what_was_offered_and_answered_stays_as_it_was(answered, changed) -> None:
    before = Quotation.objects.values().get(pk=answered.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        Quotation.objects.filter(pk=answered.pk).update(**changed)

    assert Quotation.objects.values().get(pk=answered.pk) == before


@pytest.mark.parametrize("column", ["text", "price", "ready_on", "number", "offered_at"])
def test_an_offer_does_not_change_while_it_waits_for_its_answer(
    customer, paivi, mikko, monday, column
) -> None:
    case = brought_to(registered(customer, paivi, WORK), Stage.QUOTATION, by=mikko, at=TEN)
    quotation = offer(case, by=mikko, at=TEN)
    other = {
        "text": "Muuta",
        "price": 1,
        "ready_on": at(2027, 1, 1).date(),
        "number": 7,
        "offered_at": at(2026, 1, 1, 9),
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        Quotation.objects.filter(pk=quotation.pk).update(**{column: other[column]})


def test_a_quotation_is_deleted_by_nobody(answered) -> None:
    for delete in (
        answered.delete,
        Quotation.objects.all().delete,
        lambda: raw("DELETE FROM cases_quotation"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            delete()

    assert Quotation.objects.count() == 1
