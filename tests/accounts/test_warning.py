"""People hear in time, and once, that a certificate of theirs ends (B2.2)."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from accounts import services
from accounts.models import Certificate, SupportRules
from accounts.notices.models import Notice, OutboxMail
from accounts.sweeps import warn_of_ending_certificates
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)
DAY = timedelta(days=1)


def certify(person, module, *, ends: date | None, achieved_on: date = TODAY - 700 * DAY):
    return Certificate.objects.create(
        user=person,
        module=module,
        source="staff",
        achieved_on=achieved_on,
        expires_on=ends,
        recorded_at="2026-01-01T10:00:00+02:00",
    )


def told() -> list[tuple[str, int]]:
    """Who was told of which certificate; as many mails as notices."""
    found = Notice.objects.filter(kind="certificate.ends").order_by("pk")
    assert OutboxMail.objects.filter(kind="certificate.ends").count() == len(found)
    return [(notice.recipient.email, notice.context["certificate"]) for notice in found]


@pytest.mark.parametrize(
    ("days", "is_told"), [(31, False), (30, True), (1, True), (0, True), (-1, False)]
)
def test_a_warning_comes_thirty_days_ahead(
    paivi, payroll, monday, days: int, is_told: bool
) -> None:
    made = certify(paivi, payroll, ends=TODAY + days * DAY)

    warn_of_ending_certificates()

    assert told() == ([(paivi.email, made.pk)] if is_told else [])
    made.refresh_from_db()
    assert made.warned_at == (monday if is_told else None)


def test_each_is_told_once_and_when_the_time_has_come(paivi, payroll, clock, monday) -> None:
    made = certify(paivi, payroll, ends=TODAY + 32 * DAY)

    for days in range(5):
        clock(monday + days * DAY)
        warn_of_ending_certificates()

    assert told() == [(paivi.email, made.pk)]
    made.refresh_from_db()
    assert made.warned_at == monday + 2 * DAY


def test_the_days_of_warning_are_a_rule(paivi, payroll, monday) -> None:
    SupportRules.objects.filter(pk=1).update(warning_days=60)
    made = certify(paivi, payroll, ends=TODAY + 60 * DAY)

    warn_of_ending_certificates()

    assert told() == [(paivi.email, made.pk)]


@pytest.mark.parametrize("longer", [TODAY + 11 * DAY, None], ids=["later", "for ever"])
def test_what_a_newer_one_outlasts_is_no_news(paivi, payroll, monday, longer: date | None) -> None:
    certify(paivi, payroll, ends=TODAY + 10 * DAY)
    newer = certify(paivi, payroll, ends=longer, achieved_on=TODAY)

    warn_of_ending_certificates()

    assert [pk for _email, pk in told()] == ([newer.pk] if longer else [])


def test_a_withdrawn_newer_one_outlasts_nothing(paivi, mikko, payroll, monday) -> None:
    ending = certify(paivi, payroll, ends=TODAY + 10 * DAY)
    newer = certify(paivi, payroll, ends=None, achieved_on=TODAY)
    services.withdraw_certificate(newer, by=mikko, at=monday)

    warn_of_ending_certificates()

    assert told() == [(paivi.email, ending.pk)]


def test_nobody_hears_of_what_no_longer_matters(
    customer, paivi, stranger, mikko, payroll, monday
) -> None:
    """Withdrawn; a module of another company; a person who has left, or may not log in."""
    ends = TODAY + 10 * DAY
    services.withdraw_certificate(certify(paivi, payroll, ends=ends), by=mikko, at=monday)
    certify(stranger, payroll, ends=ends)
    left, shut_out = factories.superuser_of(customer), factories.superuser_of(customer)
    for person in (left, shut_out):
        certify(person, payroll, ends=ends)
    left.memberships.update(ended_on=TODAY)
    shut_out.is_active = False
    shut_out.save()

    warn_of_ending_certificates()

    assert told() == []


def test_small_batches_reach_everybody(customer, paivi, payroll, monday, monkeypatch) -> None:
    monkeypatch.setattr("accounts.sweeps.BATCH", 1)
    people = [paivi, factories.superuser_of(customer), factories.superuser_of(customer)]
    for person in people:
        certify(person, payroll, ends=TODAY + 10 * DAY)

    warn_of_ending_certificates()

    assert sorted(email for email, _pk in told()) == sorted(each.email for each in people)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_tell_everybody_once(customer, paivi, payroll, monday) -> None:
    people = [paivi, factories.superuser_of(customer), factories.superuser_of(customer)]
    for person in people:
        certify(person, payroll, ends=TODAY + 10 * DAY)
    both = threading.Barrier(2)

    def sweep() -> None:
        try:
            both.wait()
            for _batch in range(4):
                services.warn_of_ending_certificates(limit=1, at=monday)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(email for email, _pk in told()) == sorted(each.email for each in people)


def test_the_notice_says_which_and_when_in_the_readers_language(
    as_user, paivi, payroll, monday
) -> None:
    certify(paivi, payroll, ends=TODAY + 10 * DAY)
    warn_of_ending_certificates()

    page = as_user(paivi).get(reverse("notices:list")).content.decode()

    assert "Palkanlaskenta: todistuksesi vanhenee 12.2." in page
    paivi.language = "sv"
    paivi.save()
    assert (
        "Löner: ditt intyg går ut 12.2."
        in as_user(paivi).get(reverse("notices:list")).content.decode()
    )


def test_a_withdrawn_one_is_told_of_no_longer(as_user, paivi, mikko, payroll, monday) -> None:
    made = certify(paivi, payroll, ends=TODAY + 10 * DAY)
    warn_of_ending_certificates()
    services.withdraw_certificate(made, by=mikko, at=monday)

    assert "Palkanlaskenta" not in as_user(paivi).get(reverse("notices:list")).content.decode()


def test_an_idle_sweep_asks_little(paivi, payroll, monday, django_assert_max_num_queries) -> None:
    certify(paivi, payroll, ends=TODAY + 300 * DAY)

    with django_assert_max_num_queries(8):
        warn_of_ending_certificates()
    assert told() == []
