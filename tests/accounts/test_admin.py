"""The administration pages: every one opens, for administrators only (B1.3, B1.4)."""

from datetime import date, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.choices import ImportKind, Industry, ProductKind, Role
from accounts.models import (
    Customer,
    CustomerModule,
    ImportRun,
    IndustryTeam,
    Invoice,
    Module,
    Product,
    SuperUser,
    Team,
    User,
    Version,
)
from accounts.timewords import HELSINKI

OUR_APPS = {"accounts", "feedback", "information", "notices", "sla", "cases"}
OURS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in OUR_APPS),
    key=lambda model: model._meta.label,
)
TODAY = date(2027, 1, 4)
PASSWORD = "neljä-hiljaista-lokkia"


def address(model: type[Model], page: str, *args: object) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def person(name: str, **fields: Any) -> User:
    names = {"first_name": name.capitalize(), "last_name": "Korhonen", "language": "en"}
    return User.objects.create_user(f"{name}@softone.example", **names, **fields)


@pytest.fixture
def administrator(db: None) -> User:
    return person("outi", role=Role.ADMINISTRATOR, is_staff=True, is_superuser=True)


@pytest.fixture
def office(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def customer(db: None) -> Customer:
    return Customer.objects.create(
        name="Kivimäki Oy", business_id="1234567-8", industry=Industry.RETAIL
    )


@pytest.fixture
def go(db: None) -> Product:
    return Product.objects.create(key="test-go", kind=ProductKind.CLOUD, name_fi="SoftOne GO")


@pytest.fixture
def one_of_each(customer: Customer, go: Product) -> None:
    team = Team.objects.create(name_fi="Tiimi")
    IndustryTeam.objects.get_or_create(industry=Industry.RETAIL, defaults={"team": team})
    module = Module.objects.create(product=go, key="test-payroll", name_fi="Palkat")
    Version.objects.create(product=go, number="25.1", released_on=TODAY)
    CustomerModule.objects.create(customer=customer, module=module, since=TODAY)
    paivi, mikko = person("paivi"), person("mikko", role=Role.SPECIALIST)
    SuperUser.objects.create(customer=customer, user=paivi, since=TODAY)
    at = datetime(2027, 1, 4, 10, tzinfo=HELSINKI)
    services.record_certificate(
        paivi, module=module, achieved_on=TODAY, source="staff", by=mikko, at=at
    )
    services.lift_block(customer, until=TODAY, reason="Sovittu.", by=mikko, at=at)
    Invoice.objects.create(
        customer=customer, number="1", issued_on=TODAY, due_on=TODAY, amount=1, open_amount=1
    )
    ImportRun.objects.create(
        kind=ImportKind.INVOICES, file_name="a.csv", at=timezone.now(), rows=1, added=1, changed=0
    )


# --- Every page ------------------------------------------------------------------------------


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_list_and_the_form_of_every_register_open(
    model: type[Model], office: Client, one_of_each: None
) -> None:
    row = model._default_manager.first()
    pages = [address(model, "changelist"), address(model, "changelist") + "?q=korhonen"]
    if row is not None:
        pages.append(address(model, "change", row.pk))
    if admin.site._registry[model].has_add_permission(request_of(office)):
        pages.append(address(model, "add"))

    assert {page: office.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def request_of(client: Client) -> HttpRequest:
    return client.get(reverse("admin:index")).wsgi_request


@pytest.mark.parametrize(
    "model",
    [model for model in OURS if model._meta.app_label == "accounts"],
    ids=lambda model: model._meta.label,
)
def test_every_register_of_ours_is_tried_with_a_row(model: type[Model], one_of_each: None) -> None:
    assert model._default_manager.exists()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("role", ["", Role.SPECIALIST, Role.MANAGER])
def test_nobody_without_the_right_gets_in(model: type[Model], role: str, db: None) -> None:
    client = Client()
    client.force_login(person("mikko", role=role))
    pages = [reverse("admin:index"), address(model, "changelist"), reverse("admin:login")]

    assert [client.get(page).status_code for page in pages] == [403, 403, 403]


def test_a_visitor_goes_through_the_portals_own_login(db: None) -> None:
    answers = [Client().get(reverse(name), follow=True) for name in ("admin:index", "admin:login")]

    assert [answer.request["PATH_INFO"] for answer in answers] == [reverse("account_login")] * 2


def test_a_password_typed_at_the_administrations_address_opens_nothing(
    administrator: User,
) -> None:
    administrator.set_password(PASSWORD)
    administrator.save()
    client = Client()
    client.post(reverse("admin:login"), {"username": administrator.email, "password": PASSWORD})

    assert SESSION_KEY not in client.session


def test_the_list_of_people_costs_the_same_with_more_rows(
    office: Client, one_of_each: None, customer: Customer
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            office.get(address(User, "changelist"))
        return len(queries)

    cost()
    before = cost()
    for name in ("jouni", "sanna"):
        SuperUser.objects.create(
            customer=Customer.objects.create(name=name, business_id=name, industry=Industry.RETAIL),
            user=person(name, team=Team.objects.first()),
            since=TODAY,
        )

    assert cost() == before


# --- People ----------------------------------------------------------------------------------


def new_person(**changes: str) -> dict[str, str]:
    return {
        "email": "Sanna.Virtanen@Kivimaki.example",
        "first_name": "Sanna",
        "last_name": "Virtanen",
        "language": "fi",
        **changes,
    }


def edited(user: User, **changes: str) -> dict[str, str]:
    """What the browser sends back from a person's form, with changes."""
    kept = ("email", "first_name", "last_name", "language", "theme", "role")
    flags = {flag: "on" for flag in ("is_active", "is_staff") if getattr(user, flag)}
    return {**{field: getattr(user, field) for field in kept}, **flags, **changes}


def test_a_new_person_has_no_password_until_they_choose_one(office: Client) -> None:
    answer = office.post(address(User, "add"), new_person())

    sanna = User.objects.get(email="sanna.virtanen@kivimaki.example")
    assert answer.status_code == 302
    assert not sanna.has_usable_password()


def test_the_forms_have_no_field_for_a_password(office: Client, administrator: User) -> None:
    pages = [address(User, "add"), address(User, "change", administrator.pk)]

    for page in pages:
        assert 'name="password' not in office.get(page).content.decode()
    assert administrator.password not in office.get(pages[1]).content.decode()


def test_an_administrator_sets_a_password(office: Client) -> None:
    paivi = person("paivi")
    page = reverse("admin:auth_user_password_change", args=[paivi.pk])
    form = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    answers = [
        office.get(page),
        office.post(page, {**form, "password1": "lyhyt", "password2": "lyhyt"}),
        office.post(page, form),
    ]

    paivi.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert paivi.check_password(PASSWORD)


def test_a_changed_address_closes_the_old_one(office: Client) -> None:
    paivi = person("paivi")
    EmailAddress.objects.create(user=paivi, email=paivi.email, primary=True, verified=True)
    form = edited(paivi, email="New.Address@kivimaki.example")
    office.post(address(User, "change", paivi.pk), form)

    paivi.refresh_from_db()
    assert paivi.email == "new.address@kivimaki.example"
    assert not EmailAddress.objects.filter(user=paivi).exists()


def test_only_staff_can_be_let_into_the_administration(office: Client) -> None:
    paivi = person("paivi")
    answer = office.post(address(User, "change", paivi.pk), edited(paivi, is_staff="on"))

    assert answer.context["adminform"].form.errors == {
        "role": ["Choose a role: only staff open the administration pages."]
    }


def test_a_limited_administrator_raises_nobody_and_touches_no_full_one(
    administrator: User,
) -> None:
    jari = person("jari", role=Role.ADMINISTRATOR, is_staff=True)
    jari.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = Client()
    client.force_login(jari)
    raised = edited(jari, is_superuser="on")
    client.post(address(User, "change", jari.pk), raised)
    takeover = client.post(
        reverse("admin:auth_user_password_change", args=[administrator.pk]),
        {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"},
    )

    jari.refresh_from_db()
    administrator.refresh_from_db()
    assert not jari.is_superuser
    assert takeover.status_code == 403
    assert not administrator.check_password(PASSWORD)
