"""The same imports from a shell: a dry run unless one says --apply (B12.3)."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.choices import ImportKind
from accounts.imports.management.importing import BIG_BYTES
from accounts.imports.services import ROWS_AT_ONCE
from accounts.models import Customer, CustomerModule, ImportRun, Invoice, User
from tests import factories
from tests.access import digest
from tests.accounts.imports.files import INVOICE, INVOICE_HEADER

CHECKOUT = Path(__file__).resolve().parents[3]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(
    kind: ImportKind, path: Path, *arguments: str, err: io.StringIO | None = None
) -> tuple[str, str]:
    """What a command wrote to both streams; a refusal ends it with CommandError."""
    out, err = io.StringIO(), err or io.StringIO()
    call_command(f"import_{kind}", str(path), *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "laskut.csv"
    path.write_text(f"{INVOICE_HEADER}\n{INVOICE}\n", encoding="utf-8")
    return path


def test_without_apply_a_file_is_only_looked_at(kivimaki: Customer, ledger: Path) -> None:
    before = digest.of_every_table()
    out, err = run(ImportKind.INVOICES, ledger)

    assert out.replace("\u00a0", " ").splitlines() == [
        (
            "Line 2, new: 1001, 1234567-8 (Invoice date: 1 Feb 2026; Due date: 15 Feb 2026; "
            "Amount, €: 1,234.50; Still open, €: 1,234.50)"
        ),
        "1 rows: 1 new, 0 changed, 0 as before.",
        "This was a dry run: nothing is written. With --apply it is.",
    ]
    assert (err, digest.changed(before)) == ("", [])


def test_with_apply_it_is_taken_in(kivimaki: Customer, ledger: Path) -> None:
    out, _err = run(ImportKind.INVOICES, ledger, "--apply")

    run_ = ImportRun.objects.get()
    assert out.splitlines() == ["1 rows: 1 new, 0 changed, 0 as before.", "Taken in."]
    assert (run_.file_name, run_.by, Invoice.objects.count()) == ("laskut.csv", None, 1)


def test_each_kind_has_its_command(kivimaki: Customer, tmp_path: Path) -> None:
    factories.ModuleFactory(key="payroll")
    files = {
        ImportKind.CUSTOMERS: "Y-tunnus,Nimi,Toimiala\n2345678-9,Nordlog Ab,Transport\n",
        ImportKind.MODULES: "Y-tunnus,Moduuli,Alkaen\n1234567-8,payroll,1.1.2026\n",
        ImportKind.PEOPLE: "Y-tunnus,Etunimi,Sukunimi,Sähköposti\n1234567-8,A,B,a@b.example\n",
    }
    for kind, words in files.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(words, encoding="utf-8")
        run(kind, path, "--apply")

    assert Customer.objects.filter(business_id="2345678-9").exists()
    assert CustomerModule.objects.count() == 1
    assert User.objects.filter(email="a@b.example").exists()


@pytest.mark.parametrize("arguments", [(), ("--apply",)])
def test_problems_are_listed_and_nothing_is_taken_in(
    kivimaki: Customer, ledger: Path, arguments: tuple[str, ...]
) -> None:
    bad = "".join(f"{number};x;1.2.2026;2.2.2026;1;1\n" for number in range(60))
    ledger.write_text(ledger.read_text() + bad)
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"Nothing has been taken in. Problems: 60.") as refusal:
        run(ImportKind.INVOICES, ledger, *arguments, err=err)

    lines = err.getvalue().splitlines()
    assert lines[0] == ("Line 3, column Y-tunnus: There is no customer with the business ID x.")
    assert (len(lines), lines[-1]) == (51, "… and 10 more.")
    assert refusal.value.returncode == 1
    assert not Invoice.objects.exists()


def test_a_file_that_is_not_there_is_said_so(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(ImportKind.INVOICES, tmp_path / "poissa.csv")
    with pytest.raises(CommandError, match="Is a directory"):
        run(ImportKind.INVOICES, tmp_path)


def _fill(path: Path, rows: int) -> None:
    lines = (INVOICE.replace("1001", str(number)) for number in range(rows))
    path.write_text("\n".join([INVOICE_HEADER, *lines]), encoding="utf-8")


def test_a_big_file_shows_on_a_terminal_how_far_it_is(kivimaki: Customer, ledger: Path) -> None:
    _fill(ledger, 2 * ROWS_AT_ONCE)
    small, big, piped = Terminal(), Terminal(), io.StringIO()
    run(ImportKind.INVOICES, ledger, err=big)
    run(ImportKind.INVOICES, ledger, err=piped)
    size = ledger.stat().st_size
    _fill(ledger, 2)
    run(ImportKind.INVOICES, ledger, err=small)

    assert size > BIG_BYTES
    assert "2,000 rows" in big.getvalue()
    assert "100%  4,000 rows" in big.getvalue()
    assert big.getvalue().endswith("\r\033[K")
    assert (piped.getvalue(), small.getvalue()) == ("", "")


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_harms_nothing(kivimaki: Customer, ledger: Path) -> None:
    _fill(ledger, 100_000)
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].rpartition("/")[0]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_invoices", str(ledger), "--apply"],
        cwd=CHECKOUT,
        env={**os.environ, "DATABASE_URL": f"{url}/{name}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    _wait_until_it_writes()
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)

    assert "Stopped. Nothing has been taken in." in err
    assert process.returncode == 130
    assert not Invoice.objects.exists()
    assert not ImportRun.objects.exists()


def _wait_until_it_writes() -> None:
    """Return once a transaction of somebody else has written to the table of invoices."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock' "
                "AND relation = 'accounts_invoice'::regclass AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the import never wrote")
