"""An administrator cannot name more SuperUsers than a customer has seats (B2.1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import moment, services
from accounts.admin.seats import SuperUserForm
from accounts.choices import Industry, ProductKind, Role
from accounts.models import Absence, Customer, CustomerModule, Module, Product, SuperUser, User
from accounts.notices.models import Notice
from cases.models import Draft

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
    office: Client,
    customer: Customer,
    kept: list[SuperUser],
    added: list[User],
    *,
    ending: tuple[SuperUser, ...] = (),
    **changes: object,
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
            **({f"superusers-{place}-ends_today": "on"} if row in ending else {}),
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

    assert save(office, customer, [paivi, jouni], [person("sanna")], ending=(paivi,)) == []
    assert seats_taken(customer) == 2
    assert customer.superusers.count() == 3


def test_a_customer_over_its_seats_can_still_be_edited(office: Client, customer: Customer) -> None:
    people = named_with_more_modules(customer, "paivi", "jouni", "sanna")

    assert save(office, customer, people, [], city="Turku") == []
    customer.refresh_from_db()
    assert customer.city == "Turku"


def test_who_has_ended_comes_back_as_a_new_row_within_the_seats(
    office: Client, customer: Customer
) -> None:
    paivi, jouni = named(customer, "paivi", "jouni")
    SuperUser.objects.filter(pk=jouni.pk).update(ended_on=TODAY)
    everybody = [paivi, jouni]

    cleared = save(office, customer, everybody, [], **{"superusers-1-ended_on": ""})
    back = save(office, customer, everybody, [jouni.user])
    full = save(office, customer, [*everybody, jouni.user.memberships.last()], [person("sanna")])

    assert (cleared, back, len(full)) == ([], [], 1)
    assert [each.ended_on for each in jouni.user.memberships.order_by("pk")] == [TODAY, None]


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


def test_an_end_is_the_services(office: Client, customer: Customer) -> None:
    """B2.6: absences end, invitations end, and the person hears who did it."""
    paivi, jouni = named(customer, "paivi", "jouni")
    Absence.objects.create(user=jouni.user, deputy=paivi.user, first_day=TODAY, last_day=TODAY)
    invitation = services.invite(
        customer,
        email="sanna@kivimaki.example",
        first_name="Sanna",
        last_name="Salo",
        language="fi",
        by=paivi.user,
        at=moment.now(),
        replaces=jouni,
    )

    assert save(office, customer, [paivi, jouni], [], ending=(paivi,)) == []

    paivi.refresh_from_db()
    invitation.refresh_from_db()
    assert (paivi.ended_on, paivi.ended_by.email) == (TODAY, "outi@kivimaki.example")
    assert not Absence.objects.exists()
    assert invitation.withdrawn_at is not None
    told = Notice.objects.get(recipient=paivi.user, kind="accounts.seat_ended")
    assert told.context == {"seat": paivi.pk, "moved": False}


def test_nobody_ends_for_whom_something_waits(office: Client, customer: Customer) -> None:
    (paivi,) = named(customer, "paivi")
    Draft.objects.create(key=uuid4(), customer=customer, author=paivi.user, saved_at=moment.now())

    [refused] = save(office, customer, [paivi], [], ending=(paivi,))

    assert reverse("cases:handover", args=[customer.pk, paivi.pk]) in refused
    assert seats_taken(customer) == 1


def test_what_comes_in_meanwhile_keeps_the_seat(
    office: Client, customer: Customer, monkeypatch
) -> None:
    (paivi,) = named(customer, "paivi")
    Draft.objects.create(key=uuid4(), customer=customer, author=paivi.user, saved_at=moment.now())
    monkeypatch.setattr(SuperUserForm, "clean_ends_today", lambda self: True)

    assert save(office, customer, [paivi], [], ending=(paivi,)) == []

    paivi.refresh_from_db()
    assert (paivi.ended_on, paivi.ended_by) == (None, None)


def test_the_field_of_the_day_is_nobodys_to_write(office: Client, customer: Customer) -> None:
    (paivi,) = named(customer, "paivi")

    save(office, customer, [paivi], [], **{"superusers-0-ended_on": TODAY})

    assert seats_taken(customer) == 1


def test_a_seat_keeps_its_person(office: Client, customer: Customer) -> None:
    """Another person in the row would leave the first one's cases to nobody."""
    (paivi,) = named(customer, "paivi")

    save(office, customer, [paivi], [], **{"superusers-0-user": person("jouni").pk})

    paivi.refresh_from_db()
    assert paivi.user.email == "paivi@kivimaki.example"


def person_form(someone: User, **changes: object) -> dict[str, object]:
    return {
        "email": someone.email,
        "first_name": someone.first_name,
        "last_name": someone.last_name,
        "language": someone.language,
        "theme": someone.theme,
        "is_active": "on",
        "role": "",
        **changes,
    }


@pytest.mark.parametrize(("drafts", "told"), [(0, "The seat stays."), (2, "2 matters wait")])
def test_who_is_shut_out_keeps_the_seat_and_we_say_what_waits(
    office: Client, customer: Customer, drafts: int, told: str
) -> None:
    (paivi,) = named(customer, "paivi")
    for _each in range(drafts):
        Draft.objects.create(
            key=uuid4(), customer=customer, author=paivi.user, saved_at=moment.now()
        )
    page = reverse("admin:accounts_user_change", args=[paivi.user_id])

    answer = office.post(page, person_form(paivi.user, is_active=""), follow=True)

    words = [str(each) for each in answer.context["messages"]]
    assert [told in each for each in words].count(True) == 1
    assert any(reverse("cases:handover", args=[customer.pk, paivi.pk]) in each for each in words)
    paivi.user.refresh_from_db()
    assert (paivi.user.is_active, seats_taken(customer)) == (False, 1)


def test_nobody_comes_to_work_here_with_a_seat(office: Client, customer: Customer) -> None:
    (paivi,) = named(customer, "paivi")
    page = reverse("admin:accounts_user_change", args=[paivi.user_id])

    answer = office.post(page, person_form(paivi.user, role="specialist"))

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["role"]
    paivi.user.refresh_from_db()
    assert paivi.user.role == ""
