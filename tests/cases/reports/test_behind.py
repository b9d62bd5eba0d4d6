"""The cases behind a number: how late, why, and each once however long the list."""

from cases.selectors.reports import behind
from tests.cases.reports.conftest import CASES, FEBRUARY, REPORT
from tests.cases.steps import at


def test_a_list_is_narrowed_to_a_part_of_a_number(as_user, english, lived) -> None:
    client = as_user(english)

    missed = client.get(f"{CASES}{FEBRUARY}&kind=handling&outcome=missed")
    took = client.get(f"{CASES}{FEBRUARY}&kind=handling&took=4-8")

    assert (missed.context["count"], took.context["count"]) == (2, 1)
    [cause] = [chip for chip in missed.context["chips"] if chip.name == "Cause"]
    assert [choice.label for choice in cause.choices] == [
        *("The level was raised", "Nobody took the case up in time")
    ]
    assert "Opening time used: 4–8 h" in took.content.decode()
    assert missed.context["asked"].report == f"{REPORT}{FEBRUARY}&kind=handling"


def test_the_list_tells_how_late_in_opening_time_and_why(as_user, english, lived) -> None:
    page = as_user(english).get(f"{CASES}{FEBRUARY}&kind=handling&outcome=missed&level=3")
    [row] = page.context["rows"]
    text = page.content.decode()

    # Due on Tuesday 3.2. at 15, begun on Friday 20.2. at 9: 1 + 7 + 7 + 5 + 33 + 33 − 5 + 1 hours.
    assert (row.subject, row.deadline) == ("Liian myöhään", at(2026, 2, 3, 15))
    assert row.late_seconds == 82 * 3600
    assert row.used_seconds == 94 * 3600
    assert "82\xa0h" in text
    assert "Nobody took the case up in time" in text
    assert row.reference in text


def test_what_is_not_made_good_is_late_until_now(as_user, english, lived) -> None:
    page = as_user(english).get(f"{CASES}{FEBRUARY}&kind=handling&cause=level_raised")
    [row] = page.context["rows"]

    assert row.ended_at is None
    assert row.late_seconds > 100 * 3600
    assert "not yet" in page.content.decode()


def test_a_long_list_has_pages_and_each_row_stands_once(
    as_user, manager, lived, monkeypatch
) -> None:
    monkeypatch.setattr(behind, "PAGE_SIZE", 2)
    client, address, seen = as_user(manager), CASES + FEBRUARY, []
    while address:
        page = client.get(address)
        seen += [(row.settled_at, row.case, row.kind) for row in page.context["rows"]]
        address = page.context["older"] and CASES + page.context["older"]

    assert len(seen) == len(set(seen)) == page.context["count"] == 8
    assert [moment for moment, _case, _kind in seen] == sorted(
        (moment for moment, _case, _kind in seen), reverse=True
    )
    assert page.context["first"]


def test_both_promises_kept_in_one_second_are_on_two_pages(
    as_user, manager, promised, march, monkeypatch
) -> None:
    monkeypatch.setattr(behind, "PAGE_SIZE", 1)
    promised(at(2026, 2, 2, 9), None, at(2026, 2, 2, 10))
    client = as_user(manager)

    first = client.get(CASES)
    second = client.get(CASES + first.context["older"])

    kinds = [page.context["rows"][0].kind for page in (first, second)]
    assert (kinds, second.context["older"]) == (["handling", "resolution"], "")
