"""Who hears of what is done on an open case, and never of one's own act."""

import pytest

from accounts.choices import CaseType
from accounts.models import User
from cases import services
from cases.choices import Stage
from tests import factories
from tests.cases.notifications.conftest import ELEVEN, TEN, hearers
from tests.cases.steps import (
    ask,
    brought_to,
    forget,
    note,
    offer,
    propose,
    reply,
    set_level,
    take_up,
)


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_registering_is_told_to_the_one_who_registered(
    customer, paivi, everybody, monday, number
) -> None:
    factories.registered_case(customer, by=paivi, at=monday, level=number)

    assert hearers(everybody) == {"paivi": ["case.receipt"]}


def test_a_matter_of_level_1_wakes_the_whole_team_at_once(
    customer, paivi, everybody, monday
) -> None:
    factories.registered_case(customer, by=paivi, at=monday, level=1)

    assert hearers(everybody) == {
        "paivi": ["case.receipt"],
        "mikko": ["case.registered"],
        "outi": ["case.registered"],
    }


def test_taking_up_is_told_to_the_customer(case, mikko, everybody) -> None:
    forget()

    take_up(case, by=mikko, at=TEN)

    assert hearers(everybody) == {"paivi": ["case.taken_up"]}


def test_taking_over_is_told_to_the_customer_and_to_whoever_had_it(taken, outi, everybody) -> None:
    take_up(taken, by=outi, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.taken_over"], "mikko": ["case.taken_over"]}


def test_the_contact_hears_whoever_typed_the_case(
    customer, paivi, mikko, everybody, monday
) -> None:
    case = factories.registered_case(customer, by=mikko, contact=paivi, at=monday)

    reply(case, by=mikko, at=TEN)

    assert hearers(everybody) == {"paivi": ["case.receipt", "case.replied"]}


def test_a_reply_of_staff_is_told_to_the_customer(taken, outi, everybody) -> None:
    reply(taken, by=outi, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.replied"]}


def test_a_reply_of_the_customer_is_told_to_the_owner_and_the_contact(
    taken, paivi, jouni, everybody
) -> None:
    reply(taken, by=jouni, at=ELEVEN)
    reply(taken, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {
        "mikko": ["case.replied", "case.replied"],
        "paivi": ["case.replied"],
    }


def test_before_anybody_owns_the_case_a_customers_reply_waits_in_the_queue(
    case, paivi, everybody
) -> None:
    forget()

    reply(case, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {}


def test_a_note_is_told_to_the_owner_only(taken, outi, everybody) -> None:
    note(taken, by=outi, at=ELEVEN)

    assert hearers(everybody) == {"mikko": ["case.noted"]}


def test_nobody_hears_of_a_note_of_ones_own(taken, mikko, everybody) -> None:
    note(taken, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {}


def test_a_confirmed_level_is_told_to_nobody(taken, mikko, everybody) -> None:
    set_level(taken, 3, reason="", by=mikko, at=ELEVEN)

    assert hearers(everybody) == {}


def test_a_changed_level_is_told_to_the_customer(taken, mikko, everybody) -> None:
    set_level(taken, 4, reason="Kiertotie.", by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.level_changed"]}


def test_each_step_is_told_to_the_customer(case, mikko, everybody) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    forget()

    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.moved_on"]}


def test_a_question_and_a_solution_are_told_to_the_customer(case, mikko, everybody) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    forget()

    ask(case, by=mikko, at=ELEVEN)
    propose(case, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.customer_asked", "case.solution_proposed"]}


def test_an_objection_is_told_to_the_owner_and_the_colleagues(
    case, mikko, jouni, everybody
) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)
    forget()

    services.object_to_closing(case, by=jouni, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.objected"], "mikko": ["case.objected"]}


def test_a_quotation_and_its_answer_are_told_to_everybody_else(
    customer, paivi, jouni, mikko, consultant, monday, everybody
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    forget()

    quotation = offer(case, by=consultant, at=TEN)
    services.approve(quotation, by=jouni, at=ELEVEN)

    assert hearers([*everybody, consultant]) == {
        "paivi": ["case.quoted", "case.quote_approved"],
        "kalle": ["case.quote_approved"],
        "mikko": ["case.quote_approved"],
    }


def test_a_follower_hears_what_the_contact_hears(taken, paivi, mikko, jouni, everybody) -> None:
    services.follow(taken, person=jouni, by=paivi, at=TEN)

    reply(taken, by=mikko, at=ELEVEN)
    reply(taken, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {
        "paivi": ["case.replied"],
        "jouni": ["case.followed", "case.replied", "case.replied"],
        "mikko": ["case.replied"],
    }


def test_nobody_hears_of_ones_own_act(case, paivi, everybody) -> None:
    """A person of the desk who once registered the case as its customer is not told twice."""
    User.objects.filter(pk=paivi.pk).update(role="specialist")
    forget()

    take_up(case, by=User.objects.get(pk=paivi.pk), at=TEN)

    assert hearers(everybody) == {}
