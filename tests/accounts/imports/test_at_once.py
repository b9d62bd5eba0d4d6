"""Two people at once never double a row nor fill one seat twice (B2.1, B12.3)."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation

from accounts.choices import ImportKind
from accounts.imports.report import Report
from accounts.models import Customer, ImportRun, Invoice, SuperUser
from tests import factories
from tests.accounts.imports.files import INVOICE, counts, csv_of, invoices, problems, taken_in

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = "Y-tunnus;Etunimi;Sukunimi;Sähköposti"


def meanwhile(act: Callable[[], Any]) -> Callable[[], Any]:
    """`act` on a connection of its own, in English."""

    def run() -> Any:
        try:
            with translation.override("en"):
                return act()
        finally:
            connection.close()

    return run


def until_somebody_waits() -> None:
    """Return when another connection waits for a lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")


def test_the_same_file_twice_at_once_gives_each_row_once(kivimaki: Customer) -> None:
    file = invoices(*[INVOICE.replace("1001", str(number)) for number in range(500)])
    start = threading.Barrier(2)

    def take() -> Report:
        start.wait()
        return taken_in(file)

    with ThreadPoolExecutor(2) as pool:
        reports = [each.result() for each in [pool.submit(meanwhile(take)) for _ in range(2)]]

    assert sorted(counts(report) for report in reports) == [(0, 0, 500), (500, 0, 0)]
    assert Invoice.objects.count() == 500
    assert ImportRun.objects.count() == 2


def test_a_seat_that_is_taken_meanwhile_is_a_problem_of_its_line(kivimaki: Customer) -> None:
    """The import saw a free seat; by the time it writes, the last one is gone."""
    factories.superuser_of(kivimaki)
    person = factories.UserFactory()
    file = csv_of(ImportKind.PEOPLE, PEOPLE, "1234567-8;Sanna;Virtanen;sanna@kivimaki.example")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            SuperUser.objects.create(customer=kivimaki, user=person, since="2026-02-01")
            report: Future[Report] = pool.submit(meanwhile(lambda: taken_in(file)))
            until_somebody_waits()
        refused = report.result(timeout=30)

    assert problems(refused) == [
        (
            "Line 2, column Y-tunnus: The customer may name 2 SuperUsers, "
            "and has no free seat for this one."
        )
    ]
    assert kivimaki.superusers.count() == 2
    assert not ImportRun.objects.exists()


def test_a_customer_who_is_added_by_hand_meanwhile_is_no_stumbling_block() -> None:
    header, line = "Y-tunnus;Nimi;Toimiala", "1234567-8;Kivimäki Oy;Retail"
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            factories.CustomerFactory(name="Kivi", business_id="1234567-8")
            report: Future[Report] = pool.submit(
                meanwhile(lambda: taken_in(csv_of(ImportKind.CUSTOMERS, header, line)))
            )
            until_somebody_waits()
        taken = report.result(timeout=30)

    assert counts(taken) == (0, 1, 0)
    assert list(Customer.objects.values_list("name", flat=True)) == ["Kivimäki Oy"]


def test_the_refusal_of_the_database_comes_out_in_words(kivimaki: Customer) -> None:
    """Whatever else takes the seats away, the trigger has the last word."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION customer_seats(bigint) RENAME TO counted_seats")
        cursor.execute(
            "CREATE FUNCTION customer_seats(customer bigint) RETURNS integer LANGUAGE sql AS $$ "
            "SELECT CASE WHEN current_query() LIKE 'INSERT%' THEN 0 ELSE 2 END $$"
        )
    try:
        file = csv_of(ImportKind.PEOPLE, PEOPLE, "1234567-8;Sanna;Virtanen;sanna@kivimaki.example")
        report = taken_in(file)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION customer_seats(bigint)")
            cursor.execute("ALTER FUNCTION counted_seats(bigint) RENAME TO customer_seats")

    assert problems(report) == ["Somebody else took a seat at the same moment. Try again."]
    assert not SuperUser.objects.exists()
