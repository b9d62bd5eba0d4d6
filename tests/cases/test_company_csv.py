"""B4.6: a company's cases as a table for a spreadsheet; nothing in it is a formula."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.choices import CaseType, Language
from accounts.models import User
from cases.spreadsheets import harmless
from tests import factories
from tests.cases.steps import ask, at, handled, note, take_up

CSV = reverse("cases:csv")
TEN = at(2026, 2, 2, 10)


@pytest.fixture
def table(as_user, paivi):
    """The rows of the file, by its address and reader."""

    def read(query: str = "", person: User = paivi) -> list[list[str]]:
        answer = as_user(person).get(f"{CSV}{query}")
        assert answer.status_code == 200
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    return read


def test_every_column_says_what_its_head_promises(
    table, customer, paivi, jouni, mikko, monday
) -> None:
    User.objects.filter(pk=paivi.pk).update(language=Language.ENGLISH)
    case = factories.registered_case(
        customer, by=paivi, contact=jouni, at=monday, subject="Ajo; pysähtyy"
    )
    ask(take_up(case, by=mikko, at=TEN), by=mikko, at=at(2026, 2, 2, 10, 5))

    assert table() == [
        [
            *("Number", "Type", "Subject", "Module", "Stage", "Turn", "Level", "Registered by"),
            *("Contact", "Received", "Taken up", "Handled", "Outcome", "Last event"),
        ],
        [
            *(case.reference, "Programming error", "Ajo; pysähtyy", case.module.name, "New", "You"),
            *("3", "Päivi Korhonen", jouni.full_name, "2026-02-02 09:00", "2026-02-02 10:00", ""),
            *("", "Mikko Rantanen asked a question, 2026-02-02 10:05."),
        ],
    ]


def test_the_file_is_one_a_finnish_spreadsheet_opens(as_user, case, paivi) -> None:
    answer = as_user(paivi).get(CSV)

    body = b"".join(answer.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="softone-2026-02-02.csv"'
    assert answer["Cache-Control"] == "no-store, private"


def test_every_row_comes_however_many_pages_the_list_has(
    table, customer, paivi, monday, monkeypatch
) -> None:
    monkeypatch.setattr("cases.selectors.company_table.BATCH", 2)
    cases = [factories.registered_case(customer, by=paivi, at=monday) for _number in range(5)]

    assert [row[0] for row in table()[1:]] == [case.reference for case in reversed(cases)]


def test_the_filters_of_the_list_are_those_of_the_file(
    table, customer, case, paivi, mikko, monday
) -> None:
    wish = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.WISH, subject="Raporttien tulostus"
    )
    handled(case, by=mikko, at=TEN)

    found = {
        query: [row[0] for row in table(query)[1:]]
        for query in ("", "?state=solved", "?state=all", "?type=wish", "?q=raportti", "?turn=you")
    }

    assert found == {
        "": [wish.reference],
        "?state=solved": [case.reference],
        "?state=all": [wish.reference, case.reference],
        "?type=wish": [wish.reference],
        "?q=raportti": [wish.reference],
        "?turn=you": [],
    }


def test_nobody_gets_another_companys_rows(table, case, stranger) -> None:
    assert len(table(f"?q={case.number}", stranger)) == len(table("?state=all", stranger)) == 1


def test_an_internal_note_finds_and_tells_nothing(table, case, mikko) -> None:
    note(case, by=mikko, at=TEN, body="Salaisuus4711.")

    assert len(table("?q=salaisuus4711")) == 1
    assert "2026-02-02 10:00" not in table()[1][-1]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(table, customer, paivi, monday, first: str) -> None:
    nasty = f'{first}HYPERLINK("http://x";"y")'
    factories.registered_case(customer, by=paivi, at=monday, subject=nasty)
    User.objects.filter(pk=paivi.pk).update(first_name=f"{first}Päivi")

    [_head, row] = table()

    assert (row[2], row[7]) == (f"'{nasty}", f"'{first}Päivi Korhonen")


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert [harmless(cell) for cell in ("", "SO-1", "a=b", " =1", "'x")] == [
        *("", "SO-1", "a=b", " =1", "'x")
    ]
