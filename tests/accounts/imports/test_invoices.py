"""Invoices follow the ledger; what is overdue follows from them (B2.3, B12.3)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Customer, Invoice
from tests.accounts.imports.files import (
    INVOICE,
    changes,
    counts,
    invoices,
    problems,
    taken_in,
    tried,
)


def the_rows() -> list[tuple[object, ...]]:
    fields = ("number", "customer__name", "issued_on", "due_on", "amount", "open_amount")
    return list(Invoice.objects.order_by("number").values_list(*fields))


def test_the_report_tells_what_would_be_added_and_nothing_is_written(kivimaki: Customer) -> None:
    report = tried(invoices(INVOICE))

    facts = [
        ("Invoice date", "", "1 Feb 2026"),
        ("Due date", "", "15 Feb 2026"),
        ("Amount, €", "", "1,234.50"),
        ("Still open, €", "", "1,234.50"),
    ]
    assert [
        (line, new, name, [(a, b, c.replace("\u00a0", " ")) for a, b, c in fields])
        for line, new, name, fields in changes(report)
    ] == [(2, True, "1001, 1234567-8", facts)]
    assert (report.is_sound, report.rows, counts(report)) == (True, 1, (1, 0, 0))
    assert not Invoice.objects.exists()


def test_a_file_is_taken_in_as_reported(kivimaki: Customer) -> None:
    file = invoices(INVOICE, "1002;1234567-8;2026-01-02;2026-01-16;-50;-50,00")

    assert counts(taken_in(file)) == (2, 0, 0)
    assert the_rows() == [
        (
            *("1001", "Kivimäki Oy", date(2026, 2, 1), date(2026, 2, 15)),
            *(Decimal("1234.50"), Decimal("1234.50")),
        ),
        (
            *("1002", "Kivimäki Oy", date(2026, 1, 2), date(2026, 1, 16)),
            *(Decimal("-50.00"), Decimal("-50.00")),
        ),
    ]


def test_the_same_file_twice_changes_nothing(kivimaki: Customer) -> None:
    file = invoices(INVOICE)
    taken_in(file)
    before = the_rows()

    report = taken_in(file)

    assert (counts(report), report.changes, the_rows()) == ((0, 0, 1), [], before)


def test_a_change_is_told_from_what_to_what(kivimaki: Customer, nordlog: Customer) -> None:
    taken_in(invoices(INVOICE, INVOICE.replace("1001", "1002")))
    file = invoices(
        INVOICE, "1002;2345678-9;1.2.2026;16.2.2026;1 234,50;0", INVOICE.replace("1001", "1003")
    )
    report = taken_in(file)

    changed = [change for change in changes(report) if not change[1]]
    assert counts(report) == (1, 1, 1)
    assert [
        (line, name, [tuple(word.replace("\u00a0", " ") for word in field) for field in fields])
        for line, _new, name, fields in changed
    ] == [
        (
            3,
            "1002, 2345678-9",
            [
                ("Business ID", "1234567-8", "2345678-9"),
                ("Due date", "15 Feb 2026", "16 Feb 2026"),
                ("Still open, €", "1,234.50", "0.00"),
            ],
        )
    ]
    assert [row[:2] for row in the_rows()] == [
        ("1001", "Kivimäki Oy"),
        ("1002", "Nordlog Ab"),
        ("1003", "Kivimäki Oy"),
    ]


def test_a_paid_invoice_is_not_overdue_any_more(kivimaki: Customer) -> None:
    late = INVOICE.replace("15.2.2026", "15.1.2026")
    day = date(2026, 2, 2)
    taken_in(invoices(late))
    before = Invoice.objects.overdue(day, grace_days=0).count()
    taken_in(invoices(late[: -len("1 234,50")] + "0"))

    assert (before, Invoice.objects.overdue(day, grace_days=0).count()) == (1, 0)


@pytest.mark.parametrize("again", [INVOICE, INVOICE.replace("1 234,50;1", "9;1")])
def test_a_number_twice_is_a_problem_that_names_both_lines(kivimaki: Customer, again: str) -> None:
    """Also when the two lines are exactly equal."""
    report = taken_in(invoices(INVOICE, INVOICE.replace("1001", "1002"), again))

    assert problems(report) == ["Line 4, column Laskunumero: 1001, 1234567-8 is on line 2 already."]
    assert not Invoice.objects.exists()


def test_a_number_twice_is_found_however_far_apart(
    kivimaki: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.imports.services.ROWS_AT_ONCE", 2)
    lines = [INVOICE.replace("1001", str(number)) for number in (1, 2, 3, 4, 5, 1)]

    assert [problem.line for problem in taken_in(invoices(*lines)).problems] == [7]
    assert not Invoice.objects.exists()


def test_an_unknown_customer_is_a_problem(kivimaki: Customer) -> None:
    file = invoices(INVOICE, "1002;7777777-7;1.2.2026;15.2.2026;1,00;0")

    assert problems(taken_in(file)) == [
        "Line 3, column Y-tunnus: There is no customer with the business ID 7777777-7."
    ]
    assert not Invoice.objects.exists()


def test_one_problem_and_nothing_of_a_file_is_taken_in(
    kivimaki: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing: batches before the bad line are taken back."""
    monkeypatch.setattr("accounts.imports.services.ROWS_AT_ONCE", 2)
    good = [INVOICE.replace("1001", str(number)) for number in range(7)]
    report = taken_in(invoices(*good, "8;1234567-8;1.2.2026;32.2.2026;1;1"))

    assert problems(report) == ["Line 9, column Eräpäivä: There is no day 32.2.2026."]
    assert not Invoice.objects.exists()


def test_problems_come_in_the_order_of_their_lines(kivimaki: Customer) -> None:
    file = invoices(
        INVOICE.replace("1234567-8", "x"), INVOICE.replace("15.2.", "x."), INVOICE, INVOICE
    )

    assert [problem.line for problem in tried(file).problems] == [2, 3, 5]


def test_of_many_problems_the_first_are_told_and_all_are_counted(kivimaki: Customer) -> None:
    report = tried(invoices(*[f"{number};1234567-8;x;x;1;1" for number in range(300)]))

    assert (report.problem_count, len(report.problems), report.more_problems) == (600, 200, 400)
    assert report.problems[-1].line == 101
