"""An administrator cannot name more SuperUsers than a customer has seats (B2.1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Industry, ProductKind, Role
from accounts.models import Customer, CustomerModule, Module, Product, SuperUser, User

TODAY = date(2027, 1, 4)


@pytest.fixture(autouse=True)
def _today(clock) -> None:
    clock(datetime.fromisoformat("2027-01-04T10:00:00+02:00"))


def person(name: str, **fields: Any) -> User:
    return User.objects.create_user(
        f"{name}@kivimaki.example",
        first_name=name.capitalize(),
        last_name="Korhonen",
        language="en",
        **fields,
    )


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    client.force_login(person("outi", role=Role.ADMINISTRATOR, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def customer(db: None) -> Customer:
    return Customer.objects.create(
        name="Kivimäki Oy", business_id="1234567-8", industry=Industry.RETAIL
    )


def license_modules(customer: Customer, count: int, kind: str = ProductKind.CLOUD) -> None:
    product = Product.objects.create(key=f"test-{kind}", kind=kind, name_fi="Tuote")
    for number in range(count):
        module = Module.objects.create(
            product=product, key=f"test-{kind}-{number}", name_fi=str(number)
        )
        CustomerModule.objects.create(customer=customer, module=module, since=TODAY)


def named(customer: Customer, *names: str) -> list[SuperUser]:
    return [
        SuperUser.objects.create(customer=customer, user=person(name), since=TODAY)
        for name in names
    ]


SPEAKS_ELSEWHERE = (
    "Paivi Korhonen speaks for Muu Oy. End that first, or tick that the person may speak for both."
)


def named_with_more_modules(customer: Customer, *names: str) -> list[SuperUser]:
    """People named while the customer had modules for them, which it has given up since."""
    license_modules(customer, 4)
    people = named(customer, *names)
    customer.licences.all().delete()
    return people


def save(
    office: Client, customer: Customer, kept: list[SuperUser], added: list[User], **changes: object
) -> list[str]:
    """Send the customer's form as a browser would; return what it was refused for."""
    people = [*kept, *(SuperUser(user=user, since=TODAY) for user in added)]
    form: dict[str, object] = {
        "name": customer.name,
        "business_id": customer.business_id,
        "industry": customer.industry,
        "licences-TOTAL_FORMS": 0,
        "licences-INITIAL_FORMS": 0,
        "seat_exception-TOTAL_FORMS": 0,
        "seat_exception-INITIAL_FORMS": 0,
        "invoice_contact-TOTAL_FORMS": 0,
        "invoice_contact-INITIAL_FORMS": 0,
        "superusers-TOTAL_FORMS": len(people),
        "superusers-INITIAL_FORMS": len(kept),
    }
    for place, row in enumerate(people):
        form |= {
            f"superusers-{place}-id": row.pk or "",
            f"superusers-{place}-user": row.user_id,
            f"superusers-{place}-since": row.since,
            f"superusers-{place}-ended_on": row.ended_on or "",
        }
    page = reverse("admin:accounts_customer_change", args=[customer.pk])
    answer = office.post(page, {**form, **changes})
    if answer.status_code == 302:
        return []
    return [word for words in answer.context["errors"] for word in listed(words)]


def listed(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def seats_taken(customer: Customer) -> int:
    return customer.superusers.filter(ended_on__isnull=True).count()


@pytest.mark.parametrize(("modules", "seats"), [(0, 2), (3, 2), (4, 3), (6, 3), (7, 4), (9, 4)])
def test_the_modules_of_go_decide_the_seats(
    office: Client, customer: Customer, modules: int, seats: int
) -> None:
    """[A] Up to 3 modules two seats, up to 6 three, from 7 on four."""
    license_modules(customer, modules)
    people = [person(f"person{number}") for number in range(seats + 1)]

    refused = save(office, customer, [], people)
    accepted = save(office, customer, [], people[:seats])

    assert [f"may name {seats} SuperUsers" in words for words in refused] == [True]
    assert accepted == []
    assert seats_taken(customer) == seats


def test_other_products_give_no_seats(office: Client, customer: Customer) -> None:
    license_modules(customer, 9, kind=ProductKind.LOCAL)
    people = [person("paivi"), person("jouni"), person("sanna")]

    assert len(save(office, customer, [], people)) == 1
    assert seats_taken(customer) == 0


def test_an_end_frees_the_seat_for_a_successor(office: Client, customer: Customer) -> None:
    paivi, jouni = named(customer, "paivi", "jouni")
    paivi.ended_on = TODAY

    assert save(office, customer, [paivi, jouni], [person("sanna")]) == []
    assert seats_taken(customer) == 2
    assert customer.superusers.count() == 3


def test_a_customer_over_its_seats_can_still_be_edited(office: Client, customer: Customer) -> None:
    people = named_with_more_modules(customer, "paivi", "jouni", "sanna")

    assert save(office, customer, people, [], city="Turku") == []
    customer.refresh_from_db()
    assert customer.city == "Turku"


def test_nobody_who_has_ended_comes_back_over_the_limit(office: Client, customer: Customer) -> None:
    paivi, jouni, sanna = named_with_more_modules(customer, "paivi", "jouni", "sanna")
    SuperUser.objects.filter(pk=sanna.pk).update(ended_on=TODAY)

    assert len(save(office, customer, [paivi, jouni, sanna], [])) == 1
    assert seats_taken(customer) == 2


def test_a_person_speaks_for_one_customer_at_a_time(office: Client, customer: Customer) -> None:
    other = Customer.objects.create(name="Muu Oy", business_id="2", industry=Industry.RETAIL)
    paivi = named(other, "paivi")[0].user

    assert save(office, customer, [], [paivi]) == [SPEAKS_ELSEWHERE]


@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_once_cannot_fill_one_seat_twice(
    office: Client, customer: Customer
) -> None:
    paivi = named(customer, "paivi")
    newcomers = [person("jouni"), person("sanna")]

    def add(user: User) -> list[str]:
        try:
            return save(office, customer, paivi, [user])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as administrators:
        refused = list(administrators.map(add, newcomers))

    assert sorted(len(words) for words in refused) == [0, 1]
    assert seats_taken(customer) == 2


def test_staff_of_softone_speak_for_no_customer(office: Client, customer: Customer) -> None:
    mikko = person("mikko")
    mikko.role = "specialist"
    mikko.save()

    errors = save(office, customer, [], [mikko])

    assert len(errors) == 1
    assert seats_taken(customer) == 0


def test_an_end_that_is_still_ahead_is_refused(office: Client, customer: Customer) -> None:
    (paivi,) = named(customer, "paivi")
    paivi.ended_on = TODAY + timedelta(days=400)

    assert len(save(office, customer, [paivi], [])) == 1
    assert seats_taken(customer) == 1
