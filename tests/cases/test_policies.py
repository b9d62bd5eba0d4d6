"""B1.4, B4.4: every may-question, for every role, in every state of a case."""

from dataclasses import fields

import pytest

from accounts.choices import CaseType
from accounts.models import User
from cases import policies, services
from cases.choices import Outcome, Stage
from cases.models import Case
from tests import factories
from tests.cases.steps import ask, at, brought_to, propose, set_level, take_up

TEN = at(2026, 2, 2, 10)
ROLES = ["paivi", "mikko", "outi", "manager", "product", "consultant", "administrator"]
QUESTIONS = ["reply", "note", "record_time", "take_up", "set_level", "move_on"]

NOT_TAKEN_UP = {
    "paivi": {"reply"},
    "mikko": {"reply", "note", "record_time", "take_up", "set_level"},
    "outi": {"reply", "note", "record_time", "take_up", "set_level"},
    "manager": {"reply", "note", "record_time", "take_up", "set_level"},
    "product": {"reply", "note", "record_time"},
    "consultant": {"reply", "note", "record_time"},
    "administrator": set(),
}
NEW_AND_TAKEN_UP = NOT_TAKEN_UP | {"mikko": {"reply", "note", "record_time", "set_level"}}
AT_THE_SPECIALISTS = {
    "paivi": {"reply"},
    "mikko": {"reply", "note", "record_time", "set_level", "move_on"},
    "outi": {"reply", "note", "record_time", "take_up", "set_level", "move_on"},
    "manager": {"reply", "note", "record_time", "take_up", "set_level", "move_on"},
    "product": {"reply", "note", "record_time"},
    "consultant": {"reply", "note", "record_time"},
    "administrator": set(),
}
AT_THE_PRODUCT_DEPARTMENT = AT_THE_SPECIALISTS | {
    "product": {"reply", "note", "record_time", "move_on"}
}
HANDLED = {
    "paivi": set(),
    "mikko": {"note", "record_time"},
    "outi": {"note", "record_time"},
    "manager": {"note", "record_time"},
    "product": {"note", "record_time"},
    "consultant": {"note", "record_time"},
    "administrator": set(),
}
# For each state, who may what. Mikko owns the cases that are taken up.
STATES: dict[str, dict[str, set[str]]] = {
    "new, not taken up": NOT_TAKEN_UP,
    "level set, not taken up": NOT_TAKEN_UP,
    "new, taken up": NEW_AND_TAKEN_UP,
    "level_set": AT_THE_SPECIALISTS,
    "assessment": AT_THE_SPECIALISTS,
    "planning": AT_THE_PRODUCT_DEPARTMENT,
    "execution": AT_THE_PRODUCT_DEPARTMENT,
    "delivery": AT_THE_PRODUCT_DEPARTMENT,
    "handled": HANDLED,
}


def case_in(state: str, case: Case, by: User) -> Case:
    match state:
        case "new, not taken up":
            return case
        case "new, taken up":
            return take_up(case, by=by, at=TEN)
        case "level set, not taken up":
            return set_level(case, 3, reason="", by=by, at=TEN)
        case _:
            return brought_to(case, Stage(state), by=by, at=TEN)


@pytest.mark.parametrize("state", STATES)
def test_what_each_may_do_with_a_case_as_it_stands(request, case, mikko, state: str) -> None:
    people = {name: request.getfixturevalue(name) for name in ROLES}

    case = case_in(state, case, mikko)

    found = {}
    for name, person in people.items():
        answers = policies.answers(person, case)
        found[name] = {question for question in QUESTIONS if getattr(answers, question)}
    assert found == STATES[state]


@pytest.mark.parametrize("state", ["new, not taken up", "assessment", "planning", "handled"])
def test_the_person_alone_decides_between_a_refusal_and_a_conflict(
    request, case, mikko, state: str
) -> None:
    """Who may at all is told that the case stands otherwise (409), not that one may not (403)."""
    case = case_in(state, case, mikko)
    desk = {"reply", "note", "record_time", "take_up", "set_level", "move_on"}
    product = {"reply", "note", "record_time"} | ({"move_on"} if state == "planning" else set())

    found = {name: may_at_all(request.getfixturevalue(name), case) for name in ROLES}

    assert found == {
        "paivi": {"reply"},
        "mikko": desk,
        "outi": desk,
        "manager": desk,
        "product": product,
        "consultant": {"reply", "note", "record_time"},
        "administrator": set(),
    }


def may_at_all(person: User, case: Case) -> set[str]:
    return {name for name in QUESTIONS if getattr(policies, f"may_{name}")(person, case)}


def test_the_desk_does_not_register_in_the_portal(
    paivi, mikko, manager, product, consultant, administrator
) -> None:
    """For which company a SuperUser registers is the matter of `Customer.visible_to`."""
    people = [paivi, mikko, manager, product, consultant, administrator]

    assert [policies.may_register(person) for person in people] == [True] + [False] * 5


NEW_QUESTIONS = {
    "may_ask": {"mikko", "manager", "product", "consultant"},
    "may_arrange": {"mikko", "manager"},
    "may_quote": {"mikko", "manager", "consultant"},
    "may_speak_for_customer": {"paivi", "jouni"},
    "may_reopen": {"paivi", "jouni", "mikko", "manager", "product", "consultant"},
    "may_change_followers": {"paivi", "jouni", "mikko", "manager"},
    "may_change_type": {"paivi", "jouni", "mikko", "manager"},
    "may_decline": {"mikko", "manager", "consultant"},
    "may_draft_article": {"mikko", "manager", "product", "consultant"},
}


@pytest.mark.parametrize("question", NEW_QUESTIONS)
def test_who_may_at_all_in_the_life_of_a_work_order(
    request, customer, paivi, jouni, mikko, monday, question: str
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)

    people = ["paivi", "jouni", "mikko", "manager", "product", "consultant", "administrator"]
    found = {
        name for name in people if getattr(policies, question)(request.getfixturevalue(name), case)
    }

    assert found == NEW_QUESTIONS[question]


def offered(person: User, case: Case) -> set[str]:
    """What of the later life of a case the page offers."""
    names = {field.name for field in fields(policies.May)} - set(QUESTIONS)
    may = policies.answers(person, Case.objects.get(pk=case.pk))
    return {name for name in names if getattr(may, name)}


def test_what_is_offered_follows_a_support_request_through_its_life(
    customer, paivi, mikko, outi, monday
) -> None:
    case = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    own, desk = {"close", "withdraw", "change_followers"}, {"ask", "arrange", "change_type"}
    desk |= {"close", "withdraw", "change_followers", "propose"}

    found = [(offered(paivi, case), offered(mikko, case))]
    ask(case, by=mikko, at=TEN)
    found.append((offered(paivi, case), offered(mikko, case)))
    propose(case, by=mikko, at=TEN)
    found.append((offered(paivi, case), offered(mikko, case)))
    services.close(case, outcome=Outcome.SOLVED, by=paivi, at=TEN)
    found.append((offered(paivi, case), offered(mikko, case)))

    assert found == [
        (own | {"change_type"}, desk),
        (own, desk | {"go_on"}),
        (own - {"withdraw"} | {"object"}, desk - {"withdraw"} | {"go_on"}),
        ({"reopen", "rate"}, {"reopen", "draft_article"}),
    ]


def test_a_merged_case_offers_nothing_any_more(case, customer, paivi, mikko) -> None:
    into = factories.registered_case(customer, by=paivi, at=TEN)
    services.merge(case, into=into, tells=False, by=mikko, at=TEN)

    assert (offered(paivi, case), offered(mikko, case)) == (set(), set())


@pytest.mark.parametrize(("number", "offers"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_way_round_is_offered_for_the_gravest_levels(
    customer, paivi, mikko, monday, number: int, offers: bool
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, level=number)

    assert ("find_way_round" in offered(mikko, case)) == offers


@pytest.mark.parametrize(
    ("stage", "offers"),
    [("received", False), ("quotation", True), ("approval", False), ("execution", False)],
)
def test_a_quotation_is_offered_where_the_process_asks_for_one(
    customer, paivi, mikko, consultant, monday, stage: str, offers: bool
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage(stage), by=mikko, at=TEN)

    found = ["quote" in offered(person, case) for person in (mikko, consultant, paivi)]

    assert found == [offers, offers, False]
