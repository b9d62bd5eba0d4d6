"""Who has been trained in what, as staff and courses record it (B2.2)."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from accounts import policies, services
from accounts.choices import CaseType, CertificateSource, Role
from accounts.models import Certificate, SupportRules
from accounts.selectors.support import right_to_support
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)


def record(person, module, by, at: datetime, *, achieved_on: date = TODAY) -> Certificate:
    return services.record_certificate(
        person,
        module=module,
        achieved_on=achieved_on,
        source=CertificateSource.STAFF,
        by=by,
        at=at,
    )


def rules(**changed: int) -> None:
    SupportRules.objects.filter(pk=1).update(**changed)


def test_a_certificate_gives_the_right_from_its_day_on(paivi, mikko, payroll, monday) -> None:
    asked = (paivi, CaseType.SUPPORT_REQUEST, payroll, monday)
    assert not right_to_support(*asked).allowed

    made = record(paivi, payroll, mikko, monday)

    assert right_to_support(*asked).allowed
    assert Certificate.objects.values_list(
        *("user", "module", "source", "achieved_on", "expires_on"),
        *("recorded_by", "recorded_at", "warned_at", "withdrawn_at"),
    ).get(pk=made.pk) == (
        *(paivi.pk, payroll.pk, "staff", TODAY, date(2029, 2, 2)),
        *(mikko.pk, monday, None, None),
    )


@pytest.mark.parametrize(
    ("achieved_on", "months", "ends"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 5), 1, date(2026, 1, 5)),
        (date(2026, 2, 2), 240, date(2046, 2, 2)),
        (date(2026, 2, 2), 0, None),
    ],
)
def test_a_certificate_ends_as_the_rules_say(
    paivi, mikko, payroll, monday, achieved_on: date, months: int, ends: date | None
) -> None:
    rules(certificate_months=months)

    made = record(paivi, payroll, mikko, monday, achieved_on=achieved_on)

    assert made.expires_on == ends


def test_the_rules_of_later_leave_what_was_recorded_alone(paivi, mikko, payroll, monday) -> None:
    made = record(paivi, payroll, mikko, monday)

    rules(certificate_months=1)

    made.refresh_from_db()
    assert made.expires_on == date(2029, 2, 2)


def test_nobody_is_trained_on_a_day_to_come(paivi, mikko, payroll, monday) -> None:
    with pytest.raises(services.DayAhead):
        record(paivi, payroll, mikko, monday, achieved_on=TODAY + timedelta(days=1))
    assert not Certificate.objects.exists()


def test_the_day_is_helsinkis(paivi, mikko, payroll) -> None:
    """A quarter past midnight in Helsinki, the day before in Greenwich."""
    night = datetime.fromisoformat("2026-02-03T00:15:00+02:00")

    assert record(paivi, payroll, mikko, night, achieved_on=date(2026, 2, 3)).pk


def test_a_module_that_needs_none_gets_none(paivi, mikko, customer, monday) -> None:
    timer = factories.licensed(customer)

    with pytest.raises(services.NoTrainingNeeded):
        record(paivi, timer, mikko, monday)
    assert not Certificate.objects.exists()


def test_one_a_day_is_enough(paivi, mikko, payroll, monday) -> None:
    record(paivi, payroll, mikko, monday)

    with pytest.raises(services.RecordedAlready):
        record(paivi, payroll, mikko, monday)
    assert Certificate.objects.count() == 1


def test_what_was_withdrawn_can_be_recorded_again(paivi, mikko, payroll, monday) -> None:
    first = record(paivi, payroll, mikko, monday)
    services.withdraw_certificate(first, by=mikko, at=monday)

    record(paivi, payroll, mikko, monday)

    assert Certificate.objects.count() == 2


def test_who_speaks_for_nobody_gets_none(mikko, outi, paivi, payroll, monday) -> None:
    paivi.memberships.update(ended_on=TODAY)

    for person in (paivi, outi):
        with pytest.raises(services.SpeaksForNobody):
            record(person, payroll, mikko, monday)
    assert not Certificate.objects.exists()


def test_a_withdrawn_one_counts_no_longer(paivi, mikko, outi, payroll, monday) -> None:
    made = record(paivi, payroll, mikko, monday)

    services.withdraw_certificate(made, by=outi, at=monday)
    later = services.withdraw_certificate(made, by=mikko, at=monday + timedelta(hours=1))

    assert (later.withdrawn_by, later.withdrawn_at) == (outi, monday)
    assert not right_to_support(paivi, CaseType.SUPPORT_REQUEST, payroll, monday).allowed


@pytest.mark.django_db(transaction=True)
def test_two_who_record_the_same_at_once_make_one(paivi, mikko, payroll, monday) -> None:
    both, outcomes = threading.Barrier(2), []

    def try_it() -> None:
        try:
            both.wait()
            record(paivi, payroll, mikko, monday)
            outcomes.append("recorded")
        except services.RecordedAlready:
            outcomes.append("recorded already")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["recorded", "recorded already"]


def test_who_may_record_training(paivi) -> None:
    may = [role for role in Role if policies.may_record_training(factories.staff(role))]

    assert may == [Role.SPECIALIST, Role.MANAGER]
    assert policies.may_record_training(factories.staff(Role.CONSULTANT, is_trainer=True))
    assert not policies.may_record_training(paivi)
