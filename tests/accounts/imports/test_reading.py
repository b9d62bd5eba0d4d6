"""A file is read whatever program wrote it, or its fault is named by line and column (B12.3)."""

import pytest

from accounts.choices import ImportKind
from accounts.imports.services import SourceFile
from accounts.models import Customer, Invoice
from tests.accounts.imports.files import (
    INVOICE,
    INVOICE_HEADER,
    counts,
    csv_of,
    invoices,
    problems,
    taken_in,
    tried,
)

SWEDISH = "Belopp,FO-nummer,FÖRFALLODAG,Fakturadatum,Öppet,Fakturanummer"


def of_bytes(content: bytes) -> SourceFile:
    return SourceFile(ImportKind.INVOICES, "vienti.csv", content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_are_found_out(
    kivimaki: Customer, encoding: str, separator: str
) -> None:
    line = "1001;1234567-8;1.2.2026;15.2.2026;1 234.50;0"
    file = invoices(
        line.replace(";", separator),
        header=INVOICE_HEADER.replace(";", separator),
        encoding=encoding,
    )

    assert counts(taken_in(file)) == (1, 0, 0)
    assert str(Invoice.objects.get().amount) == "1234.50"


def test_letters_of_windows_come_in_whole(db: None) -> None:
    file = csv_of(
        ImportKind.CUSTOMERS,
        "Y-tunnus;Nimi;Toimiala;Paikkakunta",
        "1234567-8;Åland Öl & Vård Ab;Vähittäiskauppa;Ähtäri",
        encoding="cp1252",
    )

    assert counts(taken_in(file)) == (1, 0, 0)
    customer = Customer.objects.get()
    assert (customer.name, customer.city) == ("Åland Öl & Vård Ab", "Ähtäri")


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (SWEDISH, '"1 234,50",1234567-8,15.2.2026,1.2.2026,"0,00",1001'),
        (
            "invoice no.;due-date;INVOICE_DATE;open amount;Amount;Business ID;Salesperson",
            "1001;2026-02-15;2026-02-01;0.00;1234.50;1234567-8;=SUM(A1)",
        ),
        (
            "Laskun numero;Erä­päivä;Laskun päiväys;Avoin summa;Loppusumma;y-TUNNUS;;",
            "1001;15.02.2026;01.02.2026;0;1234,5;1234567-8;x;y",
        ),
    ],
    ids=["sv", "en", "fi"],
)
def test_headings_are_known_in_any_language_order_and_case(
    kivimaki: Customer, header: str, line: str
) -> None:
    """Columns that nobody knows are passed over, whatever is in them."""
    report = taken_in(invoices(line, header=header.replace("\u00ad", "")))

    invoice = Invoice.objects.get()
    assert problems(report) == []
    assert (str(invoice.amount), str(invoice.open_amount)) == ("1234.50", "0.00")
    assert (str(invoice.issued_on), str(invoice.due_on)) == ("2026-02-01", "2026-02-15")


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"   "])
def test_an_empty_file_is_a_problem(db: None, content: bytes) -> None:
    assert problems(tried(of_bytes(content))) == ["The file is empty."]


def test_a_header_alone_is_a_problem(db: None) -> None:
    expected = ["The file has a header, but no rows below it."]

    assert problems(tried(invoices())) == expected
    assert problems(tried(invoices(";;;;;", ""))) == expected


def test_every_missing_column_is_named_with_its_headings(db: None) -> None:
    file = invoices("1001;1234567-8;1", header="Laskunumero;Y-tunnus;Laskupäivä")

    assert problems(tried(file)) == [
        (
            "Line 1: Columns are missing: due date (Eräpäivä, Förfallodag, Due date); "
            "amount, € (Summa, Belopp, Amount); "
            "still open, € (Avoinna, Öppet, Open amount)."
        )
    ]


def test_a_header_of_something_else_is_refused(db: None) -> None:
    report = tried(invoices("a;b", header="Hinta;Väri"))

    assert report.problem_count == 1
    assert problems(report)[0].startswith("Line 1: Columns are missing: number")


def test_two_columns_of_the_same_meaning_are_refused(db: None) -> None:
    file = invoices(f"{INVOICE};3", header=f"{INVOICE_HEADER};Due date")

    assert problems(tried(file)) == [
        "Line 1: Two columns mean the same: Eräpäivä / Due date. Leave one out."
    ]


def test_a_line_of_another_length_is_named(kivimaki: Customer) -> None:
    file = invoices(INVOICE, "1002;1234567-8;1.2.2026", INVOICE.replace("1001", "1003") + ";x")

    assert problems(tried(file)) == [
        "Line 3: The line has 3 cells, the header 6.",
        "Line 4: The line has 7 cells, the header 6.",
    ]


def test_blank_lines_are_passed_over_and_counted_as_lines(kivimaki: Customer) -> None:
    file = invoices("", INVOICE, ";;;;;", "1002;1234567-8;1.2.2026;x;1;1")

    assert problems(tried(file)) == [
        "Line 5, column Eräpäivä: “x” is no date. Write it like 3.5.2026."
    ]


def test_quotation_marks_may_hold_separators_line_breaks_and_each_other(db: None) -> None:
    file = csv_of(
        ImportKind.CUSTOMERS,
        "Y-tunnus;Nimi;Toimiala",
        '1234567-8;"Kivi; ""Mäki""\nja pojat";Retail',
        "2345678-9;Nordlog;Kaivos",
    )
    report = tried(file)

    assert [change.name for change in report.changes] == ['Kivi; "Mäki" ja pojat, 1234567-8']
    assert [problem.line for problem in report.problems] == [4]


@pytest.mark.parametrize("broken", ['1002;"1234567-8;1;1;1;1', '1002;"a"b;1;1;1;1'])
def test_a_quotation_mark_out_of_place_is_named_by_its_line(
    kivimaki: Customer, broken: str
) -> None:
    report = tried(invoices(INVOICE, broken, INVOICE.replace("1001", "1003")))

    assert [problem.line for problem in report.problems] == [3]
    assert problems(report)[0].startswith("Line 3: From here on the file cannot be read")


def test_a_zero_byte_is_named(kivimaki: Customer) -> None:
    file = invoices(INVOICE.replace("1001", "10\x0001"))

    assert problems(tried(file)) == [
        "Line 2, column Laskunumero: There is a character that cannot be shown: U+0000."
    ]


def test_an_endless_cell_is_no_trouble(kivimaki: Customer) -> None:
    assert tried(invoices(INVOICE.replace("1001", "9" * 100_000))).problem_count == 1
    assert tried(invoices(INVOICE.replace("1001", "9" * 200_000))).problem_count == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 xlsx", "This is a workbook. Save it as CSV (UTF-8) first."),
        (
            f"{INVOICE_HEADER}\n".encode("utf-16"),
            "The file is in UTF-16. Save it as CSV (UTF-8).",
        ),
        (
            f"{INVOICE_HEADER}\n1001\n".encode() + "Kivimäki".encode("cp1252"),
            "Line 3: Some letters are in UTF-8, here they are not. Save the file as CSV (UTF-8).",
        ),
        (
            INVOICE_HEADER.encode("cp1252") + b"\n\x81",
            "Line 2: The letters are neither UTF-8 nor Windows-1252. Save the file as CSV (UTF-8).",
        ),
    ],
    ids=["xlsx", "utf-16", "mixed", "neither"],
)
def test_a_file_of_another_kind_is_told_what_to_do(db: None, content: bytes, words: str) -> None:
    assert problems(tried(of_bytes(content))) == [words]


def test_each_empty_cell_that_must_say_something_is_named(kivimaki: Customer) -> None:
    assert problems(tried(invoices("1001;;1.2.2026; ;5;5"))) == [
        "Line 2, column Y-tunnus: This is empty.",
        "Line 2, column Eräpäivä: This is empty.",
    ]
