"""Reports as files: numbers as numbers, moments on Helsinki's clock, no cell a formula."""

import csv
import io
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from accounts.models import User
from cases.selectors.reports import behind, tables
from cases.spreadsheets import Sheet, csv_text, workbook
from tests import factories
from tests.cases.steps import at

NUMBERS, NUMBERS_BOOK = reverse("cases:reports_csv"), reverse("cases:reports_xlsx")
CASES, CASES_BOOK = reverse("cases:report_cases_csv"), reverse("cases:report_cases_xlsx")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def kept(promised, clock):
    """A start of level 3 in time and one eight opening hours late; the solutions still run."""
    clock(at(2026, 3, 3, 10))
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10, 30), level=3, subject="Ajoissa")
    promised(at(2026, 2, 2, 9), at(2026, 2, 4, 14, 6), level=3, subject="Myöhässä")


@pytest.fixture
def table(as_user, manager):
    def read(address: str) -> list[list[str]]:
        answer = as_user(manager).get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    return read


@pytest.fixture
def book(as_user, manager):
    def read(address: str):
        answer = as_user(manager).get(address)
        assert answer.status_code == 200
        return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))

    return read


def naive(*parts: int) -> datetime:
    """What a spreadsheet shows: Helsinki's wall clock, without its zone."""
    return at(*parts).replace(tzinfo=None)


def speaking(manager: User, language: str) -> None:
    User.objects.filter(pk=manager.pk).update(language=language)


def test_the_cases_as_text(table, manager, kept, customer) -> None:
    speaking(manager, "en")

    head, late, in_time = table(f"{CASES}?kind=handling")

    assert head == [
        *("Number", "Subject", "Customer", "Promise", "Level", "Deadline", "Happened"),
        *("Outcome", "Late (opening hours)", "Used (opening hours)", "Cause"),
    ]
    assert late[1:] == [
        *("Myöhässä", customer.name, "Start of handling", "3", "2026-02-03 15:00"),
        *("2026-02-04 14:06", "Missed", "6.1", "18.1", "Nobody took the case up in time"),
    ]
    assert in_time[1:] == [
        *("Ajoissa", customer.name, "Start of handling", "3", "2026-02-03 15:00"),
        *("2026-02-02 10:30", "Kept", "", "1.5", ""),
    ]


def test_decimals_are_written_as_the_readers_spreadsheet_reads_them(table, manager, kept) -> None:
    finnish = table(f"{CASES}?outcome=missed")[1]
    speaking(manager, "sv")
    swedish = table(f"{CASES}?outcome=missed")[1]

    assert (finnish[8:10], swedish[8:10]) == (["6,1", "18,1"], ["6,1", "18,1"])


def test_the_numbers_as_text(table, manager, kept, customer) -> None:
    speaking(manager, "en")

    head, *lines = table(f"{NUMBERS}?kind=handling")

    assert head == [
        *("Promise", "Grouped by", "Group", "Kept", "Missed", "All", "Kept (%)"),
        *("Median (opening hours)", "Nine tenths (opening hours)"),
    ]
    assert [line[1:] for line in lines[:3]] == [
        ["All together", "All together", "1", "1", "2", "50.0", "9.8", "16.44"],
        ["Level", "Level 3", "1", "1", "2", "50.0", "9.8", "16.44"],
        ["Month", "February 2026", "1", "1", "2", "50.0", "", ""],
    ]
    assert ["Customer", customer.name, "1", "1", "2", "50.0", "", ""] in [
        line[1:] for line in lines
    ]
    assert [line[2:7] for line in lines if line[1] == "Cause"] == [
        ["Nobody took the case up in time", "0", "1", "1", ""]
    ]


def test_the_numbers_name_every_customer(table, promised, clock) -> None:
    clock(at(2026, 3, 3, 10))
    for _number in range(12):
        promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), of=factories.CustomerFactory())

    assert [line[1] for line in table(NUMBERS)].count("Asiakas") == 12


def test_a_workbook_holds_numbers_and_moments_of_helsinki(book, manager, kept, customer) -> None:
    speaking(manager, "en")
    pages = book(f"{CASES_BOOK}?kind=handling&level=3&customer={customer.pk}")

    assert pages.sheetnames == ["Cases", "Narrowed to"]
    head, late, in_time = pages["Cases"].iter_rows()
    assert [cell.value for cell in head][:3] == ["Number", "Subject", "Customer"]
    assert head[0].font.bold
    assert [cell.value for cell in late][4:11] == [
        *(3, naive(2026, 2, 3, 15), naive(2026, 2, 4, 14, 6), "Missed", 6.1, 18.1),
        "Nobody took the case up in time",
    ]
    assert late[5].is_date
    assert (in_time[8].value, in_time[10].value) == (None, None)
    assert list(pages["Narrowed to"].values)[1:] == [
        ("Period", "February 2026"),
        ("Promise", "Start of handling"),
        ("Level", "Level 3"),
        ("Customer", customer.name),
    ]


def test_the_numbers_as_a_workbook(book, manager, kept) -> None:
    speaking(manager, "en")
    pages = book(f"{NUMBERS_BOOK}?kind=handling")

    lines = list(pages["Numbers"].values)

    assert lines[1][1:] == ("All together", "All together", 1, 1, 2, 50, 9.8, 16.44)


@pytest.mark.parametrize("first", FORMULAS)
def test_no_cell_is_a_formula(table, book, promised, clock, first: str) -> None:
    clock(at(2026, 3, 3, 10))
    nasty = f'{first}HYPERLINK("http://x";"y")'
    shop = factories.CustomerFactory(name=nasty)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), of=shop, subject=nasty)

    text = table(CASES)[1]
    sheet = book(CASES_BOOK).worksheets[0]
    customers = [line for line in table(NUMBERS) if line[1] == "Asiakas"]

    assert (text[1], text[2], customers[0][2]) == (f"'{nasty}",) * 3
    for cell in (sheet["B2"], sheet["C2"]):
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.value.strip() == nasty.strip()
        assert cell.quotePrefix
    assert sheet["A2"].quotePrefix is False


def test_what_a_spreadsheet_cannot_hold_is_left_out() -> None:
    """A control character, and more text than a cell takes."""
    sheet = Sheet("Cases", ["A"], [["a\x00\x0bb"], ["x" * 40_000], [None], [-4], [0.5]])

    [page] = load_workbook(workbook([sheet])).worksheets

    assert [row[0] for row in page.values] == [*("A", "ab", "x" * 32_767, None, -4, 0.5)]


def test_a_negative_number_stays_a_number() -> None:
    with translation.override("fi"):
        assert csv_text([[-4, "-4", None, 0.25]]) == "-4;'-4;;0,25\r\n"


def test_every_row_comes_in_batches(table, book, promised, clock, monkeypatch) -> None:
    monkeypatch.setattr(behind, "BATCH", 2)
    monkeypatch.setattr(tables, "_BATCH", 2)
    clock(at(2026, 3, 3, 10))
    for day in range(2, 7):
        promised(at(2026, 2, day, 9), None, at(2026, 2, day, 10))

    rows = table(CASES)[1:]

    assert len(rows) == len({(row[0], row[3]) for row in rows}) == 10
    assert len(list(book(CASES_BOOK).worksheets[0].values)) == 11
    # Where a page of the list begins does not matter to the file.
    assert table(f"{CASES}?after=1770000000_1_handling")[1:] == rows


def test_a_workbook_holds_so_many_cases_at_the_most(book, promised, clock, monkeypatch) -> None:
    monkeypatch.setattr(tables, "MOST_LINES", 3)
    clock(at(2026, 3, 3, 10))
    for day in range(2, 5):
        promised(at(2026, 2, day, 9), None, at(2026, 2, day, 10))

    assert len(list(book(CASES_BOOK).worksheets[0].values)) == 4


def test_a_file_is_named_by_its_period(as_user, manager, kept) -> None:
    client = as_user(manager)

    names = {
        address: client.get(f"{address}?period=quarter&on=2026-02-02")["Content-Disposition"]
        for address in (NUMBERS, NUMBERS_BOOK, CASES, CASES_BOOK)
    }

    for address, name in names.items():
        ending = "xlsx" if "xlsx" in address else "csv"
        assert name == f'attachment; filename="softone-2026-01-01-2026-03-31.{ending}"'


def test_an_empty_report_is_an_empty_table(table, book, clock) -> None:
    clock(at(2026, 3, 3, 10))

    assert [len(table(address)) for address in (NUMBERS, CASES)] == [1, 1]
    assert [len(list(book(address).worksheets[0].values)) for address in (NUMBERS_BOOK, CASES_BOOK)]


@pytest.mark.parametrize("address", [NUMBERS, NUMBERS_BOOK, CASES, CASES_BOOK])
def test_only_the_support_manager_gets_the_files(
    as_user, address: str, manager, mikko, administrator, paivi, kept
) -> None:
    people = (manager, mikko, administrator, paivi)

    assert [as_user(person).get(address).status_code for person in people] == [200, 403, 403, 403]
