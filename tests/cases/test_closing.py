"""B4.6: a case ends by the customer's word, by a refusal with a reason, or by a solution."""

import uuid
from datetime import timedelta

import pytest

from accounts.choices import CaseType
from cases import services
from cases.choices import Outcome, Stage, Verdict
from cases.models import Case
from cases.services import ReasonMissing
from cases.transitions import IllegalMove, steps_of
from sla.choices import ClockKind, ClockState
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    breaches,
    brought_to,
    event_kinds,
    forget,
    offer,
    propose,
    reply,
    take_up,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)
TARGET = at(2026, 3, 2, 16)
WISH, WORK = CaseType.WISH, CaseType.WORK_ORDER


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def untouched(case: Case) -> tuple[object, list[str]]:
    return Case.objects.values().get(pk=case.pk), event_kinds(case)


def close(case: Case, outcome: Outcome = Outcome.SOLVED, **given) -> Case:
    return services.close(case, outcome=outcome, **given)


@pytest.fixture
def assessed(case, mikko) -> Case:
    return brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)


@pytest.fixture
def proposed(assessed, mikko) -> Case:
    """A solution lies with the customer since Monday at 10."""
    propose(assessed, by=mikko, at=TEN)
    forget()
    return stored(assessed)


def test_a_proposed_solution_waits_until_silence_closes_the_case(assessed, mikko, paivi) -> None:
    forget()
    version = assessed.version

    message = propose(assessed, by=mikko, at=NOON)

    case = stored(assessed)
    monday_at_closing = at(2026, 2, 9, 16)
    assert (case.stage, case.closes_at, case.next_due_at) == (
        Stage.ASSESSMENT,
        monday_at_closing,
        None,
    )
    assert (case.version, case.staff_wrote_at, message.kind) == (version + 1, NOON, "staff")
    assert case.resolution_clock.state == ClockState.PAUSED
    event = case.events.last()
    assert (event.kind, event.message, event.due_at) == (
        "solution_proposed",
        message,
        monday_at_closing,
    )
    assert told(paivi) == ["case.solution_proposed"]


def test_a_first_reply_may_be_the_solution_of_a_support_request(
    customer, paivi, mikko, monday
) -> None:
    case = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )

    propose(case, by=mikko, at=TEN)

    case = stored(case)
    assert (case.stage, case.owner, case.closes_at) == (
        Stage.HANDLING,
        mikko,
        at(2026, 2, 9, 16),
    )
    event = case.events.last()
    assert (event.starts_handling, event.stage_to) == (True, "handling")


@pytest.mark.parametrize("stage", [Stage.NEW, Stage.LEVEL_SET, Stage.PLANNING, Stage.EXECUTION])
def test_no_solution_is_proposed_where_the_process_has_none(case, mikko, stage) -> None:
    case = brought_to(case, stage, by=mikko, at=TEN)
    before = untouched(case)

    with pytest.raises(IllegalMove):
        propose(case, by=mikko, at=NOON)

    assert untouched(case) == before
    assert case.messages.count() == 1


def test_the_same_solution_sent_twice_is_one(assessed, mikko) -> None:
    once = {"body": "Korjattu.", "key": uuid.uuid4()}

    found = [services.propose_solution(assessed, by=mikko, at=when, **once) for when in (TEN, NOON)]

    assert found[0] == found[1]
    assert event_kinds(assessed).count("solution_proposed") == 1


@pytest.mark.parametrize("outcome", [Outcome.SOLVED, Outcome.WITHDRAWN])
def test_the_customer_ends_the_case(proposed, jouni, mikko, outcome) -> None:
    version = proposed.version

    close(proposed, outcome, by=jouni, at=NOON)

    case = stored(proposed)
    assert (case.stage, case.outcome, case.handled_at) == (Stage.HANDLED, outcome, NOON)
    assert (case.closes_at, case.next_due_at, case.version) == (None, None, version + 1)
    kept = ClockState.MET if outcome == Outcome.SOLVED else ClockState.CANCELLED
    clock = case.resolution_clock
    assert (clock.state, clock.stopped_at) == (kept, NOON)
    event = case.events.last()
    assert (event.kind, event.by, event.stage_from, event.stage_to, event.outcome) == (
        "closed",
        jouni,
        "assessment",
        "handled",
        outcome,
    )
    assert told(mikko) == ["case.closed"]


def test_ones_own_second_click_ends_nothing_again(proposed, paivi) -> None:
    close(proposed, by=paivi, at=TEN)
    before = untouched(proposed)

    close(proposed, by=paivi, at=NOON)

    assert untouched(proposed) == before


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("jouni", Outcome.SOLVED), ("paivi", Outcome.WITHDRAWN), ("mikko", Outcome.SOLVED)],
)
def test_what_is_handled_is_not_ended_by_another_or_otherwise(
    request, proposed, paivi, who, outcome
) -> None:
    close(proposed, by=paivi, at=TEN)
    before = untouched(proposed)

    with pytest.raises(IllegalMove):
        close(proposed, outcome, by=request.getfixturevalue(who), reason="Siksi.", at=NOON)

    assert untouched(proposed) == before


def test_softone_ends_a_case_on_the_customers_word_with_its_reason(assessed, mikko, paivi) -> None:
    forget()

    close(assessed, reason="Päivi soitti: toimii.", by=mikko, at=NOON)

    event = stored(assessed).events.last()
    assert (event.kind, event.text.text) == ("closed", "Päivi soitti: toimii.")
    assert told(paivi) == ["case.closed"]


def test_softone_never_ends_a_case_without_a_reason(assessed, mikko) -> None:
    before = untouched(assessed)

    with pytest.raises(ReasonMissing):
        close(assessed, by=mikko, at=NOON)

    assert untouched(assessed) == before


@pytest.mark.parametrize(
    ("case_type", "stage", "may"),
    [
        (kind, step.stage, step.stage in stages)
        for kind, stages in {
            WISH: {"received", "product_group", "planning"},
            WORK: {"received", "quotation"},
            CaseType.SUPPORT_REQUEST: set(),
            CaseType.PROGRAMMING_ERROR: set(),
        }.items()
        for step in steps_of(kind)[:-1]
    ],
)
def test_softone_declines_only_where_the_process_lets_it(
    customer, paivi, mikko, monday, case_type, stage, may
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)
    case = brought_to(case, stage, by=mikko, at=TEN)
    before = untouched(case)

    if may:
        close(case, Outcome.DECLINED, reason="Ei sovi tuotteeseen.", by=mikko, at=NOON)
        assert (stored(case).outcome, event_kinds(case)[-1]) == (Outcome.DECLINED, "closed")
    else:
        with pytest.raises(IllegalMove):
            close(case, Outcome.DECLINED, reason="Ei sovi tuotteeseen.", by=mikko, at=NOON)
        assert untouched(case) == before


def test_a_refusal_needs_its_reason(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WISH)

    with pytest.raises(ReasonMissing):
        close(case, Outcome.DECLINED, by=mikko, at=TEN)

    assert stored(case).stage == Stage.RECEIVED


def test_a_customer_declines_nothing(customer, paivi, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WISH)

    with pytest.raises(IllegalMove):
        close(case, Outcome.DECLINED, by=paivi, at=TEN)


@pytest.mark.parametrize("who", ["paivi", "mikko"])
def test_ordered_work_that_goes_on_is_not_called_off(
    request, customer, paivi, mikko, monday, who
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    case = brought_to(case, Stage.EXECUTION, by=mikko, at=TEN)
    person = request.getfixturevalue(who)

    for outcome in (Outcome.SOLVED, Outcome.WITHDRAWN):
        with pytest.raises(IllegalMove):
            close(case, outcome, reason="Ei enää.", by=person, at=NOON)

    assert stored(case).stage == Stage.EXECUTION


def test_with_the_case_its_quotation_is_taken_back(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    offer(case, by=mikko, at=TEN)

    close(case, Outcome.WITHDRAWN, by=paivi, at=NOON)

    quotation = stored(case).quotations.get()
    assert (quotation.verdict, quotation.answered_by, quotation.answered_at) == (
        Verdict.TAKEN_BACK,
        None,
        NOON,
    )


def test_the_end_ends_a_question_too(case, mikko, paivi) -> None:
    ask(case, by=mikko, at=TEN)

    close(case, by=paivi, at=NOON)

    case = stored(case)
    assert (case.waiting_since, case.questions.get().ended_at) == (None, NOON)


def test_what_nobody_had_begun_makes_no_promise_to_begin(case, paivi) -> None:
    close(case, by=paivi, at=TEN)

    case = stored(case)
    states = (case.handling_clock.state, case.resolution_clock.state)
    assert states == (ClockState.CANCELLED, ClockState.MET)


def test_solved_in_the_last_second_keeps_the_promise(assessed, paivi) -> None:
    close(assessed, by=paivi, at=TARGET)

    clock = stored(assessed).resolution_clock
    assert (clock.state, clock.stopped_at, breaches(assessed)) == (ClockState.MET, TARGET, [])


def test_solved_too_late_writes_its_own_breach(assessed, paivi, manager) -> None:
    late = TARGET + timedelta(seconds=1)

    close(assessed, by=paivi, at=late)

    assert breaches(assessed) == [(ClockKind.RESOLUTION, TARGET)]
    assert event_kinds(assessed)[-2:] == ["breached", "closed"]
    assert told(manager) == ["case.breached"]
    assert services.announce_passed_steps(limit=10, at=late + timedelta(hours=1)) == 0


def test_solved_after_the_sweep_is_no_second_breach(assessed, paivi, manager) -> None:
    services.announce_passed_steps(limit=10, at=TARGET + timedelta(minutes=1))

    close(assessed, by=paivi, at=TARGET + timedelta(hours=1))

    assert breaches(assessed) == [(ClockKind.RESOLUTION, TARGET)]
    assert told(manager) == ["case.breached"]
    assert stored(assessed).resolution_clock.state == ClockState.BREACHED


def test_the_time_the_customer_takes_to_accept_is_not_ours(assessed, paivi, mikko) -> None:
    """Proposed an hour before the target, accepted three days after it."""
    propose(assessed, by=mikko, at=at(2026, 3, 2, 15))

    close(assessed, by=paivi, at=at(2026, 3, 5, 10))

    clock = stored(assessed).resolution_clock
    assert (clock.state, breaches(assessed)) == (ClockState.MET, [])


def test_an_objection_keeps_the_case_open_and_the_clock_running(proposed, jouni, mikko) -> None:
    version = proposed.version

    services.object_to_closing(proposed, by=jouni, at=NOON)

    case = stored(proposed)
    assert (case.stage, case.closes_at, case.version) == (Stage.ASSESSMENT, None, version + 1)
    assert (case.customer_wrote_at, case.awaits_reply) == (NOON, True)
    # One open hour of standing still, from 10 to 11; then lunch.
    assert case.resolution_clock.state == ClockState.RUNNING
    assert case.next_due_at == case.resolution_clock.due_at == at(2026, 3, 3, 9)
    assert (event_kinds(case)[-1], told(mikko)) == ("objected", ["case.objected"])


def test_a_second_objection_changes_nothing(proposed, jouni) -> None:
    services.object_to_closing(proposed, by=jouni, at=TEN)
    before = untouched(proposed)

    services.object_to_closing(proposed, by=jouni, at=NOON)

    assert untouched(proposed) == before


def test_a_written_answer_is_an_objection_too(proposed, paivi, mikko) -> None:
    message = reply(proposed, by=paivi, at=NOON, body="Ei toimi.")

    case = stored(proposed)
    event = case.events.last()
    assert (case.closes_at, event.kind, event.message) == (None, "objected", message)
    assert told(mikko) == ["case.objected"]


def test_nobody_objects_to_what_is_handled(proposed, paivi) -> None:
    close(proposed, by=paivi, at=TEN)

    with pytest.raises(IllegalMove):
        services.object_to_closing(proposed, by=paivi, at=NOON)


def test_a_merged_case_is_not_closed_once_more(case, customer, paivi, mikko) -> None:
    into = factories.registered_case(customer, by=paivi, at=TEN)
    services.merge(case, into=into, tells=False, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        close(case, by=paivi, at=NOON)


def test_taking_up_what_is_handled_is_refused(proposed, paivi, outi) -> None:
    close(proposed, by=paivi, at=TEN)

    with pytest.raises(IllegalMove):
        take_up(proposed, by=outi, at=NOON)
