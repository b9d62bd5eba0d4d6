"""B1.1, B1.4: what a person may not see does not exist for them, on every table of a case."""

from datetime import date

import pytest

from accounts.choices import CaseType
from accounts.models import SuperUser, User
from cases.choices import PUBLIC_EVENTS, PUBLIC_MESSAGES, EventKind, MessageKind, Stage
from cases.models import Attachment, Case, CaseEvent, Message, Question, Quotation
from cases.querysets import TYPES_OF_ROLE
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    note,
    offer,
    picture,
    reply,
    set_level,
    take_up,
)

TEN = at(2026, 2, 2, 10)
TABLES = [Case, Message, Attachment, CaseEvent]


@pytest.fixture
def full_case(case, paivi, mikko) -> Case:
    """A reply and a note, each with a file: 1 case, 3 messages, 2 files, 3 events."""
    reply(case, by=paivi, at=TEN, files=[picture("oma.png")])
    note(case, by=mikko, at=TEN, files=[picture("sisainen.png")])
    return case


def counts(person: User) -> list[int]:
    person = User.objects.get(pk=person.pk)
    return [table.objects.visible_to(person).count() for table in TABLES]


EVERYTHING = [1, 3, 2, 3]
WITHOUT_INTERNAL = [1, 2, 1, 2]
NOTHING = [0, 0, 0, 0]


def test_both_superusers_of_the_company_see_all_that_is_not_internal(
    full_case, paivi, jouni
) -> None:
    assert [counts(person) for person in (paivi, jouni)] == [WITHOUT_INTERNAL] * 2


def test_the_internal_rows_are_the_ones_left_out(full_case, paivi) -> None:
    kinds = Message.objects.visible_to(paivi).values_list("kind", flat=True)
    names = Attachment.objects.visible_to(paivi).values_list("name", flat=True)
    events = CaseEvent.objects.visible_to(paivi).values_list("kind", flat=True)

    assert (list(kinds), list(names), list(events)) == (
        ["customer", "customer"],
        ["oma.png"],
        ["registered", "replied"],
    )


def test_what_a_customer_reads_is_named_and_nothing_else_is() -> None:
    """A kind that somebody adds is internal until it is put on the list."""
    assert set(MessageKind) - PUBLIC_MESSAGES == {MessageKind.NOTE}
    assert set(EventKind) - PUBLIC_EVENTS == {
        EventKind.NOTED,
        EventKind.LINKED,
        EventKind.UNLINKED,
        EventKind.WARNED,
        EventKind.GOAL_MISSED,
        EventKind.TIME_RECORDED,
        EventKind.TIME_WITHDRAWN,
    }


def test_the_desk_sees_everything_of_every_team(
    full_case, mikko, reetta, manager, administrator, product
) -> None:
    desk = [mikko, reetta, manager, administrator, product]

    assert [counts(person) for person in desk] == [EVERYTHING] * 5


def test_a_consultant_sees_no_programming_errors(full_case, consultant) -> None:
    assert counts(consultant) == NOTHING


def test_each_role_works_with_its_own_types_of_case() -> None:
    every = tuple(CaseType)

    assert {
        "specialist": every,
        "manager": every,
        "administrator": every,
        "consultant": (CaseType.WORK_ORDER,),
        "product": (CaseType.WISH, CaseType.PROGRAMMING_ERROR),
    } == TYPES_OF_ROLE


def test_another_customer_sees_nothing_of_it(full_case, stranger) -> None:
    assert counts(stranger) == NOTHING


def test_each_company_sees_its_own(full_case, stranger, paivi) -> None:
    theirs = factories.registered_case(
        stranger.memberships.get().customer, by=stranger, at=TEN, subject="Omamme"
    )

    assert list(Case.objects.visible_to(stranger)) == [theirs]
    assert list(Case.objects.visible_to(paivi)) == [full_case]


def test_a_person_without_a_company_sees_nothing(full_case) -> None:
    assert counts(factories.UserFactory()) == NOTHING


def test_who_has_left_the_company_sees_nothing_of_it_any_more(full_case, paivi) -> None:
    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 2))

    assert counts(paivi) == NOTHING


def test_who_has_changed_company_sees_the_new_one_only(full_case, paivi) -> None:
    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 2))
    new = factories.CustomerFactory()
    SuperUser.objects.create(customer=new, user=paivi, since=date(2026, 2, 3))
    theirs = factories.registered_case(new, at=TEN)

    assert list(Case.objects.visible_to(User.objects.get(pk=paivi.pk))) == [theirs]


def test_a_member_of_the_desk_who_leaves_sees_nothing(full_case, mikko) -> None:
    User.objects.filter(pk=mikko.pk).update(role="")

    assert counts(mikko) == NOTHING


def test_the_customer_sees_what_the_desk_did_openly(case, paivi, mikko) -> None:
    take_up(case, by=mikko, at=TEN)
    set_level(case, 4, reason="Kiertotie.", by=mikko, at=TEN)

    events = CaseEvent.objects.visible_to(paivi).order_by("pk")

    assert list(events.values_list("kind", flat=True)) == [
        "registered",
        "taken_up",
        "level_changed",
    ]


def test_questions_and_quotations_are_seen_with_their_case(
    customer, paivi, mikko, consultant, product, stranger, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    ask(case, by=mikko, at=TEN)
    offer(case, by=mikko, at=TEN)

    seen = {
        person: [table.objects.visible_to(person).count() for table in (Question, Quotation)]
        for person in (paivi, mikko, consultant, product, stranger)
    }

    assert seen == {
        paivi: [1, 1],
        mikko: [1, 1],
        consultant: [1, 1],
        product: [0, 0],
        stranger: [0, 0],
    }
