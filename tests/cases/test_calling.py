"""A SuperUser calls and the desk registers the case (B3.1), with or without the right (B2.3)."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts import services as accounts
from accounts.choices import CertificateSource, ProductKind, Role
from accounts.models import Invoice, Module
from accounts.notices.models import OutboxMail
from cases.choices import Channel, SupportGround
from cases.models import Case, Follower, SupportDecision
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)


@pytest.fixture
def payroll(customer) -> Module:
    product = factories.ProductFactory(kind=ProductKind.CLOUD, name_fi="SoftOne GO")
    return factories.licensed(customer, product=product, name_fi="Palkanlaskenta")


@pytest.fixture
def timer(customer) -> Module:
    return factories.licensed(customer, name_fi="Kellokortti")


@pytest.fixture
def page(customer) -> str:
    return reverse("cases:new_for", args=[customer.pk])


@pytest.fixture
def told(paivi, timer) -> dict[str, object]:
    return {
        "caller": paivi.pk,
        "case_type": "support_request",
        "module": timer.pk,
        "subject": "Leimaus puuttuu",
        "description": "Aamun leimaus ei näy.",
        "since": "maanantaista",
        "key": uuid.uuid4(),
    }


def train(person, module, *, by, at):
    return accounts.record_certificate(
        person,
        module=module,
        achieved_on=TODAY,
        source=CertificateSource.STAFF,
        by=by,
        at=at,
    )


def owe(customer) -> Invoice:
    """An invoice that has been overdue for 16 days."""
    return Invoice.objects.create(
        customer=customer,
        number="40211873",
        issued_on=TODAY - timedelta(days=30),
        due_on=TODAY - timedelta(days=16),
        amount=Decimal("2480.50"),
        open_amount=Decimal("2480.50"),
    )


def facts_of(answer) -> list[tuple[str, str]]:
    right = answer.context["right"]
    return [(fact.kind, fact.words) for fact in right.facts]


def test_the_caller_is_the_contact_and_gets_the_receipt(
    as_user, customer, paivi, jouni, mikko, page, told, monday
) -> None:
    answer = as_user(mikko).post(page, {**told, "followers": [jouni.pk, paivi.pk]})

    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, case.get_absolute_url())
    assert (case.customer, case.contact, case.registered_by) == (customer, paivi, mikko)
    assert (case.channel, case.received_at) == (Channel.PHONE, monday)
    assert (case.subject, case.facts.since) == ("Leimaus puuttuu", "maanantaista")
    assert case.messages.get().author == paivi
    assert list(Follower.objects.values_list("user", flat=True)) == [jouni.pk]
    receipts = OutboxMail.objects.filter(kind="case.receipt")
    assert {mail.recipient for mail in receipts} == {paivi, jouni}
    kept = SupportDecision.objects.get()
    assert (kept.ground, kept.exception_by, kept.exception_reason) == (
        SupportGround.RIGHT,
        None,
        "",
    )


def test_the_caller_is_asked_for_first_among_those_who_speak_now(
    as_user, customer, paivi, jouni, stranger, mikko, page, timer, monday
) -> None:
    jouni.memberships.update(ended_on=TODAY)

    form = as_user(mikko).get(page).context["form"]

    assert next(iter(form.fields)) == "caller"
    assert list(form.fields["caller"].queryset) == [paivi]
    assert list(form.fields["module"].queryset) == [timer]


def test_the_address_says_who_calls(as_user, paivi, mikko, page, payroll, monday) -> None:
    asked = {"caller": paivi.pk, "type": "support_request", "module": payroll.pk}

    answer = as_user(mikko).get(page, asked)

    assert answer.context["caller"] == paivi
    assert facts_of(answer) == [("done", "Tuki voimassa"), ("late", "Todistus puuttuu")]


@pytest.mark.parametrize(
    "caller", ["", "0", "9" * 30, "ä", "specialist"], ids=["none", "zero", "huge", "word", "staff"]
)
def test_without_a_caller_nothing_is_registered(
    as_user, mikko, page, told, monday, caller: str
) -> None:
    answer = as_user(mikko).post(
        page, {**told, "caller": caller if caller != "specialist" else mikko.pk}
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["caller"]
    assert not Case.objects.exists()


def test_a_blocked_customer_calls(
    as_user, customer, paivi, mikko, page, told, payroll, monday
) -> None:
    """The walk: nobody is trained, an invoice is overdue; the desk goes on with a reason (B2.3)."""
    owe(customer)
    desk, told = as_user(mikko), {**told, "module": payroll.pk}

    refused = desk.post(page, told)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["exception"]
    assert facts_of(refused) == [
        ("late", "Lasku erääntynyt 17.1."),
        ("late", "Todistus puuttuu"),
    ]
    words = refused.content.decode()
    assert "Tuki ei ole voimassa" in words
    assert "Aamun leimaus ei näy." in words
    assert "maanantaista" in words
    assert not Case.objects.exists()
    assert not OutboxMail.objects.exists()

    answer = desk.post(page, {**told, "exception": "Sovittu Marjutin kanssa."})
    case = Case.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    kept = case.support_decision
    assert (kept.ground, kept.reasons) == (SupportGround.EXCEPTION, ["not_trained", "overdue"])
    assert (kept.exception_by, kept.exception_reason) == (mikko, "Sovittu Marjutin kanssa.")
    assert OutboxMail.objects.filter(kind="case.receipt", recipient=paivi).count() == 1

    shown = desk.get(case.get_absolute_url()).content.decode()
    assert "Sovittu Marjutin kanssa." in shown
    paivis = Client()
    paivis.force_login(paivi, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Marjutin" not in paivis.get(case.get_absolute_url()).content.decode()
    customers_page = desk.get(reverse("cases:customer", args=[customer.pk])).content.decode()
    assert "Sovittu Marjutin kanssa." in customers_page


def test_a_matter_of_level_1_needs_no_reason(
    as_user, customer, mikko, page, told, payroll, monday
) -> None:
    owe(customer)
    error = {**told, "case_type": "programming_error", "module": payroll.pk}

    assert as_user(mikko).post(page, {**error, "level": 2}).status_code == 422
    answer = as_user(mikko).post(page, {**error, "level": 1, "key": uuid.uuid4()})

    assert answer.status_code == 302
    kept = SupportDecision.objects.get()
    assert (kept.ground, kept.exception_reason) == (SupportGround.LEVEL_1, "")


def test_a_reason_nobody_needed_is_not_kept(as_user, mikko, page, told, monday) -> None:
    as_user(mikko).post(page, {**told, "exception": "Varmuuden vuoksi."})

    kept = SupportDecision.objects.get()
    assert (kept.ground, kept.exception_reason) == (SupportGround.RIGHT, "")


def test_a_work_order_needs_no_training(as_user, paivi, mikko, page, told, payroll, monday) -> None:
    asked = {"caller": paivi.pk, "type": "work_order", "module": payroll.pk}
    assert facts_of(as_user(mikko).get(page, asked)) == [("done", "Tuki voimassa")]

    order = {**told, "case_type": "work_order", "module": payroll.pk}
    assert as_user(mikko).post(page, order).status_code == 302


def test_a_trained_colleague_is_named(as_user, paivi, jouni, mikko, page, payroll, monday) -> None:
    train(jouni, payroll, by=mikko, at=monday)
    asked = {"caller": paivi.pk, "type": "support_request", "module": payroll.pk}

    answer = as_user(mikko).get(page, asked)

    assert answer.context["right"].colleagues == (jouni,)
    assert jouni.full_name in answer.content.decode()


@pytest.mark.parametrize("then", ["show", "advise"])
def test_a_choice_draws_the_page_anew_and_keeps_what_was_typed(
    as_user, paivi, mikko, page, told, payroll, monday, then: str
) -> None:
    error = {**told, "case_type": "programming_error", "module": payroll.pk, "exception": "Sovittu"}

    answer = as_user(mikko).post(page, {**error, "then": then})

    assert answer.status_code == 200
    form = answer.context["form"]
    kept = {name: form.told(name) for name in ("caller", "subject", "description", "exception")}
    assert kept == {
        "caller": str(paivi.pk),
        "subject": "Leimaus puuttuu",
        "description": "Aamun leimaus ei näy.",
        "exception": "Sovittu",
    }
    assert form.own_key == told["key"]
    assert answer.context["right"].needs_reason
    assert len(answer.context["offers"]) == 5
    assert not Case.objects.exists()


def test_the_parts_of_the_page_come_alone(
    as_user, paivi, mikko, page, told, payroll, monday
) -> None:
    desk, htmx = as_user(mikko), {"HTTP_HX_REQUEST": "true"}

    part = desk.post(page, {**told, "then": "show"}, **htmx).content.decode()
    assert 'id="told"' in part
    assert "<html" not in part
    asked = {"caller": paivi.pk, "module": payroll.pk, "level": 1}
    part = desk.get(page, asked, **htmx).content.decode()
    assert 'id="preview"' in part
    assert 'id="right"' in part
    assert "<html" not in part


def test_the_same_form_sent_twice_is_one_case(as_user, mikko, page, told, monday) -> None:
    first, second = (as_user(mikko).post(page, told) for _time in range(2))

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.PRODUCT, Role.ADMINISTRATOR])
def test_only_who_answers_the_phone_registers(as_user, page, told, monday, role: Role) -> None:
    browser = as_user(factories.staff(role))

    assert (browser.get(page).status_code, browser.post(page, told).status_code) == (403, 403)
    assert not Case.objects.exists()


def test_customers_do_not_come_here(as_user, paivi, page, told, monday) -> None:
    assert as_user(paivi).post(page, told).status_code == 403
    assert not Case.objects.exists()
