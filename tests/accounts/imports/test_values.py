"""What is an amount and a day, in every notation that ledgers use (B12.3)."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from accounts.choices import Industry
from accounts.imports import values
from accounts.imports.values import Unreadable, tidy
from accounts.models import Customer, Invoice, User

AMOUNT = values.amount(Invoice, "amount")
PHONE = values.phone(User, "phone")
NAME = values.text(Customer, "name")
EMAIL = values.email(User, "email")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1 234 567,5", "1234567.50"),
        ("1.234,50", "1234.50"),
        ("1.234.567,89", "1234567.89"),
        ("1.234.567", "1234567.00"),
        ("1,234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1234.50", "1234.50"),
        ("1234", "1234.00"),
        ("1 234", "1234.00"),
        ("0", "0.00"),
        ("0,05", "0.05"),
        ("-12,50", "-12.50"),
        ("- 12,50", "-12.50"),
        ("\u221212,50", "-12.50"),
        ("–12,50", "-12.50"),
        ("12,50-", "-12.50"),
        ("1 234,50 €", "1234.50"),
        ("12,5 EUR", "12.50"),
        ("9999999999,99", "9999999999.99"),
    ],
)
def test_an_amount_is_understood(written: str, meant: str) -> None:
    found = AMOUNT(tidy(written))

    assert (found, str(found)) == (Decimal(meant), meant)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1.234", "two ways"),
        ("1,234", "two ways"),
        ("12,345,6", "no amount"),
        ("1,234,50", "no amount"),
        ("1 23,50", "no amount"),
        ("12 3456", "no amount"),
        ("1234,567", "no amount"),
        ("1e5", "no amount"),
        ("NaN", "no amount"),
        ("Infinity", "no amount"),
        ("--5", "no amount"),
        ("-5-", "no amount"),
        ("=1+1", "no amount"),
        ("+5", "no amount"),
        ("١٢", "no amount"),
        ("kaksi", "no amount"),
        ("€", "no amount"),
        ("10000000000", "too large"),
        ("9" * 5000, "too large"),
    ],
)
def test_what_is_no_amount_is_refused(written: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        AMOUNT(tidy(written))


@pytest.mark.parametrize(
    "written",
    [
        *("3.5.2026", "03.05.2026", "3.05.2026", "2026-05-03", " 3.5.2026 "),
        *("3.5.2026 0:00:00", "03.05.2026 00.00", "2026-05-03T00:00:00", "2026-05-03 00:00"),
        "3.5.2026\u00a0",
    ],
)
def test_a_day_is_understood(written: str) -> None:
    assert values.day(tidy(written)) == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("31.2.2026", "no day"),
        ("29.2.2026", "no day"),
        ("2026-13-01", "no day"),
        ("0.5.2026", "no day"),
        ("3.5.26", "no date"),
        ("5/3/2026", "no date"),
        ("20260503", "no date"),
        ("3.5.", "no date"),
        ("46145", "no date"),
        ("3.5.2026 14:30", "no date"),
        ("3.5.0026", "hardly be right"),
        ("3.5.9999", "hardly be right"),
        ("=TODAY()", "no date"),
    ],
)
def test_what_is_no_day_is_refused(written: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        values.day(tidy(written))


def test_a_leap_day_is_a_day() -> None:
    assert values.day("29.2.2028") == date(2028, 2, 29)


@pytest.mark.parametrize("start", ["=", "+", "@"])
def test_a_formula_is_no_text(start: str) -> None:
    with pytest.raises(Unreadable, match="formula"):
        NAME(tidy(f"  {start}HYPERLINK(1)"))


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\u202e", "\u200b"])
def test_a_character_that_nobody_sees_is_refused(letter: str) -> None:
    with pytest.raises(Unreadable, match=f"{ord(letter):04X}"):
        tidy(f"Kivi{letter}mäki")


def test_letters_of_two_pieces_and_spaces_of_any_kind_become_plain() -> None:
    assert tidy("\tKivima\u0308ki \u00a0\n Oy ") == "Kivimäki Oy"


def test_a_text_that_does_not_fit_is_refused() -> None:
    assert NAME("x" * 160) == "x" * 160
    with pytest.raises(Unreadable, match="161 characters, at most 160"):
        NAME("x" * 161)


@pytest.mark.parametrize("written", ["+358 40 123 4567", "040-1234567", "(09) 123 456"])
def test_a_phone_number_may_begin_with_a_plus(written: str) -> None:
    assert PHONE(written) == written


@pytest.mark.parametrize("written", ["+cmd|calc", "=040", "soita", "12", "0" * 31])
def test_what_is_no_phone_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        PHONE(written)


def test_an_address_is_in_small_letters() -> None:
    assert EMAIL("Päivi.K@Kivimaki.example".replace("ä", "a")) == "paivi.k@kivimaki.example"


@pytest.mark.parametrize("written", ["paivi", "paivi@", "@kivimaki.example", "a b@c.example"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        EMAIL(written)


@pytest.mark.parametrize("written", ["retail", "Vähittäiskauppa", "handel", "RETAIL"])
def test_an_industry_is_known_by_its_key_and_in_three_languages(written: str) -> None:
    assert values.choice(Industry)(written) == Industry.RETAIL


def test_an_unknown_industry_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unreadable, match=r"“Kaivos” is unknown.*Contractors.*Organisations"):
        values.choice(Industry)("Kaivos")


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "–", "\u2212"])
def test_a_business_id_has_a_plain_dash(dash: str) -> None:
    assert values.business_id(Customer, "business_id")(f"1234567{dash}8") == "1234567-8"
