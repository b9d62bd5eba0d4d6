"""B4.6: a handled case is opened again within 14 days, and its promise goes on."""

import uuid
from datetime import timedelta

import pytest

from accounts.choices import CaseType
from cases import services
from cases.choices import Outcome, Stage
from cases.models import Case, CaseRules
from cases.services import TooLateToReopen
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
    offer,
    propose,
    reopen,
    reply,
    take_up,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)
TARGET = at(2026, 3, 2, 16)
FORTNIGHT = timedelta(days=14)


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def withdrawn(case: Case, *, when=TEN) -> Case:
    return services.close(case, outcome=Outcome.WITHDRAWN, by=case.contact, at=when)


def test_the_case_returns_to_where_it_was_closed_with_the_words_that_say_why(
    case, mikko, jouni
) -> None:
    case = handled(case, by=mikko, at=TEN)
    forget()
    version = stored(case).version

    message = reopen(case, by=jouni, at=at(2026, 2, 3, 10))

    case = stored(case)
    assert (case.stage, case.outcome, case.handled_at) == (Stage.ASSESSMENT, "", None)
    assert (case.owner, case.version, case.awaits_reply) == (mikko, version + 1, True)
    assert (message.kind, message.author, message.body) == ("customer", jouni, "Vika palasi.")
    event = case.events.last()
    assert (event.kind, event.message, event.stage_from, event.stage_to) == (
        "reopened",
        message,
        "handled",
        "assessment",
    )
    assert told(mikko) == ["case.reopened"]


def test_the_time_while_it_was_settled_does_not_count(case, mikko, paivi) -> None:
    """Settled on Monday at 10, opened on Tuesday at 10: seven open hours."""
    case = handled(case, by=mikko, at=TEN)

    reopen(case, by=paivi, at=at(2026, 2, 3, 10))

    case = stored(case)
    clock = case.resolution_clock
    assert (clock.state, clock.stopped_at) == (ClockState.RUNNING, None)
    assert clock.due_at == case.next_due_at == at(2026, 3, 3, 16)
    assert case.handling_clock.state == ClockState.MET


def test_a_missed_promise_stays_missed_and_is_not_missed_twice(case, mikko, paivi) -> None:
    case = handled(case, by=mikko, at=TARGET + timedelta(hours=1))

    reopen(case, by=paivi, at=TARGET + timedelta(days=1))

    clock = stored(case).resolution_clock
    assert (clock.state, clock.stopped_at) == (ClockState.BREACHED, None)
    assert services.announce_passed_steps(limit=9, at=TARGET + timedelta(days=9)) == 0
    assert breaches(case) == [
        (ClockKind.HANDLING, at(2026, 2, 3, 15)),
        (ClockKind.RESOLUTION, TARGET),
    ]


def test_what_nobody_had_begun_has_its_promises_again(case, paivi) -> None:
    before = stored(case)
    withdrawn(case)

    reopen(case, by=paivi, at=NOON)

    case = stored(case)
    assert (case.stage, case.taken_up_at) == (Stage.NEW, None)
    for was, clock in (
        (before.handling_clock, case.handling_clock),
        (before.resolution_clock, case.resolution_clock),
    ):
        assert (clock.state, clock.due_at, clock.stopped_at) == (
            ClockState.RUNNING,
            was.due_at,
            None,
        )
    assert case.next_due_at == before.next_due_at


def test_what_was_withdrawn_for_a_week_is_not_missed_the_moment_it_is_reopened(
    customer, paivi, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, level=1)
    withdrawn(case)

    reopen(case, by=paivi, at=at(2026, 2, 9, 9))
    services.announce_passed_steps(limit=9, at=at(2026, 2, 9, 9, 30))

    assert stored(case).next_due_at == at(2026, 2, 9, 10)
    assert "breached" not in case.events.values_list("kind", flat=True)


def test_whoever_reopens_at_softone_has_begun(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    withdrawn(case)

    reopen(case, by=mikko, at=NOON)

    case = stored(case)
    assert (case.stage, case.owner, case.taken_up_at) == (Stage.HANDLING, mikko, NOON)
    assert propose(case, by=mikko, at=NOON).pk


def test_a_work_order_closed_over_its_quotation_needs_a_new_one(
    customer, paivi, mikko, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.APPROVAL, by=mikko, at=TEN)
    withdrawn(case)

    reopen(case, by=paivi, at=NOON)

    assert stored(case).stage == Stage.QUOTATION
    assert offer(case, by=mikko, at=NOON).number == 2


def test_delivered_work_is_opened_again_under_its_approved_quotation(
    customer, paivi, mikko, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.HANDLED, by=mikko, at=TEN)

    reopen(case, by=paivi, at=NOON)

    case = stored(case)
    assert case.stage == Stage.DELIVERY
    services.move_on(
        case, to=Stage.EXECUTION, seen=Stage.DELIVERY, reason="Puute.", by=mikko, at=NOON
    )


@pytest.mark.parametrize(("late", "may"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_a_case_is_opened_again_for_14_days(case, mikko, paivi, late, may) -> None:
    case = handled(case, by=mikko, at=TEN)

    if may:
        assert reopen(case, by=paivi, at=TEN + FORTNIGHT + late).pk
    else:
        with pytest.raises(TooLateToReopen):
            reopen(case, by=paivi, at=TEN + FORTNIGHT + late)

    assert stored(case).is_handled != may
    assert event_kinds(case).count("reopened") == may


def test_how_long_it_may_be_opened_again_can_be_edited(case, mikko, paivi) -> None:
    CaseRules.objects.update(reopen_days=0)
    case = handled(case, by=mikko, at=TEN)

    with pytest.raises(TooLateToReopen):
        reopen(case, by=paivi, at=NOON)


def test_the_same_words_sent_twice_open_it_once(case, mikko, paivi) -> None:
    case = handled(case, by=mikko, at=TEN)
    once = {"body": "Vika palasi.", "key": uuid.uuid4()}

    found = [services.reopen(case, by=paivi, at=NOON, **once) for _click in range(2)]

    assert found[0] == found[1]
    assert event_kinds(case).count("reopened") == 1


def test_a_case_may_be_opened_again_more_than_once(case, mikko, paivi) -> None:
    case = handled(case, by=mikko, at=TEN)

    for day in (3, 4, 5):
        reopen(case, by=paivi, at=at(2026, 2, day, 10))
        services.close(case, outcome=Outcome.SOLVED, by=paivi, at=at(2026, 2, day, 14))

    assert event_kinds(case).count("reopened") == 3
    assert stored(case).resolution_clock.state == ClockState.MET


def test_an_open_case_is_not_opened(case, paivi) -> None:
    with pytest.raises(IllegalMove):
        reopen(case, by=paivi, at=NOON)

    assert event_kinds(case) == ["registered"]


def test_a_merged_case_is_never_opened(case, customer, paivi, mikko) -> None:
    into = factories.registered_case(customer, by=paivi, at=TEN)
    services.merge(case, into=into, tells=False, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        reopen(case, by=paivi, at=NOON)

    assert stored(case).merged_into == into


def test_who_has_not_seen_the_newest_message_is_stopped(case, mikko, paivi) -> None:
    take_up(case, by=mikko, at=TEN)
    seen = case.messages.get().pk
    newer = reply(case, by=mikko, at=TEN)
    services.close(case, outcome=Outcome.SOLVED, by=paivi, at=TEN)

    with pytest.raises(services.AnsweredMeanwhile) as stop:
        services.reopen(case, by=paivi, body="Ei.", key=uuid.uuid4(), newest_seen=seen, at=NOON)

    assert (stop.value.messages, stored(case).is_handled) == ([newer], True)


@pytest.mark.parametrize("reopener", ["jouni", "mikko"])
def test_who_can_answer_is_the_contact_when_the_seat_of_the_one_before_has_ended(
    case, mikko, jouni, paivi, reopener: str
) -> None:
    case = handled(case, by=mikko, at=TEN)
    paivi.memberships.update(ended_on=TEN.date())

    reopen(case, by={"jouni": jouni, "mikko": mikko}[reopener], at=at(2026, 2, 3, 10))

    assert stored(case).contact == jouni
    changed = case.events.get(kind="contact_changed")
    assert changed.person == jouni
    assert case.events.last().kind == "reopened"


def test_a_contact_with_a_seat_stays_whoever_reopens(case, mikko, jouni, paivi) -> None:
    case = handled(case, by=mikko, at=TEN)

    reopen(case, by=jouni, at=at(2026, 2, 3, 10))

    assert stored(case).contact == paivi
    assert not case.events.filter(kind="contact_changed").exists()
