"""B5.6: any deadline opens its explanation, for the customer and for the desk alike."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import CaseType
from accounts.models import User
from accounts.timewords import NBSP
from cases import services
from cases.choices import Outcome, Stage
from cases.models import Case
from cases.selectors.deadlines_page import DeadlinesPage
from sla import goals
from sla.models import Goal
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    page_of,
    propose,
    reopen,
    reply,
    retyped,
    set_level,
    take_up,
)

TEN = at(2026, 2, 2, 10)
TUESDAY = at(2026, 2, 3, 9)


@pytest.fixture(autouse=True)
def english(paivi, mikko) -> None:
    User.objects.update(language="en")


def shown(client: Client, case: Case) -> DeadlinesPage:
    answer = client.get(page_of("deadlines", case))
    assert answer.status_code == 200
    return answer.context["page"]


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def dues(page: DeadlinesPage) -> list[tuple[str, str, str, str]]:
    return [
        (each.label, each.due.kind, plain(each.due.words), plain(each.due.left))
        for each in page.promises.deadlines
        if each.due
    ]


def levels(page: DeadlinesPage) -> list[tuple[datetime, str, str, str]]:
    return [(each.at, each.says, each.reason, each.by) for each in page.levels]


def pauses(page: DeadlinesPage) -> list[tuple[str, str, str]]:
    return [(plain(each.when), plain(each.length), each.why) for each in page.pauses]


@pytest.mark.parametrize("name", ["paivi", "mikko", "manager", "product", "administrator"])
def test_who_sees_the_case_reads_both_explanations(request, as_user, case, name: str) -> None:
    reader = request.getfixturevalue(name)
    User.objects.update(language="en")

    page = shown(as_user(reader), case)

    assert dues(page) == [
        ("Handling starts", "run", "tomorrow 15:00", "12 h of opening time"),
        ("Target for the solution", "run", "Mon 2 Mar 16:00", "21 open days"),
    ]
    sentences = [plain(each.explanation.sentence) for each in page.promises.deadlines]
    assert sentences == [
        (
            "Level 3: we start within 12 h of opening time. "
            "Counted: today 9–11 + 12–16 = 6 h, tomorrow 8–11 + 12–15 = 6 h, so tomorrow 15:00."
        ),
        "Level 3: the target is closing time within 4 weeks.",
    ]
    assert [row.name for row in page.promises.deadlines[1].explanation.months] == [
        "Feb. 2026",
        "March",
    ]


@pytest.mark.parametrize("name", ["stranger", "consultant"])
def test_who_may_not_see_the_case_finds_no_explanation(request, as_user, case, name: str) -> None:
    client = as_user(request.getfixturevalue(name))

    assert client.get(page_of("deadlines", case)).status_code == 404


def test_a_visitor_logs_in_first(client, case) -> None:
    assert client.get(page_of("deadlines", case)).status_code == 302


@pytest.mark.parametrize(
    "case_type", [CaseType.SUPPORT_REQUEST, CaseType.WISH, CaseType.WORK_ORDER]
)
def test_a_customer_reads_of_no_goal(as_user, customer, paivi, monday, case_type: CaseType) -> None:
    """B5.7: goals of our own are no promises."""
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)
    client = as_user(paivi)

    assert client.get(page_of("deadlines", case)).status_code == 404
    assert page_of("deadlines", case) not in client.get(page_of("case", case)).content.decode()


def test_the_desk_reads_how_its_goal_is_counted(as_user, customer, paivi, mikko, monday) -> None:
    """Eight hours from Monday 9 end on Tuesday at 10."""
    case = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    client = as_user(mikko)

    [deadline] = client.get(page_of("deadlines", case)).context["page"].promises.deadlines
    assert (deadline.clock.kind, deadline.explanation.due_at) == ("goal", at(2026, 2, 3, 10))
    assert len(deadline.explanation.days) == 2

    reply(case, by=mikko, at=at(2026, 2, 2, 11))
    [kept] = client.get(page_of("deadlines", case)).context["page"].promises.deadlines
    assert kept.explanation.outcome.kind == "done"


def test_a_case_without_a_goal_has_no_such_page(as_user, customer, paivi, mikko, monday) -> None:
    Goal.objects.update(minutes=0)
    goals.look_again()
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WISH)

    assert as_user(mikko).get(page_of("deadlines", case)).status_code == 404


def test_a_case_that_is_no_error_any_more_promises_nothing(as_user, case, paivi, mikko) -> None:
    retyped(case, CaseType.WISH, by=mikko, at=TEN)

    assert as_user(paivi).get(page_of("deadlines", case)).status_code == 404


def test_the_levels_are_told_with_their_reasons(as_user, case, paivi, mikko, clock) -> None:
    take_up(case, by=mikko, at=TEN)
    set_level(case, 3, by=mikko, at=TEN)
    set_level(case, 2, reason="Palkat ovat huomenna.", by=mikko, at=clock(TUESDAY))

    page = shown(as_user(paivi), case)

    assert levels(page) == [
        (at(2026, 2, 2, 9), "Level 3 was proposed.", "", "Päivi Korhonen"),
        (TEN, "Level 3 is confirmed.", "", "Mikko Rantanen"),
        (TUESDAY, "Level 3 became level 2.", "Palkat ovat huomenna.", "Mikko Rantanen"),
    ]
    assert "Counted from the change of level" in page.promises.deadlines[1].explanation.sentence


def test_an_error_that_was_first_something_else_says_so(
    as_user, customer, paivi, mikko, monday, clock
) -> None:
    wish = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WISH)
    retyped(wish, CaseType.PROGRAMMING_ERROR, number=3, by=mikko, at=clock(TEN))

    assert levels(shown(as_user(paivi), wish)) == [
        (
            TEN,
            "The case became a programming error of level 3.",
            "Onkin toinen asia.",
            "Mikko Rantanen",
        )
    ]


@pytest.fixture
def waited(case, paivi, mikko, clock) -> Case:
    """Asked on Monday at 10, answered on Tuesday at 9; asked again at 12 and still waiting."""
    take_up(case, by=mikko, at=at(2026, 2, 2, 9, 30))
    ask(case, by=mikko, at=TEN, question="Mikä versio?")
    reply(case, by=paivi, at=TUESDAY)
    ask(case, by=mikko, at=at(2026, 2, 3, 12), question="Monellako?")
    clock(at(2026, 2, 3, 14, 30))
    return case


def test_the_pauses_are_told_to_the_customer_as_theirs(as_user, waited, paivi) -> None:
    page = shown(as_user(paivi), waited)

    assert pauses(page) == [
        (
            "yesterday 10:00 – today 9:00",
            "6 h of opening time",
            "We waited for your answer. “Mikä versio?”",
        ),
        (
            "since today 12:00",
            "2 h 30 min of opening time",
            "We waited for your answer. “Monellako?”",
        ),
    ]
    assert plain(page.promises.shares.words) == "with us 3 h, with you 8 h 30 min"


def test_the_pauses_are_told_to_the_desk_as_the_customers(as_user, waited, mikko) -> None:
    page = shown(as_user(mikko), waited)

    assert [why for _when, _length, why in pauses(page)] == [
        "We waited for the customer. “Mikä versio?”",
        "We waited for the customer. “Monellako?”",
    ]
    assert plain(page.promises.shares.words) == "with us 3 h, with the customer 8 h 30 min"
    assert "while we waited for the customer." in page.promises.deadlines[1].explanation.sentence


def test_the_bar_is_as_long_as_the_shares(as_user, waited, paivi) -> None:
    answer = as_user(paivi).get(page_of("deadlines", waited))

    shares = answer.context["page"].promises.shares
    assert (shares.ours_width, shares.theirs_width) == ("26.1", "73.9")
    text = answer.content.decode()
    assert '<rect class="counted" width="26.1" height="10"/>' in text
    assert '<rect class="paused" x="26.1" y="3" width="73.9" height="4"/>' in text


def test_before_any_opening_time_there_are_no_shares(as_user, customer, paivi, clock) -> None:
    night = clock(at(2026, 2, 2, 20))
    case = factories.registered_case(customer, by=paivi, at=night)

    assert shown(as_user(paivi), case).promises.shares is None


def test_a_solution_that_lies_with_them_and_a_reopening_are_told(
    as_user, case, paivi, mikko, clock
) -> None:
    brought = brought_to(case, Stage.DELIVERY, by=mikko, at=TEN)
    propose(brought, by=mikko, at=at(2026, 2, 2, 12))
    services.close(case, outcome=Outcome.SOLVED, by=paivi, at=at(2026, 2, 2, 13))
    reopen(case, by=paivi, at=at(2026, 2, 2, 15))
    clock(at(2026, 2, 2, 15, 30))

    page = shown(as_user(paivi), case)

    assert pauses(page) == [
        ("today 12:00 – today 13:00", "1 h of opening time", "You had a solution to try."),
        (
            "today 13:00 – today 15:00",
            "2 h of opening time",
            "The case was closed until it was opened again.",
        ),
    ]
    # What was settled was nobody's turn.
    assert plain(page.promises.shares.words) == "with us 2 h 30 min, with you 1 h"


def test_a_paused_target_tells_what_is_left_of_it(as_user, waited, paivi) -> None:
    assert dues(shown(as_user(paivi), waited))[1] == (
        "Target for the solution",
        "pause",
        "The time stands still",
        "21 open days",
    )


def test_kept_and_missed_promises_say_so(as_user, case, paivi, mikko, clock) -> None:
    take_up(case, by=mikko, at=clock(at(2026, 2, 3, 15, 30)))

    page = shown(as_user(paivi), case)

    handling = page.promises.deadlines[0]
    assert (handling.due.kind, plain(handling.due.left)) == ("late", "30 min late")
    assert handling.explanation.outcome.kind == "late"
    words = plain(handling.explanation.outcome.words)
    assert words == "Handling began today 15:30, 30 min late."


def test_a_start_that_was_missed_for_good_is_not_said_to_have_happened(
    as_user, case, paivi, clock
) -> None:
    late = clock(at(2026, 2, 4, 9))
    services.announce_passed_steps(limit=9, at=late)
    services.close(case, outcome=Outcome.WITHDRAWN, by=paivi, at=late)

    page = shown(as_user(paivi), case)

    handling, target = page.promises.deadlines
    assert dues(page) == [("Handling starts", "late", "yesterday 15:00", "")]
    words = plain(handling.explanation.outcome.words)
    assert words == "Handling never began. The case ended today 9:00."
    assert (target.due, plain(target.explanation.outcome.words)) == (
        None,
        "The matter ended today 9:00, so this deadline does not count any more.",
    )


def test_a_case_that_is_handled_names_its_end(as_user, case, paivi, mikko, clock) -> None:
    take_up(case, by=mikko, at=TEN)
    solved = clock(at(2026, 2, 3, 10))
    services.close(case, outcome=Outcome.SOLVED, by=paivi, at=solved)

    end = dues(shown(as_user(paivi), case))[1]
    assert end == ("Solved", "done", "today 10:00", "in time")


def test_the_first_sentence_says_whose_turn_it_is(as_user, waited, paivi, mikko) -> None:
    says = [shown(as_user(each), waited).next.says for each in (paivi, mikko)]

    assert [plain(each) for each in says] == [
        "Mikko is waiting for your answer: Monellako?",
        "Waiting for the customer since today 12:00.",
    ]


def links(client: Client, address: str, case: Case) -> int:
    return client.get(address).content.decode().count(f'href="{page_of("deadlines", case)}"')


def test_every_deadline_a_customer_sees_leads_to_the_explanation(as_user, case, paivi) -> None:
    client = as_user(paivi)
    pages = [reverse("home"), reverse("cases:list"), page_of("receipt", case)]

    assert [links(client, page, case) for page in pages] == [1, 1, 2]
    # Both deadlines, and the sentence below them.
    assert links(client, page_of("case", case), case) == 3


def test_every_deadline_the_desk_sees_leads_to_the_explanation(as_user, case, mikko) -> None:
    client = as_user(mikko)

    assert links(client, reverse("cases:queue"), case) == 1
    # The head, both deadlines, and the sentence below them.
    assert links(client, page_of("case", case), case) == 4


def test_a_goal_of_our_own_leads_there_too(as_user, customer, paivi, mikko, monday) -> None:
    wish = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WISH)

    assert links(as_user(mikko), reverse("cases:queue"), wish) == 1


def test_a_paused_chip_leads_there_as_well(as_user, waited, paivi) -> None:
    assert links(as_user(paivi), reverse("home"), waited) == 1


def test_it_is_read_only(as_user, case, paivi) -> None:
    assert as_user(paivi).post(page_of("deadlines", case)).status_code == 405
