"""The desk finds a customer by whoever calls, and sees everything on one page (B1.2, B2)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import services as accounts
from accounts.choices import CaseType, CertificateSource, Industry, ProductKind, Role
from accounts.models import Certificate, Customer, Invoice, InvoiceContact, Module, Reprieve
from cases import services
from cases.templatetags import queue as drawing
from tests import factories
from tests.cases.steps import reply, take_up

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)
LIST = reverse("cases:customers")


@pytest.fixture(autouse=True)
def own_cache(settings) -> None:
    """Nobody else empties this cache between two requests."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend}}


@pytest.fixture
def payroll(customer) -> Module:
    product = factories.ProductFactory(kind=ProductKind.CLOUD, name_fi="SoftOne GO")
    return factories.licensed(customer, product=product, name_fi="Palkanlaskenta")


def page_of(customer: Customer) -> str:
    return reverse("cases:customer", args=[customer.pk])


def found(as_user, person, text: str) -> list[str]:
    page = as_user(person).get(LIST, {"q": text}).context["page"]
    return [row.customer.name for row in page.rows]


def owe(customer: Customer, number: str = "40211873") -> Invoice:
    return Invoice.objects.create(
        customer=customer,
        number=number,
        issued_on=TODAY - timedelta(days=30),
        due_on=TODAY - timedelta(days=16),
        amount=Decimal("2480.50"),
        open_amount=Decimal("2480.50"),
    )


def certify(person, module, *, ends: date | None, by, at: datetime) -> Certificate:
    return Certificate.objects.create(
        user=person,
        module=module,
        source=CertificateSource.STAFF,
        achieved_on=TODAY - timedelta(days=365),
        expires_on=ends,
        recorded_by=by,
        recorded_at=at,
    )


# --- The list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "kivimäki",
        "9123456",
        "päivi korh",
        "paivi@kivi",
        "040 123 4567",
        "0401234567",
        "+358 40 1234567",
        "+358401234567",
        "  Rakennusliike  ",
    ],
)
def test_a_customer_is_found_by_what_a_caller_says(
    as_user, customer, paivi, stranger, mikko, monday, text: str
) -> None:
    Customer.objects.filter(pk=customer.pk).update(business_id="9123456-7")
    paivi.phone = "+358 40 123 4567"
    paivi.save()

    assert found(as_user, mikko, text) == ["Rakennusliike Kivimäki Oy"]


@pytest.mark.parametrize("text", ["olematon", "358", "%", "_", "\x00kiv%"])
def test_what_fits_nobody_finds_nobody(as_user, customer, paivi, mikko, monday, text: str) -> None:
    paivi.phone = "+358 40 123 4567"
    paivi.save()

    assert found(as_user, mikko, text) == []


def test_who_spoke_for_a_customer_once_finds_it_no_longer(
    as_user, customer, paivi, mikko, monday
) -> None:
    paivi.memberships.update(ended_on=TODAY)

    assert found(as_user, mikko, "paivi@kivi") == []


def test_the_list_tells_of_support_seats_and_open_cases(
    as_user, customer, paivi, mikko, monday
) -> None:
    owe(customer)
    factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)

    [row] = as_user(mikko).get(LIST).context["page"].rows

    assert (row.support.kind, row.support.words) == ("late", "Lasku erääntynyt 17.1.")
    assert (row.customer.seats_taken, row.customer.seats, row.open_cases) == (1, 2, "1")


def test_the_list_goes_on_behind_the_last_row(as_user, mikko, monday, monkeypatch) -> None:
    monkeypatch.setattr("cases.selectors.customer_list.PAGE_SIZE", 2)
    for name in ("Aalto", "Aalto", "Berg", "Ceder", "Dahl"):
        factories.CustomerFactory(name=name)
    desk, address, seen = as_user(mikko), "?q=a", []

    factories.CustomerFactory(name="Xyz")
    while address:
        context = desk.get(LIST + address).context
        seen.append([row.customer.name for row in context["page"].rows])
        address = context["older"]

    assert seen == [["Aalto", "Aalto"], ["Dahl"]]


def _queries(browser, address: str) -> int:
    browser.get(address)
    drawing._drawn.cache_clear()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_the_list_costs_the_same_for_one_and_three(as_user, customer, paivi, mikko, monday) -> None:
    desk = as_user(mikko)
    one = _queries(desk, LIST)

    for _each in range(2):
        other = factories.CustomerFactory()
        factories.registered_case(other, at=monday)
        owe(other, number=f"n-{other.pk}")

    assert _queries(desk, LIST) == one <= 6


# --- The page -----------------------------------------------------------------------------------


def fill(customer: Customer, payroll: Module, people, *, mikko, at: datetime) -> None:
    """Something in every panel of the page."""
    for person in people:
        certify(person, payroll, ends=TODAY + timedelta(days=10), by=mikko, at=at)
        case = factories.registered_case(
            customer, by=person, at=at, level=3, module=payroll, exception="Sovittu."
        )
        take_up(case, by=mikko, at=at)
        exempted = factories.registered_case(
            customer,
            contact=person,
            by=mikko,
            at=at,
            module=factories.licensed(customer, product=payroll.product),
            case_type=CaseType.SUPPORT_REQUEST,
            exception="Kurssi on varattu.",
        )
        take_up(exempted, by=mikko, at=at)
        reply(exempted, by=mikko, at=at)
        services.close(exempted, outcome="solved", reason="", by=person, at=at)
        services.rate(exempted, score=4, comment="Hyvä.", by=person, at=at)
    for person in people:
        owe(customer, number=f"lasku-{person.pk}")


def test_the_page_tells_who_is_invited(as_user, customer, paivi, mikko, monday) -> None:
    accounts.invite(
        customer,
        email="sanna@kivimaki.example",
        first_name="Sanna",
        last_name="Salo",
        language="fi",
        by=paivi,
        at=monday,
    )

    page = as_user(mikko).get(page_of(customer)).content.decode()

    assert "Sanna Salo" in page
    assert "sanna@kivimaki.example" in page


def test_the_page_costs_the_same_for_one_and_three(
    as_user, customer, paivi, jouni, mikko, payroll, monday
) -> None:
    fill(customer, payroll, [paivi], mikko=mikko, at=monday)
    desk, address = as_user(mikko), page_of(customer)
    one = _queries(desk, address)

    others = [jouni, factories.superuser_of(customer)]
    fill(customer, payroll, others, mikko=mikko, at=monday)
    assert [len(cells) for _module, cells in desk.get(address).context["page"].training] == [3] * 4

    assert _queries(desk, address) == one <= 22


def test_the_page_shows_it_all(as_user, customer, paivi, mikko, payroll, monday) -> None:
    fill(customer, payroll, [paivi], mikko=mikko, at=monday)
    InvoiceContact.objects.create(customer=customer, name="Liisa Lasku", email="liisa@kivi.example")
    accounts.lift_block(customer, until=TODAY, reason="Maksettu tänään.", by=mikko, at=monday)

    answer = as_user(mikko).get(page_of(customer))

    page, words = answer.context["page"], answer.content.decode()
    assert page.team.name in words
    assert [row.subject for row in page.cases] == ["Palkka-ajo keskeytyy"]
    assert page.people == [paivi]
    cells = {module: [(cell.kind, cell.words) for cell in row] for module, row in page.training}
    assert cells[payroll] == [("act", "12.2.2026")]
    assert list(cells.values()) == [[("", "")], cells[payroll]]
    assert [each.decision.exception_reason for each in page.exceptions] == ["Kurssi on varattu."]
    assert [each.missing for each in page.exceptions] == [["todistus puuttuu"]]
    assert [(each.kind, each.kept, each.total) for each in page.promises] == [("handling", 1, 1)]
    assert page.satisfaction.average == 4
    for shown in ("2\N{NO-BREAK SPACE}480,50", "Maksettu tänään.", "Liisa Lasku", paivi.email):
        assert shown in words


def test_the_longest_of_several_certificates_counts(
    as_user, customer, paivi, mikko, payroll, monday
) -> None:
    later = Certificate(
        user=paivi,
        module=payroll,
        source="staff",
        achieved_on=TODAY,
        expires_on=TODAY + timedelta(days=300),
        recorded_at=monday,
    )
    later.save()
    certify(paivi, payroll, ends=TODAY - timedelta(days=1), by=mikko, at=monday)

    def cell() -> str:
        [(_module, [cell])] = as_user(mikko).get(page_of(customer)).context["page"].training
        return cell.kind

    assert cell() == "done"
    accounts.withdraw_certificate(later, by=mikko, at=monday)
    assert cell() == "late"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_of_the_desk_reads_and_each_sees_its_own_buttons(
    as_user, customer, paivi, payroll, monday, role: Role
) -> None:
    owe(customer)

    words = as_user(factories.staff(role)).get(page_of(customer)).content.decode()

    acts = role in {Role.SPECIALIST, Role.MANAGER}
    assert [
        reverse(f"cases:{name}", args=[customer.pk]) in words
        for name in ("new_for", "certificates", "lifts")
    ] == [acts] * 3


def test_a_consultant_reads_work_orders_only(as_user, customer, paivi, consultant, monday) -> None:
    factories.registered_case(customer, by=paivi, at=monday)
    order = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER, subject="Raportti"
    )

    page = as_user(consultant).get(page_of(customer)).context["page"]

    assert [row.pk for row in page.cases] == [order.pk]


def test_customers_do_not_come_here(as_user, customer, paivi, monday) -> None:
    for address in (LIST, page_of(customer)):
        assert as_user(paivi).get(address).status_code == 403


def test_what_is_not_there_is_not_found(as_user, mikko, monday) -> None:
    assert as_user(mikko).get(reverse("cases:customer", args=[2**62])).status_code == 404


# --- Training and lifts -------------------------------------------------------------------------


def test_a_trainer_records_a_training_and_withdraws_it(
    as_user, customer, paivi, payroll, monday
) -> None:
    trainer = factories.staff(Role.CONSULTANT, is_trainer=True)
    desk, address = as_user(trainer), reverse("cases:certificates", args=[customer.pk])

    told = {"person": paivi.pk, "module": payroll.pk, "achieved_on": "2026-01-15"}
    assert desk.post(address, told)["Location"] == page_of(customer)
    made = Certificate.objects.get()
    assert (made.user, made.module, made.source) == (paivi, payroll, CertificateSource.STAFF)
    assert (made.achieved_on, made.recorded_by) == (date(2026, 1, 15), trainer)

    away = reverse("cases:certificate_withdrawal", args=[customer.pk])
    assert desk.post(away, {"certificate": made.pk})["Location"] == page_of(customer)
    made.refresh_from_db()
    assert (made.withdrawn_by, made.withdrawn_at) == (trainer, monday)
    assert desk.post(away, {"certificate": made.pk}).status_code == 422


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"achieved_on": "2026-02-03"}, "achieved_on"),
        ({"achieved_on": "2026-01-14"}, "achieved_on"),
        ({"achieved_on": ""}, "achieved_on"),
        ({"person": ""}, "person"),
        ({"module": ""}, "module"),
    ],
    ids=["ahead", "twice", "no day", "nobody", "no module"],
)
def test_a_training_is_refused_beside_its_field(
    as_user, customer, paivi, mikko, payroll, monday, changed: dict[str, str], field: str
) -> None:
    accounts.record_certificate(
        paivi,
        module=payroll,
        achieved_on=date(2026, 1, 14),
        source=CertificateSource.STAFF,
        by=mikko,
        at=monday,
    )
    told = {"person": paivi.pk, "module": payroll.pk, "achieved_on": "2026-01-15", **changed}

    answer = as_user(mikko).post(reverse("cases:certificates", args=[customer.pk]), told)

    assert answer.status_code == 422
    assert list(answer.context["certificate_form"].errors) == [field]
    assert Certificate.objects.count() == 1


def test_the_desk_lifts_the_block_and_ends_the_lift(as_user, customer, mikko, outi, monday) -> None:
    owe(customer)
    told = {"until": "2026-02-20", "reason": "Maksusuunnitelma."}

    answer = as_user(mikko).post(reverse("cases:lifts", args=[customer.pk]), told)

    assert answer["Location"] == page_of(customer)
    lift = Reprieve.objects.get()
    assert (lift.until, lift.reason, lift.by) == (date(2026, 2, 20), "Maksusuunnitelma.", mikko)
    end = reverse("cases:lift_ending", args=[customer.pk, lift.pk])
    assert as_user(outi).post(end)["Location"] == page_of(customer)
    assert as_user(mikko).post(end)["Location"] == page_of(customer)
    lift.refresh_from_db()
    assert (lift.ended_at, lift.ended_by) == (monday, outi)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": "2026-02-01"}, "until"),
        ({"until": "2026-05-04"}, "until"),
        ({"until": ""}, "until"),
        ({"reason": "  "}, "reason"),
    ],
    ids=["past", "too far", "no day", "no reason"],
)
def test_a_lift_is_refused_beside_its_field(
    as_user, customer, mikko, monday, changed: dict[str, str], field: str
) -> None:
    told = {"until": "2026-02-20", "reason": "Maksusuunnitelma.", **changed}

    answer = as_user(mikko).post(reverse("cases:lifts", args=[customer.pk]), told)

    assert answer.status_code == 422
    assert list(answer.context["lift_form"].errors) == [field]
    assert not Reprieve.objects.exists()


def test_the_lift_of_another_customer_is_not_ended_here(as_user, customer, mikko, monday) -> None:
    other = factories.CustomerFactory(industry=Industry.RETAIL)
    lift = accounts.lift_block(other, until=TODAY, reason="Sovittu.", by=mikko, at=monday)

    end = reverse("cases:lift_ending", args=[customer.pk, lift.pk])

    assert as_user(mikko).post(end).status_code == 404
    lift.refresh_from_db()
    assert lift.ended_at is None


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.PRODUCT, Role.ADMINISTRATOR])
def test_other_roles_change_nothing(as_user, customer, payroll, paivi, monday, role: Role) -> None:
    browser = as_user(factories.staff(role))
    told = {"person": paivi.pk, "module": payroll.pk, "achieved_on": "2026-01-15"}
    lift = {"until": "2026-02-20", "reason": "Sovittu."}

    for name, form in (("certificates", told), ("lifts", lift)):
        assert browser.post(reverse(f"cases:{name}", args=[customer.pk]), form).status_code == 403
    assert not Certificate.objects.exists()
    assert not Reprieve.objects.exists()
