"""The face, "Deadline explanation": viewBox 0 0 100 10 is 7–17, x = (hour − 7) × 10."""

from datetime import date, time
from zoneinfo import ZoneInfo

from sla.days import Day, DayKind
from sla.ribbon import Mark, Part, draw
from tests.sla.conftest import at

HELSINKI = ZoneInfo("Europe/Helsinki")
USUAL = ((time(8), time(11)), (time(12), time(16)))
EVE = ((time(8), time(11)), (time(12), time(14)))
MONDAY = date(2027, 1, 4)

NIGHT = Part("night", "0", "4", "100", "2")
MORNING = Part("open", "10", "0", "30", "10")
AFTERNOON = Part("open", "50", "0", "40", "10")
SHORT_AFTERNOON = Part("open", "50", "0", "20", "10")


def test_a_usual_day_with_what_counts_now_and_goal() -> None:
    ribbon = draw(
        Day(MONDAY, DayKind.USUAL, USUAL, USUAL),
        HELSINKI,
        counted=[
            (at(2027, 1, 4, 10, 20), at(2027, 1, 4, 11)),
            (at(2027, 1, 4, 12), at(2027, 1, 4, 15, 20)),
        ],
        now=at(2027, 1, 4, 10, 20),
        goal=at(2027, 1, 4, 15, 20),
    )

    assert ribbon.parts == (
        NIGHT,
        MORNING,
        AFTERNOON,
        Part("counted", "33.3", "0", "6.7", "10"),
        Part("counted", "50", "0", "33.3", "10"),
    )
    assert ribbon.marks == (Mark("now", "33.3"), Mark("goal", "83.3"))


def test_an_eve_shows_what_is_cut_and_a_pause_lies_on_open_time() -> None:
    ribbon = draw(
        Day(MONDAY, DayKind.EVE, EVE, USUAL),
        HELSINKI,
        paused=[(at(2027, 1, 4, 9, 5), at(2027, 1, 4, 11))],
    )

    assert ribbon.parts == (
        NIGHT,
        MORNING,
        SHORT_AFTERNOON,
        Part("cut", "70", "1", "20", "8"),
        Part("paused", "20.8", "3", "19.2", "4"),
    )


def test_a_closed_day_is_night_only_and_marks_of_other_days_stay_away() -> None:
    ribbon = draw(
        Day(MONDAY, DayKind.HOLIDAY, (), USUAL),
        HELSINKI,
        now=at(2027, 1, 3, 10),
        goal=at(2027, 1, 5, 10),
    )

    assert (ribbon.parts, ribbon.marks) == ((NIGHT,), ())


def test_a_long_evening_ends_at_the_edge() -> None:
    evening = ((time(6), time(7)), (time(12), time(20)))

    ribbon = draw(Day(MONDAY, DayKind.EXCEPTION, evening, USUAL), HELSINKI, now=at(2027, 1, 4, 19))

    assert ribbon.parts == (
        NIGHT,
        Part("open", "50", "0", "50", "10"),
        Part("cut", "10", "1", "30", "8"),
    )
    assert ribbon.marks == (Mark("now", "100"),)
