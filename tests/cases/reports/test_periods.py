"""Periods are whole days of Helsinki; months and quarters have neighbours."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from cases.selectors.reports import periods
from cases.selectors.reports.periods import Period, Span, between, last_full_month, period_of

CHRISTMAS = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.WEEK, date(2026, 12, 21), date(2026, 12, 27)),
        (Span.MONTH, date(2026, 12, 1), date(2026, 12, 31)),
        (Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(span: Span, first: date, last: date) -> None:
    period = period_of(span, CHRISTMAS)

    assert period == Period(span, first, last)
    assert period.before.last < first
    assert (period.before.after, period.after.before) == (period, period)
    assert (last - period.before.last).days in {7, 31, 92, 365}


def test_a_month_begins_at_midnight_in_helsinki() -> None:
    march = period_of(Span.MONTH, date(2026, 3, 15))

    assert march.since == datetime(2026, 2, 28, 22, tzinfo=UTC)
    # Summer time has begun by then.
    assert march.until == datetime(2026, 3, 31, 21, tzinfo=UTC)


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    with translation.override("en"):
        assert period_of(Span.WEEK, date(2027, 1, 2)).name == "Week 53/2026"


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (period_of(Span.MONTH, CHRISTMAS), "December 2026"),
        (period_of(Span.QUARTER, CHRISTMAS), "Quarter 4/2026"),
        (period_of(Span.YEAR, CHRISTMAS), "Year 2026"),
        (between(date(2026, 11, 3), CHRISTMAS), "3\xa0Nov\xa02026–24\xa0Dec\xa02026"),
    ],
)
def test_a_period_has_the_name_people_give_it(period: Period, name: str) -> None:
    with translation.override("en"):
        assert period.name == name


def test_the_last_full_month_is_over() -> None:
    assert last_full_month(date(2027, 1, 1)) == period_of(Span.MONTH, CHRISTMAS)
    assert last_full_month(date(2026, 12, 31)) == period_of(Span.MONTH, date(2026, 11, 1))


def test_other_days_have_neighbours_as_long_as_themselves() -> None:
    ten = between(date(2026, 3, 20), date(2026, 3, 11))

    assert ten.days == (date(2026, 3, 11), date(2026, 3, 20))
    assert ten.before.days == (date(2026, 3, 1), date(2026, 3, 10))
    assert ten.after.days == (date(2026, 3, 21), date(2026, 3, 30))


def test_no_period_is_longer_than_the_most() -> None:
    long = between(date(2000, 1, 1), date(2026, 12, 31))

    assert long.last == date(2026, 12, 31)
    assert (long.last - long.first).days + 1 == periods.MOST_DAYS


def test_the_months_of_a_period_are_whole_and_at_least_so_many() -> None:
    week = period_of(Span.WEEK, CHRISTMAS)
    half_year = between(date(2026, 5, 20), date(2026, 12, 2))

    assert [f"{month.first:%m}" for month in week.months(at_least=3)] == ["10", "11", "12"]
    assert [f"{month.first:%m}" for month in half_year.months(at_least=3)] == [
        *("05", "06", "07", "08", "09", "10", "11", "12")
    ]
