"""B5.6: what is left of a deadline is told in opening time, in the unit people think in."""

from datetime import datetime

import pytest
from django.utils import translation

from accounts.timewords import NBSP
from sla.hours import calendar_in_use
from sla.lengthwords import lateness_words, length_words
from tests.sla.conftest import at

pytestmark = pytest.mark.django_db

MONDAY = at(2027, 1, 4, 10, 20)


@pytest.mark.parametrize(
    ("end", "words", "brief"),
    [
        (at(2027, 1, 4, 13, 4), "1 h 44 min", "1 h 44 min"),
        # A weekend and a night are no opening time.
        (at(2027, 1, 11, 8), "21 h 40 min", "21 h 40 min"),
        (at(2027, 1, 12, 15, 20), "35 h", "35 h"),
        (at(2027, 1, 13, 8), "6 open days", "6 d"),
        (at(2027, 1, 13, 9), "7 open days", "7 d"),
        (at(2027, 2, 1, 16), "20 open days", "20 d"),
        (at(2027, 7, 5, 16), "6 months", "6 months"),
    ],
)
def test_opening_time_is_told_in_hours_open_days_or_months(
    end: datetime, words: str, brief: str
) -> None:
    work = calendar_in_use().work

    with translation.override("en"):
        told = length_words(work, MONDAY, end), length_words(work, MONDAY, end, brief=True)

    assert [each.replace(NBSP, " ") for each in told] == [words, brief]


def test_a_deadline_at_closing_time_is_not_late_before_we_open() -> None:
    work, closing = calendar_in_use().work, at(2027, 1, 8, 14)

    with translation.override("en"):
        told = [lateness_words(work, closing, at(2027, 1, 11, 8, minute)) for minute in (0, 1)]

    assert told == ["", f"1{NBSP}min"]
