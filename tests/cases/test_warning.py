"""B5.5, B5.7: staff are warned before a deadline, each step once; customers never hear of it."""

from datetime import datetime, timedelta

import pytest

from accounts.choices import CaseType
from accounts.models import User
from accounts.notices.models import Notice, OutboxMail
from cases import services
from cases.models import Case
from sla import steps
from sla.models import Clock, ClockEvent, EscalationStep
from tests import factories
from tests.cases.steps import at, forget, note, page_of, reply, retyped, take_up, told

SECOND = timedelta(seconds=1)


def sweep(when: datetime) -> int:
    return services.announce_passed_steps(limit=100, at=when)


@pytest.fixture
def grave(customer, paivi, monday) -> Case:
    """A case of level 2, registered on Monday at 9: handling starts by 14."""
    case = factories.registered_case(customer, by=paivi, at=monday, level=2)
    forget()
    return case


@pytest.fixture
def request_(customer, paivi, monday) -> Case:
    """A support request of Monday 9: our goal is to answer by Tuesday 10."""
    case = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    forget()
    return case


def test_handler_then_team_then_manager_hear(grave, mikko, outi, manager) -> None:
    """What nobody has taken up, the team hears in place of its handler."""
    heard = []
    for when in (at(2026, 2, 2, 13, 0, 1), at(2026, 2, 2, 13, 36, 1), at(2026, 2, 2, 14, 0, 1)):
        sweep(when)
        heard.append([told(mikko), told(outi), told(manager)])
        forget()

    assert heard == [
        [["case.warned"], ["case.warned"], []],
        [["case.warned"], ["case.warned"], []],
        [["case.breached"], ["case.breached"], ["case.breached"]],
    ]


def test_the_handler_alone_hears_of_the_first_steps(case, mikko, outi, manager) -> None:
    """Of the target for the solution: three quarters of it is the handler's matter."""
    take_up(case, by=mikko, at=at(2026, 2, 2, 10))
    forget()
    clock = Case.objects.get(pk=case.pk).resolution_clock
    first = clock.next_event_at

    sweep(first + SECOND)

    assert [told(person) for person in (mikko, outi, manager)] == [["case.warned"], [], []]
    assert case.events.last().percent == 50


def test_after_an_outage_only_the_highest_step_is_told(grave, mikko, manager) -> None:
    sweep(at(2026, 2, 2, 13, 50))

    assert (told(mikko), told(manager)) == (["case.warned"], [])
    warned = grave.events.get(kind="warned")
    assert (warned.percent, warned.at) == (90, at(2026, 2, 2, 13, 36))
    assert set(ClockEvent.objects.values_list("percent", flat=True)) == {75, 90}


def test_after_a_longer_outage_the_breach_alone_is_told(grave, mikko) -> None:
    sweep(at(2026, 2, 5, 9))

    warned = grave.events.filter(kind="warned")
    assert [event.clock_kind for event in warned] == ["resolution"]
    assert told(mikko).count("case.breached") == 1


def test_a_message_waits_for_opening_hours(grave, mikko) -> None:
    sweep(at(2026, 2, 2, 18))

    assert OutboxMail.objects.get(recipient=mikko).due_at == at(2026, 2, 3, 8)
    assert Notice.objects.filter(recipient=mikko).count() == 1


def test_a_message_about_level_1_leaves_at_once(customer, paivi, monday, mikko) -> None:
    factories.registered_case(customer, by=paivi, at=monday, level=1)
    forget()

    sweep(at(2026, 2, 2, 18))

    mails = OutboxMail.objects.filter(recipient=mikko)
    assert set(mails.values_list("due_at", flat=True)) == {at(2026, 2, 2, 18)}


def test_an_administrator_decides_who_hears(grave, mikko, manager) -> None:
    rows = EscalationStep.objects.filter(kind="handling", percent=75)
    rows.update(tells_handler=False, tells_team=False, tells_manager=True)
    steps.look_again()

    sweep(at(2026, 2, 2, 13, 1))

    assert (told(mikko), told(manager)) == ([], ["case.warned"])


def test_a_customer_sees_no_warning(grave, paivi, as_user) -> None:
    sweep(at(2026, 2, 2, 13, 40))

    page = as_user(paivi).get(page_of("case", grave)).content.decode()

    assert "%" not in page.split("<main")[1].split("</main>")[0].replace("100%", "")
    assert told(paivi) == []


def test_the_desk_sees_the_warning_on_the_case(grave, mikko, as_user) -> None:
    sweep(at(2026, 2, 2, 13, 40))

    page = as_user(mikko).get(page_of("case", grave)).content.decode()

    assert "90 %" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_goal_warns_the_desk_and_is_missed_in_silence(
    request_, mikko, manager, paivi, as_user
) -> None:
    """B5.7: never shown to customers."""
    heard = []
    for when in (at(2026, 2, 2, 16, 0, 1), at(2026, 2, 3, 8, 1), at(2026, 2, 3, 10, 0, 1)):
        sweep(when)
        heard.append(told(mikko))
        forget()

    page = as_user(paivi).get(page_of("case", request_)).content.decode()
    assert heard == [[], ["case.warned"], ["case.goal_missed"]]
    assert (told(manager), told(paivi)) == ([], [])
    assert "tavoite" not in page.lower()


def test_an_answer_in_time_reaches_the_goal(request_, mikko) -> None:
    reply(request_, by=mikko, at=at(2026, 2, 2, 11))

    clock = Case.objects.get(pk=request_.pk).goal_clock
    assert (clock.state, clock.used_seconds) == ("met", 2 * 3600)
    assert sweep(at(2026, 2, 9, 9)) == 0


def test_a_note_is_no_answer(request_, mikko) -> None:
    note(request_, by=mikko, at=at(2026, 2, 2, 11))

    case = Case.objects.get(pk=request_.pk)
    assert (case.goal_clock.state, case.next_due_at) == ("running", at(2026, 2, 3, 10))


def test_each_unanswered_question_has_a_goal_of_its_own(request_, mikko, paivi) -> None:
    """It runs from the first word that has no answer; more words do not move it."""
    reply(request_, by=mikko, at=at(2026, 2, 2, 11))
    reply(request_, by=paivi, at=at(2026, 2, 2, 13), body="Ei auttanut.")
    reply(request_, by=paivi, at=at(2026, 2, 3, 13), body="Onko kuulunut?")

    case = Case.objects.get(pk=request_.pk)
    assert case.next_due_at == case.goal_clock.due_at == at(2026, 2, 3, 14)
    assert list(
        Clock.objects.filter(kind="goal").order_by("pk").values_list("state", flat=True)
    ) == [
        "met",
        "running",
    ]


def test_another_type_has_another_goal(request_, mikko) -> None:
    retyped(request_, CaseType.WISH, by=mikko, at=at(2026, 2, 2, 11))

    case = Case.objects.get(pk=request_.pk)
    assert case.next_due_at == at(2026, 2, 5, 13)
    assert list(
        Clock.objects.filter(kind="goal").order_by("pk").values_list("state", flat=True)
    ) == [
        "cancelled",
        "running",
    ]


def test_one_warning_reads_as_one_sentence_about_what_is_left(grave, mikko, as_user, clock) -> None:
    clock(at(2026, 2, 2, 13, 40))
    sweep(at(2026, 2, 2, 13, 40))
    mikko = User.objects.get(pk=mikko.pk)

    page = as_user(mikko).get("/notices/").content.decode()

    assert "20 min aukioloa jäljellä" in page.replace("\N{NO-BREAK SPACE}", " ")
