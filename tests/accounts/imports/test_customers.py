"""Customers and whom their invoices concern follow the register (B2.3, B12.3)."""

from datetime import date

import pytest

from accounts.choices import ImportKind
from accounts.models import Customer, InvoiceContact
from tests.accounts.imports.files import changes, counts, csv_of, problems, taken_in, tried

HEADER = (
    "Y-tunnus;Nimi;Toimiala;Paikkakunta;Sopimus päättyi;"
    "Laskutusyhteyshenkilö;Laskutussähköposti;Laskutuspuhelin"
)
KIVIMAKI = "1234567-8;Kivimäki Oy;Vähittäiskauppa;Turku;;Tarja Ahonen;Tarja@kivimaki.example;"


def register(*lines: str, header: str = HEADER):
    return csv_of(ImportKind.CUSTOMERS, header, *lines)


def test_a_new_customer_comes_with_its_contact(db: None) -> None:
    report = taken_in(register(KIVIMAKI))

    customer = Customer.objects.get()
    contact = customer.invoice_contact
    assert counts(report) == (1, 0, 0)
    assert (customer.business_id, customer.name, customer.industry) == (
        *("1234567-8", "Kivimäki Oy", "retail"),
    )
    assert (customer.city, customer.ended_on) == ("Turku", None)
    assert (contact.name, contact.email, contact.phone) == (
        *("Tarja Ahonen", "tarja@kivimaki.example", ""),
    )


def test_the_same_file_twice_changes_nothing(db: None) -> None:
    taken_in(register(KIVIMAKI))
    before = list(Customer.objects.values()), list(InvoiceContact.objects.values())

    assert counts(taken_in(register(KIVIMAKI))) == (0, 0, 1)
    assert (list(Customer.objects.values()), list(InvoiceContact.objects.values())) == before


def test_changes_of_customer_and_contact_are_told_and_made(db: None) -> None:
    taken_in(register(KIVIMAKI))
    line = (
        "1234567-8;Kivimäki Oyj;Transport;;31.1.2026;Tiina Ek;tarja@kivimaki.example;+358 2 123 45"
    )
    report = tried(register(line))
    taken_in(register(line))

    customer = Customer.objects.get()
    assert [
        (field, before, after.replace("\u00a0", " "))
        for field, before, after in changes(report)[0][3]
    ] == [
        ("Name", "Kivimäki Oy", "Kivimäki Oyj"),
        ("Industry", "Retail", "Transport"),
        ("Town", "Turku", "(empty)"),
        ("Contract ended on", "(empty)", "31 Jan 2026"),
        ("contact for invoices: name", "Tarja Ahonen", "Tiina Ek"),
        ("contact for invoices: phone", "(empty)", "+358 2 123 45"),
    ]
    assert (customer.name, customer.industry, customer.city, customer.ended_on) == (
        *("Kivimäki Oyj", "transport", "", date(2026, 1, 31)),
    )
    assert (customer.invoice_contact.name, customer.invoice_contact.phone) == (
        *("Tiina Ek", "+358 2 123 45"),
    )
    assert counts(tried(register(line))) == (0, 0, 1)


def test_a_column_that_the_file_has_not_is_left_as_it_is(db: None) -> None:
    taken_in(register(KIVIMAKI))
    taken_in(register("1234567-8;Kivi Oy;Retail", header="Y-tunnus;Nimi;Toimiala"))

    customer = Customer.objects.get()
    assert (customer.name, customer.city) == ("Kivi Oy", "Turku")
    assert customer.invoice_contact.name == "Tarja Ahonen"


def test_a_row_without_a_contact_leaves_the_one_there_is(db: None) -> None:
    taken_in(register(KIVIMAKI))
    report = taken_in(register("1234567-8;Kivimäki Oy;Retail;Turku;;;;"))

    assert counts(report) == (0, 0, 1)
    assert InvoiceContact.objects.get().name == "Tarja Ahonen"


def test_a_customer_who_is_here_gets_a_contact(kivimaki: Customer) -> None:
    report = taken_in(register("1234567-8;Kivimäki Oy;Retail;;;Tarja Ahonen;t@kivimaki.example;"))

    assert counts(report) == (0, 1, 0)
    assert kivimaki.invoice_contact.email == "t@kivimaki.example"


@pytest.mark.parametrize(
    ("contact", "column"),
    [("Tarja Ahonen;;", "Laskutussähköposti"), (";t@kivimaki.example;", "Laskutusyhteyshenkilö")],
)
def test_half_a_contact_is_a_problem(db: None, contact: str, column: str) -> None:
    report = taken_in(register(f"1234567-8;Kivimäki Oy;Retail;;;{contact}"))

    assert problems(report) == [
        f"Line 2, column {column}: A contact for invoices needs a name and an e-mail address."
    ]
    assert not Customer.objects.exists()


def test_a_contact_needs_both_columns(db: None) -> None:
    header = "Y-tunnus;Nimi;Toimiala;Laskutussähköposti"
    report = tried(register("1234567-8;Kivimäki Oy;Retail;t@kivimaki.example", header=header))

    assert problems(report) == [
        (
            "Line 2, column Contact for invoices: name: "
            "A contact for invoices needs a name and an e-mail address."
        )
    ]


def test_every_bad_cell_of_a_line_is_named(db: None) -> None:
    long = "9" * 13
    report = tried(register(f"{long};=cmd();Kaivos;x;31.2.2026;A;a@b;12"))

    assert [problem.column for problem in report.problems] == [
        *("Y-tunnus", "Nimi", "Toimiala", "Sopimus päättyi"),
        *("Laskutussähköposti", "Laskutuspuhelin"),
    ]


def test_a_business_id_twice_is_a_problem(db: None) -> None:
    report = taken_in(register(KIVIMAKI, KIVIMAKI))

    assert problems(report) == [
        "Line 3, column Y-tunnus: Kivimäki Oy, 1234567-8 is on line 2 already."
    ]
    assert not Customer.objects.exists()
