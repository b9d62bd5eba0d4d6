"""What administrators see of the right to support, and the two exceptions they enter (B2)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import CaseType, ProductKind, Role
from accounts.models import CustomerModule, InvoiceContact, SeatException
from accounts.selectors.seats import seats_granted
from cases.models import SupportDecision
from tests import factories

pytestmark = pytest.mark.django_db

NOTHING = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}


@pytest.fixture
def office(as_user) -> Client:
    return as_user(factories.staff(Role.ADMINISTRATOR, email="aino@softone.example"))


def form_of(customer, **inlines: dict[str, object]) -> dict[str, object]:
    """The customer's form as the browser sends it, with one new row in each inline named."""
    form: dict[str, object] = {
        "name": customer.name,
        "business_id": customer.business_id,
        "industry": customer.industry,
        "city": "",
        "ended_on": "",
    }
    for prefix in ("licences", "seat_exception", "superusers", "invoice_contact"):
        row = inlines.get(prefix)
        form |= {f"{prefix}-{name}": value for name, value in NOTHING.items()}
        if row:
            form[f"{prefix}-TOTAL_FORMS"] = "1"
            form |= {f"{prefix}-0-{name}": value for name, value in row.items()}
    return form


def save(office: Client, customer, **inlines: dict[str, object]) -> int:
    address = reverse("admin:accounts_customer_change", args=[customer.pk])
    return office.post(address, form_of(customer, **inlines)).status_code


def test_an_exception_of_seats_is_entered_with_its_reason(office, customer, monday) -> None:
    assert save(office, customer, seat_exception={"seats": "4", "reason": ""}) == 200
    assert save(office, customer, seat_exception={"seats": "5", "reason": "Konserni."}) == 200
    assert seats_granted(customer.pk) == 2

    assert save(office, customer, seat_exception={"seats": "4", "reason": "Konserni."}) == 302

    assert SeatException.objects.get().reason == "Konserni."
    assert seats_granted(customer.pk) == 4


def test_an_exception_gives_a_seat_in_the_form_too(office, customer, paivi, monday) -> None:
    factories.superuser_of(customer)
    SeatException.objects.create(customer=customer, seats=3, reason="Konserni.")
    third, fourth = factories.UserFactory(), factories.UserFactory()

    def add(person) -> int:
        address = reverse("admin:accounts_customer_change", args=[customer.pk])
        named = {"user": str(person.pk), "since": "2026-02-02", "ended_on": ""}
        form = form_of(customer, superusers=named)
        kept = customer.seat_exception
        form |= {
            "seat_exception-TOTAL_FORMS": "1",
            "seat_exception-INITIAL_FORMS": "1",
            "seat_exception-0-id": kept.pk,
            "seat_exception-0-customer": customer.pk,
            "seat_exception-0-seats": kept.seats,
            "seat_exception-0-reason": kept.reason,
        }
        return office.post(address, form).status_code

    assert (add(third), add(fourth)) == (302, 200)
    assert customer.superusers.count() == 3


def test_seats_of_a_customer_to_come_are_those_without_modules(db) -> None:
    assert seats_granted(None) == 2


def test_the_rules_rows_count_the_seats(customer, monday) -> None:
    product = factories.ProductFactory(kind=ProductKind.CLOUD)
    for number in range(4):
        module = factories.ModuleFactory(product=product, key=f"go-{number}")
        CustomerModule.objects.create(customer=customer, module=module, since=date(2026, 1, 1))

    assert seats_granted(customer.pk) == 3


def test_the_contact_for_invoices_is_kept_in_lower_case(office, customer, monday) -> None:
    row = {"name": "Tarja Ahonen", "email": "Tarja.Ahonen@Kivimaki.example", "language": "fi"}

    assert save(office, customer, invoice_contact=row) == 302

    assert InvoiceContact.objects.get().email == "tarja.ahonen@kivimaki.example"


def test_exceptions_are_one_filter_away(office, customer, paivi, mikko, monday) -> None:
    product = factories.ProductFactory(kind=ProductKind.CLOUD)
    module = factories.licensed(customer, product=product)
    let_in = factories.registered_case(
        customer,
        contact=paivi,
        by=mikko,
        at=monday,
        module=module,
        case_type=CaseType.SUPPORT_REQUEST,
        exception="Kurssi on varattu.",
    )
    usual = factories.registered_case(customer, by=paivi, at=monday)
    address = reverse("admin:cases_supportdecision_changelist")

    page = office.get(address, {"ground": "exception"}).content.decode()

    assert SupportDecision.objects.count() == 2
    assert (let_in.reference in page, usual.reference in page) == (True, False)
    assert "Kurssi on varattu." in page


@pytest.mark.parametrize("register", ["accounts_certificate", "accounts_reprieve"])
def test_nobody_writes_what_services_write(office, register: str, monday) -> None:
    assert office.get(reverse(f"admin:{register}_changelist")).status_code == 200
    assert office.get(reverse(f"admin:{register}_add")).status_code == 403
