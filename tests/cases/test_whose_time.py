"""B4.5, B5.4: whose the opening time of a case was, for every type and also after a miss."""

from datetime import datetime

import pytest
from django.utils import translation

from accounts.choices import CaseType
from accounts.timewords import NBSP
from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.selectors.timeline import events_of
from cases.selectors.whose_time import time_shares
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    handled,
    note,
    offer,
    page_of,
    propose,
    reopen,
    reply,
    take_up,
)

TEN, ONE, THREE = at(2026, 2, 2, 10), at(2026, 2, 2, 13), at(2026, 2, 2, 15)


@pytest.fixture
def request_(customer, paivi, monday) -> Case:
    """A support request of Monday 9."""
    return factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )


def shares(case: Case, user, when: datetime) -> str:
    case = Case.objects.get(pk=case.pk)
    with translation.override("en"):
        found = time_shares(case, events_of(case, user), for_desk=user.is_desk, at=when)
    return found.words.replace(NBSP, " ") if found else ""


def test_all_is_ours_until_we_ask(request_, paivi) -> None:
    assert shares(request_, paivi, ONE) == "with us 3 h, with you 0 h"


def test_an_asked_question_is_the_customers_time(request_, mikko, paivi) -> None:
    """Lunch is nobody's: 9–10 ours, 10–11 and 12–13 theirs, 13–15 ours."""
    ask(request_, by=mikko, at=TEN)
    reply(request_, by=paivi, at=ONE, body="Versio 25.1.")

    assert shares(request_, paivi, THREE) == "with us 3 h, with you 2 h"
    assert shares(request_, mikko, THREE) == "with us 3 h, with the customer 2 h"


def test_our_own_reply_takes_no_word_back(request_, mikko, paivi) -> None:
    ask(request_, by=mikko, at=TEN)
    reply(request_, by=mikko, at=ONE, body="Vielä yksi asia.")
    note(request_, by=mikko, at=ONE)

    assert shares(request_, paivi, THREE) == "with us 1 h, with you 4 h"


def test_going_on_without_an_answer_is_ours_again(request_, mikko, paivi) -> None:
    ask(request_, by=mikko, at=TEN)
    services.go_on(request_, by=mikko, at=ONE)

    assert shares(request_, paivi, THREE) == "with us 3 h, with you 2 h"


def test_a_proposed_solution_lies_with_the_customer(request_, mikko, paivi) -> None:
    propose(take_up(request_, by=mikko, at=TEN), by=mikko, at=ONE)

    assert shares(request_, paivi, THREE) == "with us 3 h, with you 2 h"


def test_a_quotation_lies_with_the_customer_until_the_answer(
    customer, paivi, mikko, monday
) -> None:
    order = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    order = brought_to(order, Stage.QUOTATION, by=mikko, at=monday)
    quotation = offer(order, by=mikko, at=TEN)
    reply(order, by=paivi, at=at(2026, 2, 2, 12), body="Mietimme.")
    services.approve(quotation, by=paivi, at=ONE)

    assert shares(order, paivi, THREE) == "with us 3 h, with you 2 h"


def test_what_waits_after_a_missed_promise_is_not_ours(case, mikko, paivi) -> None:
    """The clock of a missed promise does not pause; the time is the customer's all the same."""
    take_up(case, by=mikko, at=TEN)
    late = at(2026, 3, 3, 9)
    services.announce_passed_steps(limit=9, at=late)
    before = shares(case, paivi, late)
    ask(case, by=mikko, at=late)

    after = shares(case, paivi, at(2026, 3, 3, 11))
    assert (before.split(", ")[1], after.split(", ")) == (
        "with you 0 h",
        [before.split(", ")[0], "with you 2 h"],
    )


def test_the_time_a_case_was_settled_is_nobodys(request_, mikko, paivi) -> None:
    handled(request_, by=mikko, at=TEN)
    reopen(request_, by=paivi, at=at(2026, 2, 3, 10))

    assert shares(request_, paivi, at(2026, 2, 3, 11)) == "with us 2 h, with you 0 h"


def test_a_handled_case_counts_no_further(request_, mikko, paivi) -> None:
    handled(request_, by=mikko, at=TEN)

    assert shares(request_, paivi, at(2026, 3, 2, 10)) == "with us 1 h, with you 0 h"


def test_before_any_opening_time_nothing_is_shared_out(customer, paivi, clock) -> None:
    sunday = clock(at(2026, 2, 1, 12))
    case = factories.registered_case(customer, by=paivi, at=sunday, case_type=CaseType.WISH)

    assert shares(case, paivi, at(2026, 2, 1, 13)) == ""


@pytest.mark.parametrize("case_type", CaseType)
def test_both_sides_see_it_on_the_page_of_every_type(
    as_user, customer, paivi, mikko, monday, clock, case_type: CaseType
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)
    clock(ONE)

    told = [
        as_user(person).get(page_of("case", case)).context["page"].promises.shares.words
        for person in (paivi, mikko)
    ]

    assert [words.count("3") for words in told] == [1, 1]
