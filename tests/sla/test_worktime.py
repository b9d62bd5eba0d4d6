"""B5, B6: opening time as arithmetic, in single examples. Its laws: `test_worktime_laws.py`."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sla.days import CalendarRules, DayKind, every_week, eves_of
from sla.pauses import add_with_pauses, moved_target
from sla.worktime import BeyondHorizon, NaiveInstant, WorkCalendar

HELSINKI = ZoneInfo("Europe/Helsinki")
WEEK = {
    **dict.fromkeys(range(4), ((time(8), time(11)), (time(12), time(16)))),
    4: ((time(8), time(11)), (time(12), time(14))),
}
HOLIDAYS = frozenset({date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 29)})


USUAL = WorkCalendar(
    CalendarRules(
        HELSINKI,
        date(2026, 1, 1),
        date(2028, 12, 31),
        every_week(WEEK),
        holidays=HOLIDAYS,
        eves=eves_of(HOLIDAYS),
        exceptions={
            date(2027, 2, 3): ((time(8), time(20)),),
            date(2027, 2, 4): (),
            date(2027, 2, 6): ((time(10), time(12)),),
        },
    )
)


def at(*parts):
    return datetime(*parts, tzinfo=HELSINKI)


def test_exceptions_open_shorten_and_close_days():
    rows = USUAL.explain(at(2027, 2, 3, 16), 5 * 3600)

    assert [(row.day.date.day, row.day.kind, row.seconds) for row in rows] == [
        (3, DayKind.EXCEPTION, 4 * 3600),
        (4, DayKind.EXCEPTION, 0),
        (5, DayKind.USUAL, 3600),
    ]
    assert USUAL.is_open(at(2027, 2, 6, 11))


def test_the_week_of_epiphany_is_explained_day_by_day():
    rows = USUAL.explain(at(2027, 1, 4, 10, 20), 12 * 3600)

    assert [(row.day.kind, row.seconds) for row in rows] == [
        (DayKind.USUAL, 16_800),
        (DayKind.EVE, 18_000),
        (DayKind.HOLIDAY, 0),
        (DayKind.USUAL, 8_400),
    ]
    assert rows[-1].counted == ((at(2027, 1, 7, 8), at(2027, 1, 7, 10, 20)),)


def test_an_account_tells_paused_time_apart():
    pause = (at(2027, 1, 4, 9, 30), at(2027, 1, 4, 13))

    (row,) = USUAL.account(at(2027, 1, 4, 9), at(2027, 1, 4, 14), pauses=[pause])

    assert row.counted == (
        (at(2027, 1, 4, 9), at(2027, 1, 4, 9, 30)),
        (at(2027, 1, 4, 13), at(2027, 1, 4, 14)),
    )
    assert row.paused == (
        (at(2027, 1, 4, 9, 30), at(2027, 1, 4, 11)),
        (at(2027, 1, 4, 12), at(2027, 1, 4, 13)),
    )
    assert row.seconds == 5_400


def test_a_clock_that_still_waits_has_no_deadline():
    lasting = [(at(2027, 1, 4, 9), None)]

    assert add_with_pauses(USUAL, at(2027, 1, 4, 8), 7_200, lasting) is None
    assert add_with_pauses(USUAL, at(2027, 1, 4, 8), 3_600, lasting) == at(2027, 1, 4, 9)
    assert add_with_pauses(USUAL, at(2027, 1, 4, 9), 0, lasting) is None
    assert moved_target(USUAL, at(2027, 1, 8, 14), lasting) is None


def test_beyond_the_known_years_it_refuses_to_guess():
    for question in (
        lambda: USUAL.add(at(2028, 12, 29, 13), 6 * 3600),
        lambda: USUAL.add(at(2025, 12, 31, 12), 60),
        lambda: USUAL.open_between(at(2027, 1, 1), at(2029, 1, 2)),
        lambda: USUAL.subtract(at(2026, 1, 2, 9), 9 * 3600),
        lambda: USUAL.next_opening(at(2028, 12, 31, 12)),
        lambda: USUAL.next_closing(at(2028, 12, 31, 12)),
        lambda: USUAL.last_closing(date(2029, 1, 1)),
        lambda: USUAL.day(date(2029, 1, 1)),
    ):
        with pytest.raises(BeyondHorizon):
            question()


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(NaiveInstant):
        USUAL.add(datetime(2027, 1, 4, 9), 60)  # noqa: DTZ001 - the very mistake


def test_a_negative_span_is_refused():
    for question in (USUAL.add, USUAL.subtract):
        with pytest.raises(ValueError, match="a negative span"):
            question(at(2027, 1, 4, 9), -1)


def test_counting_back_no_time_from_closed_time_ends_at_the_closing():
    assert USUAL.subtract(at(2027, 1, 4, 20), 0) == at(2027, 1, 4, 16)
    assert USUAL.subtract(at(2027, 1, 4, 15), 0) == at(2027, 1, 4, 15)
    assert USUAL.subtract(at(2027, 1, 5, 9), 3600) == at(2027, 1, 5, 8)
