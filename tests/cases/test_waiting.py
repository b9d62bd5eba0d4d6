"""B4.5, B5.4: the customer's turn stops the resolution clock, never the start of handling."""

import uuid
from datetime import timedelta

import pytest

from cases import services
from cases.choices import Stage
from cases.models import Case, MissingItem, Question
from cases.transitions import IllegalMove
from sla.choices import ClockState
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    event_kinds,
    forget,
    handled,
    note,
    propose,
    reply,
    set_level,
    take_up,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)
TARGET = at(2026, 3, 2, 16)


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def resolution(case: Case) -> tuple[str, object]:
    clock = stored(case).resolution_clock
    return clock.state, clock.due_at


def test_a_question_waits_for_the_customer_and_says_what_is_missing(case, mikko, paivi) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    forget()
    version = stored(case).version

    message = ask(case, by=mikko, at=NOON, question="Mikä versio?", missing=["Versio", "Kuva"])

    case = stored(case)
    assert (case.stage, case.waiting_since, case.next_due_at) == (Stage.ASSESSMENT, NOON, None)
    assert (case.version, case.staff_wrote_at) == (version + 1, NOON)
    assert (message.kind, message.body) == ("staff", "Hei. Mikä versio?")
    question = case.questions.get()
    assert (question.text, question.asked_by, question.message, question.asked_at) == (
        "Mikä versio?",
        mikko,
        message,
        NOON,
    )
    assert [(item.label, item.given_at) for item in question.items.all()] == [
        ("Versio", None),
        ("Kuva", None),
    ]
    assert resolution(case) == (ClockState.PAUSED, TARGET)
    event = case.events.last()
    assert (event.kind, event.by, event.message) == ("customer_asked", mikko, message)
    assert told(paivi) == ["case.customer_asked"]


def test_a_question_is_a_first_reply_and_starts_the_handling(case, mikko) -> None:
    ask(case, by=mikko, at=TEN)

    case = stored(case)
    clock = case.handling_clock
    assert (case.owner, case.taken_up_at) == (mikko, TEN)
    assert (clock.state, clock.stopped_at) == (ClockState.MET, TEN)


def test_the_customers_answer_lets_the_clock_run_by_what_it_stood_still(case, mikko, jouni) -> None:
    """Two open hours, lunch not counted: Monday 10 to 13."""
    ask(case, by=mikko, at=TEN, missing=["Versio", "Kuva"])
    given = MissingItem.objects.get(label="Kuva")

    reply(case, by=jouni, at=at(2026, 2, 2, 13), given=[given.pk])

    case = stored(case)
    assert (case.waiting_since, case.customer_wrote_at) == (None, at(2026, 2, 2, 13))
    assert resolution(case) == (ClockState.RUNNING, at(2026, 3, 3, 10))
    assert case.next_due_at == at(2026, 3, 3, 10)
    assert Question.objects.get().ended_at == at(2026, 2, 2, 13)
    assert dict(MissingItem.objects.values_list("label", "given_at")) == {
        "Versio": None,
        "Kuva": at(2026, 2, 2, 13),
    }


def test_things_of_another_cases_question_are_not_ticked_off(case, customer, paivi, mikko) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)
    ask(other, by=mikko, at=TEN, missing=["Versio"])
    ask(case, by=mikko, at=TEN, missing=["Versio"])
    theirs = MissingItem.objects.get(question__case=other)

    reply(case, by=paivi, at=NOON, given=[theirs.pk])

    assert list(MissingItem.objects.values_list("given_at", flat=True)) == [None, None]


def test_a_pause_over_closed_time_moves_nothing(case, mikko, paivi) -> None:
    friday, sunday = at(2026, 2, 6, 14), at(2026, 2, 8, 20)
    take_up(case, by=mikko, at=TEN)
    ask(case, by=mikko, at=friday)

    reply(case, by=paivi, at=sunday)

    assert resolution(case) == (ClockState.RUNNING, TARGET)


@pytest.mark.parametrize("service", [reply, note])
def test_what_softone_writes_does_not_end_the_waiting(case, mikko, outi, service) -> None:
    ask(case, by=mikko, at=TEN)

    service(case, by=outi, at=NOON)

    assert stored(case).waiting_since == TEN
    assert resolution(case) == (ClockState.PAUSED, TARGET)


def test_work_goes_on_without_the_customers_word(case, mikko, paivi) -> None:
    ask(case, by=mikko, at=TEN)
    forget()

    services.go_on(case, by=mikko, at=at(2026, 2, 2, 13))

    assert stored(case).waiting_since is None
    assert resolution(case) == (ClockState.RUNNING, at(2026, 3, 3, 10))
    assert event_kinds(case)[-1] == "wait_ended"
    assert (told(paivi), Question.objects.get().ended_at) == ([], at(2026, 2, 2, 13))


def test_going_on_takes_a_proposed_solution_back(case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)

    services.go_on(case, by=mikko, at=TEN)

    assert (stored(case).closes_at, resolution(case)) == (None, (ClockState.RUNNING, TARGET))


def test_what_waits_for_nothing_goes_on_without_a_trace(case, mikko) -> None:
    ask(case, by=mikko, at=TEN)
    services.go_on(case, by=mikko, at=NOON)
    before = Case.objects.values().get(pk=case.pk), event_kinds(case)

    services.go_on(case, by=mikko, at=NOON)

    assert (Case.objects.values().get(pk=case.pk), event_kinds(case)) == before


def test_a_new_question_takes_the_place_of_the_open_one(case, mikko) -> None:
    ask(case, by=mikko, at=TEN, question="Mikä versio?")

    ask(case, by=mikko, at=NOON, question="Mikä selain?")

    assert stored(case).waiting_since == NOON
    assert list(Question.objects.values_list("text", "ended_at")) == [
        ("Mikä versio?", NOON),
        ("Mikä selain?", None),
    ]


def test_a_question_takes_the_place_of_a_proposed_solution(case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)

    ask(case, by=mikko, at=NOON)

    assert (stored(case).waiting_since, stored(case).closes_at) == (NOON, None)


def test_the_same_question_sent_twice_is_one(case, mikko) -> None:
    once = {"question": "Mikä versio?", "body": "Hei.", "key": uuid.uuid4(), "missing": ["Kuva"]}

    messages = [services.ask_customer(case, by=mikko, at=when, **once) for when in (TEN, NOON)]

    assert messages[0] == messages[1]
    assert (Question.objects.count(), MissingItem.objects.count()) == (1, 1)
    assert (stored(case).waiting_since, event_kinds(case)) == (
        TEN,
        ["registered", "customer_asked"],
    )


def test_a_question_over_a_newer_message_is_stopped(case, mikko, paivi) -> None:
    seen = case.messages.get().pk
    newer = reply(case, by=paivi, at=TEN)

    with pytest.raises(services.AnsweredMeanwhile) as stop:
        ask(case, by=mikko, at=NOON, newest_seen=seen)

    assert (stop.value.messages, stored(case).waiting_since) == ([newer], None)


def test_a_handled_case_asks_nothing(case, mikko) -> None:
    case = handled(case, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        ask(case, by=mikko, at=NOON)
    with pytest.raises(IllegalMove):
        services.go_on(case, by=mikko, at=NOON)

    assert (stored(case).waiting_since, Question.objects.count()) == (None, 0)


def test_a_target_that_has_passed_is_missed_and_stands_still_no_more(case, mikko) -> None:
    take_up(case, by=mikko, at=TEN)

    ask(case, by=mikko, at=TARGET + timedelta(seconds=1))

    assert resolution(case) == (ClockState.BREACHED, TARGET)
    assert event_kinds(case)[-2:] == ["breached", "customer_asked"]


def test_a_changed_level_while_waiting_keeps_the_clock_still(case, mikko, paivi) -> None:
    ask(case, by=mikko, at=TEN)

    set_level(case, 2, reason="Pahempi.", by=mikko, at=NOON)

    assert stored(case).resolution_clock.state == ClockState.PAUSED
    assert stored(case).next_due_at is None
    reply(case, by=paivi, at=at(2026, 2, 2, 13))
    assert stored(case).resolution_clock.state == ClockState.RUNNING


def test_a_paused_case_is_never_announced_as_missed(case, mikko) -> None:
    ask(case, by=mikko, at=TEN)

    assert services.announce_passed_steps(limit=9, at=TARGET + timedelta(days=30)) == 0
