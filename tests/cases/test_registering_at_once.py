"""B3.1: a double click is one case, also when both clicks arrive together."""

import uuid

import pytest

from accounts.models import Customer, User
from accounts.notices.models import Notice, OutboxMail
from cases import services
from cases.models import Case, CaseEvent, Message
from sla.models import Clock
from tests import factories
from tests.cases.steps import (
    at,
    at_once,
    reply,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
]

MONDAY = at(2026, 2, 2, 9)


def test_two_clicks_together_register_one_case() -> None:
    customer = factories.CustomerFactory()
    paivi, module = factories.superuser_of(customer), factories.licensed(customer)
    factories.team_for(customer.industry)
    key = uuid.uuid4()

    def click() -> Case:
        return factories.registered_case(
            Customer.objects.get(pk=customer.pk), by=paivi, module=module, key=key, at=MONDAY
        )

    assert len({case.pk for case in at_once(*[click] * 4)}) == 1
    tables = [Case, Clock, Message, CaseEvent, Notice, OutboxMail]
    assert [table.objects.count() for table in tables] == [1, 2, 1, 1, 1, 1]


def test_two_clicks_together_send_one_reply() -> None:
    case = factories.registered_case(at=MONDAY)
    author = User.objects.get(pk=case.registered_by_id)
    key = uuid.uuid4()

    def click() -> int:
        return services.reply(case, by=author, body="Vielä tämä.", key=key, at=MONDAY).pk

    assert len(set(at_once(*[click] * 4))) == 1
    assert (case.messages.count(), case.events.count()) == (2, 2)


def test_cases_registered_together_get_a_number_each() -> None:
    customer = factories.CustomerFactory()
    paivi, module = factories.superuser_of(customer), factories.licensed(customer)
    factories.team_for(customer.industry)

    def click() -> int:
        return factories.registered_case(customer, by=paivi, module=module, at=MONDAY).number

    assert len(set(at_once(*[click] * 4))) == Case.objects.count() == 4


def test_replies_of_both_sides_together_count_up_the_version_once_each(mikko_on_call) -> None:
    case = factories.registered_case(at=MONDAY)
    customer = User.objects.get(pk=case.registered_by_id)

    at_once(
        lambda: reply(case, by=customer, at=MONDAY),
        lambda: reply(case, by=mikko_on_call, at=MONDAY),
    )

    case.refresh_from_db()
    assert (case.version, case.messages.count(), case.owner) == (3, 3, mikko_on_call)


@pytest.fixture
def mikko_on_call() -> User:
    return factories.staff("specialist", email="mikko@softone.example")
