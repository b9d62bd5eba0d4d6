"""B4.7, B5.3: a case becomes the kind of matter it is; its history and what was missed stay."""

from datetime import date

import pytest

from accounts.choices import CaseType
from cases import services
from cases.choices import Outcome, Stage, Verdict
from cases.models import Case, CaseFacts
from cases.services import ChangedMeanwhile, Facts, LevelMissing, ModuleNotLicensed, ReasonMissing
from cases.transitions import IllegalMove
from sla.choices import ClockKind, ClockState
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    breaches,
    brought_to,
    event_kinds,
    forget,
    handled,
    offer,
    propose,
    reply,
    retyped,
    take_up,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)
NEXT_DAY = at(2026, 2, 3, 10)
SUPPORT, ERROR = CaseType.SUPPORT_REQUEST, CaseType.PROGRAMMING_ERROR
WISH, WORK = CaseType.WISH, CaseType.WORK_ORDER


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def clocks(case: Case) -> list[tuple[str, object]]:
    case = stored(case)
    return [(clock.state, clock.due_at) for clock in (case.handling_clock, case.resolution_clock)]


@pytest.fixture
def asked(customer, paivi, monday) -> Case:
    """A support request of Monday at 9."""
    return factories.registered_case(customer, by=paivi, at=monday, case_type=SUPPORT)


def test_another_type_begins_its_own_process_and_the_history_stays(asked, mikko, paivi) -> None:
    asked = take_up(asked, by=mikko, at=TEN)
    written = reply(asked, by=mikko, at=TEN)
    forget()
    version = stored(asked).version

    retyped(asked, WISH, by=mikko, at=NOON, reason="Tämä on toive.", facts=Facts(benefit="Nopea"))

    case = stored(asked)
    assert (case.case_type, case.stage, case.version) == (WISH, Stage.RECEIVED, version + 1)
    assert (case.owner, case.taken_up_at, case.received_at) == (mikko, TEN, asked.received_at)
    assert event_kinds(case) == ["registered", "taken_up", "replied", "type_changed"]
    assert case.messages.last() == written
    event = case.events.last()
    assert (event.type_from, event.type_to, event.stage_from, event.stage_to, event.text.text) == (
        SUPPORT,
        WISH,
        "handling",
        "received",
        "Tämä on toive.",
    )
    assert CaseFacts.objects.get().benefit == "Nopea"
    assert told(paivi) == ["case.type_changed"]


def test_the_customer_corrects_the_type_until_somebody_has_begun(asked, paivi, mikko) -> None:
    retyped(asked, WISH, by=paivi, at=TEN)
    retyped(asked, SUPPORT, by=paivi, at=TEN)
    take_up(asked, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        retyped(asked, WISH, by=paivi, at=NOON)

    assert stored(asked).case_type == SUPPORT


@pytest.mark.parametrize("taken", [False, True])
def test_a_support_request_is_being_handled_when_somebody_has_begun(case, mikko, taken) -> None:
    if taken:
        take_up(case, by=mikko, at=TEN)

    retyped(case, SUPPORT, by=mikko, at=NOON)

    assert stored(case).stage == (Stage.HANDLING if taken else Stage.RECEIVED)


def test_an_error_found_later_counts_level_5_from_receipt_and_its_level_from_now(
    asked, mikko
) -> None:
    """Level 2 from Tuesday at 10: four hours, the same week."""
    retyped(asked, ERROR, by=mikko, at=NEXT_DAY, number=2)

    case = stored(asked)
    assert (case.stage, case.level_id, case.proposed_level_id) == (Stage.NEW, 2, 2)
    assert clocks(case) == [
        (ClockState.RUNNING, at(2026, 2, 3, 15)),
        (ClockState.RUNNING, at(2026, 2, 6, 14)),
    ]
    assert [clock.started_at for clock in (case.handling_clock, case.resolution_clock)] == [
        asked.received_at
    ] * 2
    assert case.next_due_at == at(2026, 2, 3, 15)


def test_the_mildest_level_counts_from_receipt(asked, mikko) -> None:
    """48 hours of level 5 from Monday at 9, and a year."""
    retyped(asked, ERROR, by=mikko, at=NEXT_DAY, number=5)

    assert clocks(asked) == [
        (ClockState.RUNNING, at(2026, 2, 11, 10)),
        (ClockState.RUNNING, at(2027, 2, 2, 16)),
    ]


def test_what_was_taken_up_in_time_has_kept_the_first_promise(asked, mikko) -> None:
    take_up(asked, by=mikko, at=TEN)

    retyped(asked, ERROR, by=mikko, at=NEXT_DAY, number=1)

    clock = stored(asked).handling_clock
    assert (clock.state, clock.stopped_at) == (ClockState.MET, TEN)
    assert breaches(asked) == []


def test_what_was_taken_up_too_late_even_for_level_5_is_missed(asked, mikko) -> None:
    late = at(2026, 2, 12, 9)
    take_up(asked, by=mikko, at=late)

    retyped(asked, ERROR, by=mikko, at=late, number=3)

    assert breaches(asked) == [(ClockKind.HANDLING, at(2026, 2, 11, 10))]
    assert event_kinds(asked)[-2:] == ["breached", "type_changed"]


def test_promises_are_taken_back_from_what_was_no_error(case, mikko) -> None:
    retyped(case, SUPPORT, by=mikko, at=TEN)

    case = stored(case)
    assert (case.level_id, case.proposed_level_id) == (None, None)
    assert [state for state, _due in clocks(case)] == [ClockState.CANCELLED] * 2
    # The goal of a support request: eight open hours from receipt.
    assert case.next_due_at == at(2026, 2, 3, 10)
    services.announce_passed_steps(limit=9, at=at(2026, 12, 1, 9))
    assert "breached" not in event_kinds(case)


def test_there_and_back_again_buys_no_time(case, mikko) -> None:
    before = clocks(case)

    retyped(case, SUPPORT, by=mikko, at=TEN)
    retyped(case, ERROR, by=mikko, at=NEXT_DAY, number=3)

    assert clocks(case) == before
    assert stored(case).next_due_at == at(2026, 2, 3, 15)


def test_what_was_missed_meanwhile_is_found_by_the_sweep(case, mikko) -> None:
    retyped(case, SUPPORT, by=mikko, at=TEN)
    retyped(case, ERROR, by=mikko, at=at(2026, 2, 4, 10), number=3)

    assert services.announce_passed_steps(limit=9, at=at(2026, 2, 4, 10)) == 1
    assert breaches(case) == [(ClockKind.HANDLING, at(2026, 2, 3, 15))]


def test_what_was_missed_stays_missed_and_once(case, mikko) -> None:
    services.announce_passed_steps(limit=9, at=at(2026, 2, 4, 9))

    retyped(case, SUPPORT, by=mikko, at=at(2026, 2, 4, 10))
    retyped(case, ERROR, by=mikko, at=at(2026, 2, 4, 11), number=4)

    assert stored(case).handling_clock.state == ClockState.BREACHED
    assert breaches(case) == [(ClockKind.HANDLING, at(2026, 2, 3, 15))]
    assert services.announce_passed_steps(limit=9, at=at(2026, 2, 5, 9)) == 0


def test_a_change_that_comes_too_late_writes_the_breach_itself(case, mikko) -> None:
    retyped(case, SUPPORT, by=mikko, at=at(2026, 2, 4, 10))

    assert event_kinds(case) == ["registered", "breached", "type_changed"]
    assert stored(case).handling_clock.state == ClockState.BREACHED


def test_a_question_stays_open_over_the_change(asked, mikko) -> None:
    ask(asked, by=mikko, at=TEN)

    retyped(asked, ERROR, by=mikko, at=NOON, number=2)

    case = stored(asked)
    assert (case.waiting_since, case.next_due_at) == (TEN, None)
    assert case.resolution_clock.state == ClockState.PAUSED


def test_a_proposed_solution_is_taken_back_by_the_change(asked, mikko) -> None:
    propose(asked, by=mikko, at=TEN)

    retyped(asked, WISH, by=mikko, at=NOON)

    assert stored(asked).closes_at is None
    assert services.close_silent(limit=9, at=at(2026, 3, 2, 16)) == 0


def test_an_open_quotation_is_taken_back_by_the_change(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    offer(case, by=mikko, at=TEN)

    retyped(case, SUPPORT, by=mikko, at=NOON)

    assert stored(case).quotations.get().verdict == Verdict.TAKEN_BACK


def test_the_module_changes_with_the_type(asked, customer, mikko) -> None:
    other = factories.licensed(customer)

    retyped(asked, WISH, by=mikko, at=NOON, module=other)

    assert stored(asked).module == other


def untouched(case: Case) -> tuple[object, list[str]]:
    return Case.objects.values().get(pk=case.pk), event_kinds(case)


def test_a_module_the_customer_does_not_have_is_refused(asked, mikko) -> None:
    before = untouched(asked)

    with pytest.raises(ModuleNotLicensed):
        retyped(asked, WISH, by=mikko, at=NOON, module=factories.ModuleFactory())

    assert untouched(asked) == before


@pytest.mark.parametrize(
    ("to", "given", "refusal"),
    [
        (ERROR, {}, LevelMissing),
        (WISH, {"reason": ""}, ReasonMissing),
        (SUPPORT, {}, IllegalMove),
        (WISH, {"seen": WORK}, ChangedMeanwhile),
    ],
)
def test_a_change_that_does_not_hold_changes_nothing(asked, mikko, to, given, refusal) -> None:
    before = untouched(asked)

    with pytest.raises(refusal):
        retyped(asked, to, by=mikko, at=NOON, **given)

    assert untouched(asked) == before


def test_the_customer_gives_no_reason(asked, paivi) -> None:
    retyped(asked, WISH, by=paivi, at=NOON)

    assert not hasattr(asked.events.last(), "text")


@pytest.mark.parametrize("stage", [Stage.EXECUTION, Stage.DELIVERY])
def test_ordered_work_that_goes_on_stays_ordered_work(
    customer, paivi, mikko, monday, stage
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    case = brought_to(case, stage, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        retyped(case, WISH, by=mikko, at=NOON)

    assert stored(case).case_type == WORK


def test_a_handled_case_stays_what_it_was(case, mikko) -> None:
    case = handled(case, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        retyped(case, WISH, by=mikko, at=NOON)

    assert stored(case).outcome == Outcome.SOLVED


def test_ones_own_second_click_changes_nothing_again(asked, mikko, outi) -> None:
    retyped(asked, WISH, by=mikko, at=TEN)
    before = untouched(asked)

    retyped(asked, WISH, by=mikko, at=NOON, seen=SUPPORT)

    assert untouched(asked) == before
    with pytest.raises(ChangedMeanwhile):
        retyped(asked, WISH, by=outi, at=NOON, seen=SUPPORT)


def test_what_the_new_type_does_not_ask_stays_as_it_was_told(asked, mikko) -> None:
    retyped(asked, WISH, by=mikko, at=TEN, facts=Facts(benefit="Nopeampi"))

    retyped(asked, WORK, by=mikko, at=NOON, facts=Facts(wanted_on=date(2026, 5, 1)))

    facts = CaseFacts.objects.get()
    assert (facts.benefit, facts.wanted_on) == ("Nopeampi", date(2026, 5, 1))


@pytest.mark.parametrize(
    ("case_type", "due"),
    [
        (SUPPORT, at(2026, 2, 3, 10)),
        (WORK, at(2026, 2, 3, 10)),
        (WISH, at(2026, 2, 5, 13)),
    ],
)
def test_other_types_are_ordered_by_our_own_goals(
    customer, paivi, mikko, monday, case_type, due
) -> None:
    """B5.7: 8, 8 and 24 open hours; once answered, from the customer's next word."""
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)
    found = [stored(case).next_due_at]

    reply(case, by=mikko, at=TEN)
    found.append(stored(case).next_due_at)
    reply(case, by=paivi, at=at(2026, 2, 2, 12))
    found.append(stored(case).next_due_at)

    later = {SUPPORT: at(2026, 2, 3, 13), WORK: at(2026, 2, 3, 13), WISH: at(2026, 2, 5, 15)}
    assert found == [due, None, later[case_type]]
