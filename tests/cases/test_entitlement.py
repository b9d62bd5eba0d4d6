"""The entitlement strip on the desk's case page, and on what ground a case began (B2.2–B2.4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts import services as accounts
from accounts.choices import CaseType, ProductKind
from accounts.models import Certificate, Invoice, Module
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)


@pytest.fixture
def payroll(customer) -> Module:
    product = factories.ProductFactory(kind=ProductKind.CLOUD, name_fi="SoftOne GO")
    return factories.licensed(customer, product=product, name_fi="Palkanlaskenta")


@pytest.fixture
def request_(customer, paivi, mikko, payroll, monday):
    """A support request about payroll, let in by exception: Päivi is not trained."""
    return factories.registered_case(
        customer,
        contact=paivi,
        by=mikko,
        at=monday,
        module=payroll,
        case_type=CaseType.SUPPORT_REQUEST,
        exception="Kurssi on varattu.",
    )


def strip(as_user, person, case) -> list[tuple[str, str]]:
    page = as_user(person).get(case.get_absolute_url()).context["page"]
    return [(fact.kind, fact.words) for fact in page.entitlement]


def certify(person, module, *, ends: date | None) -> None:
    Certificate.objects.create(
        user=person,
        module=module,
        source="staff",
        achieved_on=TODAY - timedelta(days=365),
        expires_on=ends,
        recorded_at="2026-01-01T10:00:00+02:00",
    )


BY_EXCEPTION = ("act", "Kirjattu poikkeuksena, Mikko Rantanen")


@pytest.mark.parametrize(
    ("ends", "fact"),
    [
        (None, ("done", "Todistus voimassa")),
        (TODAY + timedelta(days=31), ("done", "Todistus voimassa")),
        (TODAY + timedelta(days=30), ("act", "Todistus vanhenee 4.3.")),
        (TODAY, ("act", "Todistus vanhenee 2.2.")),
        (TODAY - timedelta(days=1), ("late", "Todistus vanheni 1.2.")),
    ],
)
def test_the_strip_tells_how_the_contact_is_trained(
    as_user, paivi, mikko, payroll, request_, ends: date | None, fact: tuple[str, str]
) -> None:
    certify(paivi, payroll, ends=ends)

    assert strip(as_user, mikko, request_) == [("done", "Tuki voimassa"), fact, BY_EXCEPTION]


def test_the_strip_tells_of_debts_and_of_a_lift(as_user, customer, mikko, request_, monday) -> None:
    Invoice.objects.create(
        customer=customer,
        number="40211873",
        issued_on=TODAY - timedelta(days=30),
        due_on=TODAY - timedelta(days=16),
        amount=Decimal("2480.50"),
        open_amount=Decimal("2480.50"),
    )
    assert strip(as_user, mikko, request_)[0] == ("late", "Lasku erääntynyt 17.1.")

    accounts.lift_block(
        customer, until=TODAY + timedelta(days=7), reason="Sovittu.", by=mikko, at=monday
    )

    assert strip(as_user, mikko, request_)[0] == (
        "act",
        "Lasku erääntynyt 17.1., tuki jatkuu 9.2. asti",
    )


def test_the_reason_stands_beside_the_case_for_the_desk_alone(
    as_user, paivi, mikko, request_
) -> None:
    assert "Kurssi on varattu." in as_user(mikko).get(request_.get_absolute_url()).content.decode()

    page = as_user(paivi).get(request_.get_absolute_url())
    assert page.context["page"].entitlement == []
    assert "Kurssi on varattu." not in page.content.decode()


def test_a_matter_of_level_1_says_so(as_user, customer, paivi, mikko, payroll, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, module=payroll, level=1)

    assert strip(as_user, mikko, case) == [
        ("done", "Tuki voimassa"),
        ("late", "Todistus puuttuu"),
        ("act", "Kirjattu tason 1 asiana"),
    ]


def test_a_module_that_needs_none_and_a_wish(as_user, customer, paivi, mikko, monday) -> None:
    error = factories.registered_case(customer, by=paivi, at=monday)
    wish = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.WISH, module=error.module
    )

    assert strip(as_user, mikko, error) == [
        ("done", "Tuki voimassa"),
        ("done", "Todistusta ei tarvita"),
    ]
    assert strip(as_user, mikko, wish) == [("done", "Tuki voimassa")]


def test_a_contact_who_has_left_and_a_contract_that_has_ended(
    as_user, customer, paivi, mikko, request_
) -> None:
    customer.ended_on = TODAY - timedelta(days=1)
    customer.save()
    assert strip(as_user, mikko, request_)[0] == ("late", "Sopimus päättyi 1.2.")

    paivi.memberships.update(ended_on=TODAY)
    assert strip(as_user, mikko, request_)[0] == ("late", "Ei ole enää asiakkaan SuperUser")
