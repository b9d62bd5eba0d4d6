"""B2.2–B2.4: one decision on who may register what, with its reasons and ways out."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import CaseType, CertificateSource, ProductKind, ReasonCode, RemedyCode
from accounts.models import (
    Certificate,
    Customer,
    Invoice,
    Module,
    Reprieve,
    SuperUser,
    SupportGate,
    SupportRules,
    User,
)
from accounts.selectors import support
from accounts.selectors.support import right_to_support
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)


@pytest.fixture(autouse=True)
def _look_again():
    support.look_again()
    yield
    support.look_again()


@pytest.fixture
def payroll(customer: Customer) -> Module:
    """A module of SoftOne GO, which asks for a certificate."""
    product = factories.ProductFactory(kind=ProductKind.CLOUD)
    return factories.licensed(customer, product=product, name_fi="Palkanlaskenta")


def trained(person: User, module: Module, *, ends: date | None = None) -> Certificate:
    return Certificate.objects.create(
        user=person,
        module=module,
        source=CertificateSource.STAFF,
        achieved_on=date(2024, 1, 10),
        expires_on=ends,
        recorded_at=datetime.fromisoformat("2024-01-10T12:00:00+02:00"),
    )


def owes(customer: Customer, *, due_on: date = date(2026, 1, 30), still: str = "100.00") -> Invoice:
    return Invoice.objects.create(
        customer=customer,
        number=f"40-{Invoice.objects.count()}",
        issued_on=due_on - timedelta(days=14),
        due_on=due_on,
        amount=Decimal("100.00"),
        open_amount=Decimal(still),
    )


def missing(person: User, case_type: CaseType, module: Module, at: datetime) -> list[ReasonCode]:
    return [reason.code for reason in right_to_support(person, case_type, module, at).reasons]


@pytest.mark.parametrize(
    ("case_type", "needs"),
    [
        (CaseType.SUPPORT_REQUEST, [ReasonCode.NOT_TRAINED, ReasonCode.OVERDUE]),
        (CaseType.PROGRAMMING_ERROR, [ReasonCode.NOT_TRAINED, ReasonCode.OVERDUE]),
        (CaseType.WISH, [ReasonCode.OVERDUE]),
        (CaseType.WORK_ORDER, []),
    ],
)
def test_each_type_asks_for_its_own(
    customer, paivi, payroll, monday, case_type: CaseType, needs: list[ReasonCode]
) -> None:
    owes(customer)

    assert missing(paivi, case_type, payroll, monday) == needs


def test_other_products_ask_for_no_certificate(customer, paivi, monday) -> None:
    timer = factories.licensed(customer)

    assert missing(paivi, CaseType.SUPPORT_REQUEST, timer, monday) == []


@pytest.mark.parametrize(
    ("ends", "holds"),
    [(None, True), (TODAY, True), (TODAY - timedelta(days=1), False)],
)
def test_a_certificate_holds_on_its_last_day(paivi, payroll, monday, ends, holds: bool) -> None:
    trained(paivi, payroll, ends=ends)

    decision = right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday)

    assert decision.allowed == holds
    assert [reason.ended_on for reason in decision.reasons] == ([] if holds else [ends])


def test_a_withdrawn_certificate_counts_for_nothing(paivi, payroll, monday) -> None:
    Certificate.objects.filter(pk=trained(paivi, payroll).pk).update(withdrawn_at=monday)

    assert missing(paivi, CaseType.WISH, payroll, monday) == []
    assert missing(paivi, CaseType.SUPPORT_REQUEST, payroll, monday) == [ReasonCode.NOT_TRAINED]


@pytest.mark.parametrize(
    ("due_on", "still", "is_overdue"),
    [
        (TODAY, "100.00", False),
        (TODAY - timedelta(days=1), "100.00", True),
        (TODAY - timedelta(days=1), "0.01", True),
        (TODAY - timedelta(days=1), "0.00", False),
        (TODAY - timedelta(days=1), "-50.00", False),
    ],
)
def test_overdue_follows_from_the_due_date_and_what_is_open(
    customer, paivi, payroll, monday, due_on: date, still: str, is_overdue: bool
) -> None:
    owes(customer, due_on=due_on, still=still)

    found = missing(paivi, CaseType.WISH, payroll, monday)

    assert found == ([ReasonCode.OVERDUE] if is_overdue else [])


def test_days_of_grace_are_the_administrators(customer, paivi, payroll, monday) -> None:
    owes(customer, due_on=TODAY - timedelta(days=5))
    SupportRules.objects.update(grace_days=5)
    support.look_again()

    assert missing(paivi, CaseType.WISH, payroll, monday) == []


def test_the_gates_are_the_administrators(paivi, payroll, monday) -> None:
    SupportGate.objects.filter(case_type=CaseType.SUPPORT_REQUEST).update(needs_training=False)
    support.look_again()

    assert missing(paivi, CaseType.SUPPORT_REQUEST, payroll, monday) == []


@pytest.mark.parametrize(("until", "lifts"), [(TODAY, True), (TODAY - timedelta(days=1), False)])
def test_a_reprieve_lifts_the_block_to_its_last_day(
    customer, paivi, payroll, mikko, monday, until: date, lifts: bool
) -> None:
    owes(customer)
    Reprieve.objects.create(customer=customer, until=until, reason="Sovittu", by=mikko, at=monday)

    assert right_to_support(paivi, CaseType.WISH, payroll, monday).allowed == lifts


def test_level_1_is_let_in_and_says_what_is_missing(customer, paivi, payroll, monday) -> None:
    owes(customer)

    decision = right_to_support(paivi, CaseType.PROGRAMMING_ERROR, payroll, monday, is_gravest=True)

    assert decision.allowed
    assert [reason.code for reason in decision.reasons] == [
        ReasonCode.NOT_TRAINED,
        ReasonCode.OVERDUE,
    ]


def test_who_is_not_named_or_under_contract_is_never_let_in(
    customer, paivi, payroll, stranger, monday
) -> None:
    outsider = right_to_support(
        stranger,
        CaseType.PROGRAMMING_ERROR,
        payroll,
        monday,
        customer=customer,
        is_gravest=True,
    )
    Customer.objects.filter(pk=customer.pk).update(ended_on=TODAY - timedelta(days=1))
    customer.refresh_from_db()
    ended = right_to_support(paivi, CaseType.WORK_ORDER, payroll, monday, customer=customer)

    assert (outsider.allowed, ended.allowed) == (False, False)
    assert outsider.has(ReasonCode.NOT_NAMED)
    assert [reason.code for reason in ended.reasons] == [ReasonCode.CONTRACT_ENDED]
    assert [remedy.code for remedy in ended.remedies] == [RemedyCode.CONTACT]


def test_a_module_the_customer_does_not_have_is_refused(paivi, monday) -> None:
    other = factories.ModuleFactory()

    assert missing(paivi, CaseType.WISH, other, monday) == [ReasonCode.NOT_LICENSED]


def test_a_refusal_always_has_a_way_out(customer, paivi, payroll, monday) -> None:
    jouni = factories.superuser_of(customer, first_name="Jouni")
    trained(jouni, payroll)

    alone = right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday)
    owes(customer)
    both = right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday)

    assert [remedy.code for remedy in alone.remedies] == [
        RemedyCode.ASK_COLLEAGUE,
        RemedyCode.BOOK_COURSE,
        RemedyCode.ORDER_WORK,
        RemedyCode.CONTACT,
    ]
    assert alone.remedies[0].people == (jouni,)
    # A colleague is no way out of an unpaid invoice.
    assert [remedy.code for remedy in both.remedies] == [
        RemedyCode.BOOK_COURSE,
        RemedyCode.SEE_INVOICES,
        RemedyCode.ORDER_WORK,
        RemedyCode.CONTACT,
    ]


def test_a_colleague_who_has_left_is_no_way_out(customer, paivi, payroll, monday) -> None:
    jouni = factories.superuser_of(customer)
    trained(jouni, payroll)
    SuperUser.objects.filter(user=jouni).update(ended_on=TODAY)

    codes = [
        remedy.code
        for remedy in right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday).remedies
    ]

    assert RemedyCode.ASK_COLLEAGUE not in codes


def test_a_decision_costs_one_query(customer, paivi, payroll, monday) -> None:
    trained(paivi, payroll)
    owes(customer, still="0.00")
    support.rules_in_use()

    with CaptureQueriesContext(connection) as queries:
        right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday, customer=customer)

    assert len(queries) == 1


def test_the_facts_hold_ids_codes_and_dates_only(customer, paivi, payroll, monday) -> None:
    trained(paivi, payroll, ends=date(2026, 3, 1))
    owes(customer)

    facts = right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday).facts

    assert facts == {
        "day": "2026-02-02",
        "case_type": "support_request",
        "module": payroll.pk,
        "is_named": True,
        "needs_certificate": True,
        "has_certificate": True,
        "certificate_ends": "2026-03-01",
        "overdue": ["40-0"],
        "reprieved_until": None,
    }
