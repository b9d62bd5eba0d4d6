"""Support that goes on for a while although an invoice is overdue (B2.3)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts import policies, services
from accounts.choices import CaseType, Role
from accounts.models import Invoice, Reprieve, SupportRules
from accounts.selectors.support import look_again, right_to_support
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)


@pytest.fixture
def overdue(customer) -> Invoice:
    return Invoice.objects.create(
        customer=customer,
        number="40211873",
        issued_on=TODAY - timedelta(days=30),
        due_on=TODAY - timedelta(days=16),
        amount=Decimal("2480.50"),
        open_amount=Decimal("2480.50"),
    )


def lift(customer, by, at, *, days: int = 7, reason: str = "Maksusuunnitelma.") -> Reprieve:
    until = TODAY + timedelta(days=days)
    return services.lift_block(customer, until=until, reason=reason, by=by, at=at)


def test_a_lift_opens_support_until_its_last_day(customer, paivi, mikko, overdue, monday) -> None:
    module = factories.licensed(customer)

    def is_allowed(days: int) -> bool:
        at = monday + timedelta(days=days)
        return right_to_support(paivi, CaseType.SUPPORT_REQUEST, module, at).allowed

    assert not is_allowed(0)
    lift(customer, mikko, monday, days=7, reason="  Maksusuunnitelma. ")

    assert [is_allowed(days) for days in (0, 7, 8)] == [True, True, False]
    assert Reprieve.objects.values_list("until", "reason", "by", "at", "ended_at").get() == (
        TODAY + timedelta(days=7),
        "Maksusuunnitelma.",
        mikko.pk,
        monday,
        None,
    )


def test_a_newer_one_ends_the_one_before(customer, mikko, outi, monday) -> None:
    first = lift(customer, mikko, monday)
    later = monday + timedelta(hours=1)

    second = lift(customer, outi, later, days=2)

    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (later, outi)
    assert list(Reprieve.objects.holding(TODAY)) == [second]


@pytest.mark.parametrize(
    ("days", "reason", "refusal"),
    [
        (-1, "Sovittu.", services.DayPassed),
        (91, "Sovittu.", services.TooFarAhead),
        (7, "  ", services.NoReasonGiven),
    ],
)
def test_a_lift_is_refused(
    customer, mikko, monday, days: int, reason: str, refusal: type[Exception]
) -> None:
    before = lift(customer, mikko, monday)

    with pytest.raises(refusal):
        lift(customer, mikko, monday, days=days, reason=reason)

    assert list(Reprieve.objects.holding(TODAY)) == [before]


@pytest.mark.parametrize("days", [0, 90])
def test_the_first_and_the_last_day_are_good(customer, mikko, monday, days: int) -> None:
    assert lift(customer, mikko, monday, days=days).until == TODAY + timedelta(days=days)


def test_a_lift_ends_at_once_when_it_is_taken_back(
    customer, paivi, mikko, outi, overdue, monday
) -> None:
    module, made = factories.licensed(customer), lift(customer, mikko, monday)

    services.end_lift(made, by=outi, at=monday)
    ended = services.end_lift(made, by=mikko, at=monday + timedelta(hours=1))

    assert (ended.ended_at, ended.ended_by) == (monday, outi)
    assert not right_to_support(paivi, CaseType.SUPPORT_REQUEST, module, monday).allowed


def test_who_may_lift_the_block(paivi) -> None:
    may = [role for role in Role if policies.may_lift_block(factories.staff(role))]

    assert may == [Role.SPECIALIST, Role.MANAGER]
    assert not policies.may_lift_block(paivi)


def test_the_longest_lift_is_the_administrators(customer, mikko, monday) -> None:
    SupportRules.objects.update_or_create(pk=1, defaults={"longest_lift_days": 14})
    look_again()

    with pytest.raises(services.TooFarAhead) as refusal:
        lift(customer, mikko, monday, days=15)
    lift(customer, mikko, monday, days=14)

    assert refusal.value.days == 14
    assert Reprieve.objects.get().until == TODAY + timedelta(days=14)
