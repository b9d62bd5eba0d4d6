"""B5.6, B6: a month as one row of days, each with a shape of its own."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sla.days import CalendarRules, every_week, eves_of
from sla.monthstrip import MonthStrip, Shape, draw_month
from sla.ribbon import Mark
from sla.worktime import WorkCalendar
from tests.sla.conftest import at

LONG = ((time(8), time(11)), (time(12), time(16)))
FRIDAY = ((time(8), time(11)), (time(12), time(14)))
EPIPHANY = date(2027, 1, 6)


def calendar(**rules) -> WorkCalendar:
    """Monday to Friday as at the office; Epiphany is the only holiday."""
    plain = {
        "zone": ZoneInfo("Europe/Helsinki"),
        "first_day": date(2026, 12, 1),
        "last_day": date(2027, 12, 31),
        "weekly": every_week({**dict.fromkeys(range(4), LONG), 4: FRIDAY}),
        "holidays": frozenset({EPIPHANY}),
        "eves": eves_of({EPIPHANY}),
    }
    return WorkCalendar(CalendarRules(**(plain | rules)))


def dates(strip: MonthStrip, css: str, top: int, height: int) -> list[int]:
    """The days of the month drawn with this class at this height."""
    found = []
    for shape in strip.shapes:
        for cell in shape.d.split("M")[1:]:
            place, _space, rest = cell.partition(" ")
            if shape.css == css and rest == f"{top}h7v{height}h-7z":
                found.append(int(place) // 8 + 1)
    return found


def test_a_plain_month_shows_open_short_and_closed_days() -> None:
    strip = draw_month(calendar(), 2027, 1)

    weekends = [2, 3, 9, 10, 16, 17, 23, 24, 30, 31]
    assert dates(strip, "night", 4, 2) == weekends
    assert dates(strip, "cut", 2, 6) == [6]
    assert (dates(strip, "open", 5, 3), dates(strip, "cut", 2, 3)) == ([5], [5])
    usual = [day for day in range(1, 32) if day not in {*weekends, 5, 6}]
    assert dates(strip, "open", 2, 6) == usual
    assert (strip.open_days, strip.seconds, strip.marks) == (20, 128 * 3600, ())


def test_cells_are_paths_of_whole_numbers() -> None:
    assert draw_month(calendar(), 2027, 1).shapes[2] == Shape("open", "M32 5h7v3h-7z")


def test_a_promise_counts_from_its_start_to_its_goal() -> None:
    strip = draw_month(
        calendar(),
        2027,
        1,
        counted_from=at(2027, 1, 4, 10, 20),
        goal=at(2027, 1, 8, 14),
        now=at(2027, 1, 4, 12),
    )

    assert dates(strip, "counted", 0, 10) == [4, 7, 8]
    assert (dates(strip, "counted", 5, 5), dates(strip, "cut", 0, 5)) == ([5], [5])
    assert dates(strip, "open", 2, 6)[:2] == [1, 11]
    assert strip.marks == (Mark("now", "28"), Mark("goal", "60.7"))
    assert (strip.open_days, strip.seconds) == (4, 21 * 3600 + 40 * 60)
    assert [day.date.day for day in strip.days] == [4, 5, 6, 7, 8]


def test_a_month_in_the_midst_counts_whole() -> None:
    bounds = {"counted_from": at(2026, 12, 14, 9), "goal": at(2027, 6, 14, 16)}

    strip = draw_month(calendar(), 2027, 2, **bounds, now=at(2026, 12, 14, 9))

    assert (strip.open_days, strip.seconds, strip.marks) == (20, 132 * 3600, ())
    assert dates(strip, "open", 2, 6) == []


@pytest.mark.parametrize("month", [2, 5])
def test_a_month_outside_the_promise_counts_nothing(month: int) -> None:
    bounds = {"counted_from": at(2027, 3, 1, 9), "goal": at(2027, 4, 30, 14)}

    strip = draw_month(calendar(), 2027, month, **bounds)

    assert (strip.open_days, strip.seconds, strip.days) == (0, 0, ())
    assert dates(strip, "counted", 0, 10) == []


def test_pauses_are_bands_and_take_their_time() -> None:
    strip = draw_month(
        calendar(),
        2027,
        1,
        counted_from=at(2027, 1, 4, 8),
        goal=at(2027, 1, 29, 14),
        pauses=[
            (at(2027, 1, 11, 9), at(2027, 1, 12, 10)),
            (at(2027, 1, 12, 9), at(2027, 1, 14, 8)),
            # Nothing is open meanwhile.
            (at(2027, 1, 16, 9), at(2027, 1, 17, 9)),
        ],
    )

    assert dates(strip, "paused", 3, 4) == [11, 12, 13]
    assert 11 in dates(strip, "counted", 0, 10)
    assert dates(strip, "open", 2, 6) == [1, 12, 13]
    assert strip.paused_seconds == (6 + 7 + 7) * 3600
    assert strip.seconds == (128 - 5 - 20) * 3600


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 28, 23), (10, 31, 25)])
def test_the_two_days_of_the_changing_clock_are_as_long_as_they_are(
    month: int, day: int, hours: int
) -> None:
    always = calendar(
        weekly=every_week(
            dict.fromkeys(range(7), ((time(0), time(23, 59)), (time(23, 59), time.max)))
        ),
        holidays=frozenset(),
        eves=frozenset(),
    )
    zone = ZoneInfo("Europe/Helsinki")

    strip = draw_month(
        always,
        2027,
        month,
        counted_from=datetime(2027, month, day, tzinfo=zone),
        goal=datetime(2027, month, day, 23, 59, tzinfo=zone),
    )

    assert strip.seconds == hours * 3600 - 60
    assert dates(strip, "counted", 0, 10) == [day]


def test_marks_stand_on_the_wall_clock_of_the_calendar() -> None:
    strip = draw_month(calendar(), 2027, 3, now=datetime.fromisoformat("2027-03-29T21:00:00+00:00"))

    # Midnight of the 30th in Helsinki, summer time.
    assert strip.marks == (Mark("now", "232"),)


def test_an_exception_is_short_or_longer_or_closes_the_day() -> None:
    exceptions = {
        date(2027, 2, 1): ((time(8), time(11)),),
        date(2027, 2, 2): ((time(8), time(11)), (time(12), time(19))),
        date(2027, 2, 3): (),
        date(2027, 2, 6): ((time(10), time(14)),),
    }

    strip = draw_month(calendar(exceptions=exceptions), 2027, 2)

    assert dates(strip, "open", 5, 3) == [1]
    assert dates(strip, "cut", 2, 6) == [3]
    assert {2, 6} <= set(dates(strip, "open", 2, 6))


def test_days_the_calendar_does_not_know_are_left_out() -> None:
    strip = draw_month(calendar(last_day=date(2027, 2, 10)), 2027, 2)
    unknown = draw_month(calendar(last_day=date(2027, 2, 10)), 2027, 3)

    assert dates(strip, "open", 2, 6) == [1, 2, 3, 4, 5, 8, 9, 10]
    assert (unknown.shapes, unknown.open_days) == ((), 0)
