"""B9: Finnish, Swedish and English words are found in whatever form and compound they stand."""

import pytest

from knowledgebase.search import lemmas
from knowledgebase.search.folding import fold, words
from knowledgebase.search.terms import PART, number, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Palkka-ajo keskeytyi!", ["palkka-ajo", "keskeytyi"]),
        ("ALV:n GO:ssa", ["alv", "go"]),
        ("versio 24.2, SO-104217", ["versio", "24.2", "so-104217"]),
        ("a@b.fi", ["a", "b.fi"]),
        ("…  – '", []),
        ("x" * 61, []),
    ],
)
def test_a_text_is_its_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_dots_and_accents_are_forgiven() -> None:
    assert fold("Määräaika ÅLAND Café") == "maaraaika aland cafe"


@pytest.mark.parametrize(
    ("word", "language", "basic"),
    [
        ("tulostimesta", "fi", "tulostin"),
        ("salasanani", "fi", "salasana"),
        ("ostolaskujen", "fi", "ostolasku"),
        ("hyväksymiskierron", "fi", "hyväksymiskierto"),
        ("kuittausraportilla", "fi", "kuittausraportti"),
        ("fakturorna", "sv", "faktura"),
        ("leverantörsfakturor", "sv", "leverantörsfaktura"),
        ("invoices", "en", "invoice"),
    ],
)
def test_a_word_has_its_basic_form_though_no_list_knows_the_compound(
    word: str, language: str, basic: str
) -> None:
    assert lemmas.lemma(word, language) == basic


@pytest.mark.parametrize(
    ("basic", "language", "parts"),
    [
        ("hyväksymiskierto", "fi", ("hyväksyminen", "kierto")),
        ("verkkolaskuosoite", "fi", ("verkkolasku", "verkko", "lasku", "osoite")),
        ("yövuoro", "fi", ("yö", "vuoro")),
        ("löneperiod", "sv", ("lön", "period")),
        ("tulostin", "fi", ()),
        ("laskutus", "fi", ()),
        ("payslip", "en", ()),
    ],
)
def test_a_compound_has_its_parts(basic: str, language: str, parts: tuple[str, ...]) -> None:
    assert lemmas.parts(basic, language) == parts


def test_the_parts_of_a_compound_weigh_less_than_itself() -> None:
    found = dict(terms("hyväksymiskierrossa", "fi"))

    assert found[number("hyvaksymiskierto", "fi")] == 1.0
    assert found[number("kierto", "fi")] == PART


def test_the_number_of_a_term_stays() -> None:
    assert number("lasku", "fi") == 3447602149086824794
    assert number("lasku", "fi") != number("lasku", "sv")
