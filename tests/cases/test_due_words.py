"""B5.6: a deadline is said absolute first, then what is left of it in opening time."""

from datetime import datetime

import pytest
from django.utils import translation

from accounts.timewords import NBSP
from cases.selectors.standing import due_words
from tests.cases.steps import at

pytestmark = pytest.mark.django_db

# A Monday at ten; Friday closes at two.
NOW = at(2026, 2, 2, 10)


def said(due_at: datetime, *, brief: bool = False) -> tuple[str, str, str]:
    with translation.override("en"):
        due = due_words(due_at, at=NOW, brief=brief)
    return due.kind, due.words.replace(NBSP, " "), due.left.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("due_at", "full", "brief"),
    [
        pytest.param(
            at(2026, 2, 2, 13, 10),
            ("act", "today 13:10", "2 h 10 min of opening time"),
            ("act", "Today 13:10", "2 h 10 min"),
            id="soon",
        ),
        pytest.param(
            at(2026, 2, 6, 14),
            ("run", "Fri 6 Feb 14:00", "31 h of opening time"),
            ("run", "Fri 6 Feb 14:00", "31 h"),
            id="this week",
        ),
        pytest.param(
            at(2026, 3, 2, 16),
            ("run", "Mon 2 Mar 16:00", "21 open days"),
            ("run", "Mon 2 Mar", "21 d"),
            id="weeks ahead",
        ),
        pytest.param(
            at(2026, 8, 3, 16),
            ("run", "Mon 3 Aug 16:00", "6 months"),
            ("run", "Mon 3 Aug", "6 months"),
            id="months ahead",
        ),
        pytest.param(
            at(2026, 2, 2, 9, 25),
            ("late", "today 9:25", "35 min late"),
            ("late", "Today 9:25", "35 min over"),
            id="late",
        ),
        pytest.param(
            at(2026, 1, 19, 10),
            ("late", "Mon 19 Jan 10:00", "11 open days late"),
            ("late", "Mon 19 Jan 10:00", "11 d over"),
            id="two weeks late",
        ),
    ],
)
def test_a_deadline_in_full_and_in_brief(
    due_at: datetime, full: tuple[str, str, str], brief: tuple[str, str, str]
) -> None:
    assert (said(due_at), said(due_at, brief=True)) == (full, brief)


def test_a_closing_time_that_passed_in_the_night_is_late_by_no_hours() -> None:
    with translation.override("en"):
        due = due_words(at(2026, 2, 2, 16), at=at(2026, 2, 3, 7))

    assert (due.kind, due.left) == ("late", "")
