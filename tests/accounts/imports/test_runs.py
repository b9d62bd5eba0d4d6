"""What is kept of an import, and how much of the database one costs (B12.3)."""

import hashlib
import tracemalloc
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.choices import ImportKind
from accounts.imports import services, sweeps
from accounts.imports.models import KeptFile
from accounts.models import Customer, ImportRun, Invoice, User
from tests.access import digest
from tests.accounts.imports.files import (
    INVOICE,
    INVOICE_HEADER,
    NOW,
    counts,
    invoices,
    taken_in,
    tried,
)

MANY = 100_000


def ledger(rows: int, *, still_open: str = "1 234,50") -> services.SourceFile:
    lines = (
        f"{number};1234567-8;1.2.2026;15.2.2026;1 234,50;{still_open}" for number in range(rows)
    )
    content = "\n".join([INVOICE_HEADER, *lines]).encode()
    return services.SourceFile(ImportKind.INVOICES, "kaikki.csv", content)


def test_a_run_keeps_who_what_and_how_much(kivimaki: Customer, manager: User) -> None:
    file = invoices(INVOICE, INVOICE.replace("1001", "1002"))
    services.take_in(file, by=manager, at=NOW)

    assert list(ImportRun.objects.values()) == [
        {
            "id": ImportRun.objects.get().pk,
            "kind": "invoices",
            "file_name": "vienti.csv",
            "digest": hashlib.sha256(file.content).hexdigest(),
            "by_id": manager.pk,
            "at": NOW,
            "rows": 2,
            "added": 2,
            "changed": 0,
        }
    ]


def test_a_dry_run_and_a_refused_file_leave_every_table_alone(kivimaki: Customer) -> None:
    before = digest.of_every_table()
    tried(invoices(INVOICE))
    tried(invoices(INVOICE, "x"))
    taken_in(invoices(INVOICE, "x"))

    assert digest.changed(before) == []


def test_a_hundred_thousand_rows_in_a_bounded_number_of_queries(kivimaki: Customer) -> None:
    file, batches = ledger(MANY), MANY // services.ROWS_AT_ONCE
    with CaptureQueriesContext(connection) as trying:
        tried_out = tried(file)
    with CaptureQueriesContext(connection) as writing:
        added = taken_in(file)
    paid = taken_in(ledger(MANY, still_open="0"))

    assert [counts(each) for each in (tried_out, added, paid)] == [
        *((MANY, 0, 0), (MANY, 0, 0), (0, MANY, 0)),
    ]
    assert Invoice.objects.filter(open_amount=0).count() == MANY
    assert len(trying) <= batches + 5
    assert len(writing) <= 4 * batches + 10


def test_the_planner_knows_of_many_new_rows_at_once(kivimaki: Customer) -> None:
    """It had counted the table while there was nothing but what a refused file left behind."""
    rows = services.ROWS_AT_ONCE + 1
    with transaction.atomic():
        taken_in(ledger(rows))
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE accounts_invoice")
    taken_in(ledger(rows))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'accounts_invoice'")

        assert cursor.fetchone()[0] >= rows


def test_memory_holds_a_batch_and_the_keys_not_the_rows(kivimaki: Customer) -> None:
    def peak(rows: int) -> int:
        file = ledger(rows)
        tracemalloc.start()
        tried(file)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    few, many = (peak(services.ROWS_AT_ONCE * batches) for batches in (3, 7))

    # A row that stays costs a kilobyte and more, a key with the file's own bytes about 250.
    assert many - few < 4 * services.ROWS_AT_ONCE * 400


def test_a_batch_costs_the_same_however_full(kivimaki: Customer) -> None:
    def cost(rows: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            tried(ledger(rows))
        return len(queries)

    assert cost(1) == cost(300)


def test_a_file_that_nobody_took_in_is_forgotten_after_a_day(
    kivimaki: Customer, manager: User, clock
) -> None:
    services.keep(invoices(INVOICE), by=manager, at=NOW)
    clock(NOW + timedelta(hours=23))
    sweeps.forget_kept_files()
    still = KeptFile.objects.count()
    clock(NOW + timedelta(hours=25))
    sweeps.forget_kept_files()

    assert (still, KeptFile.objects.count()) == (1, 0)
