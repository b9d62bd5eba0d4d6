"""B5, B6: the edges at which clocks go wrong, each with its instants written out.

The calendar is the one the migration lays: Mon–Thu 8–16, Fri 8–14, lunch 11–12, eves until 14.
"""

from datetime import date, datetime, time

import pytest

from sla import services
from sla.choices import ResolutionKind
from sla.hours import calendar_in_use
from sla.models import Calendar
from sla.pauses import add_with_pauses, moved_target
from sla.targets import TargetRule, resolution_target
from sla.worktime import WorkCalendar
from tests.sla.conftest import at

HOUR = 3600

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> WorkCalendar:
    return calendar_in_use().work


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        # Lunch begins: the deadline may sit on it, or the rest comes after it.
        ("2027-01-04 10:59:59+02:00", 1, "2027-01-04 11:00:00+02:00"),
        ("2027-01-04 10:59:59+02:00", 2, "2027-01-04 12:00:01+02:00"),
        ("2027-01-04 08:00:00+02:00", 3 * HOUR, "2027-01-04 11:00:00+02:00"),
        ("2027-01-04 08:00:00+02:00", 3 * HOUR + 1, "2027-01-04 12:00:01+02:00"),
        # Over lunch, and from its midst.
        ("2027-01-04 10:30:00+02:00", HOUR, "2027-01-04 12:30:00+02:00"),
        ("2027-01-04 11:30:00+02:00", HOUR, "2027-01-04 13:00:00+02:00"),
        ("2027-01-04 11:00:00+02:00", 1, "2027-01-04 12:00:01+02:00"),
        ("2027-01-04 11:59:59+02:00", 1, "2027-01-04 12:00:01+02:00"),
    ],
)
def test_lunch_counts_for_nobody(work: WorkCalendar, start: str, seconds: int, due: str) -> None:
    assert work.add(instant(start), seconds) == instant(due)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        ("2027-01-11 12:00:00+02:00", 4 * HOUR, "2027-01-11 16:00:00+02:00"),
        ("2027-01-11 15:59:59+02:00", 0, "2027-01-11 15:59:59+02:00"),
        ("2027-01-11 15:59:59+02:00", 1, "2027-01-11 16:00:00+02:00"),
        ("2027-01-11 15:59:59+02:00", 2, "2027-01-12 08:00:01+02:00"),
        # Parts of a second are dropped, never rounded into the next day.
        ("2027-01-11 15:59:59.999999+02:00", 1, "2027-01-11 16:00:00+02:00"),
        # At 16.00.00 the office is closed: it is tomorrow's matter.
        ("2027-01-11 16:00:00+02:00", 0, "2027-01-12 08:00:00+02:00"),
        ("2027-01-11 16:00:00+02:00", 1, "2027-01-12 08:00:01+02:00"),
        ("2027-01-12 07:59:59+02:00", 1, "2027-01-12 08:00:01+02:00"),
        ("2027-01-12 08:00:00+02:00", 1, "2027-01-12 08:00:01+02:00"),
        # Friday closes at two, and then comes Monday.
        ("2027-01-15 13:59:59+02:00", 1, "2027-01-15 14:00:00+02:00"),
        ("2027-01-15 13:59:59+02:00", 2, "2027-01-18 08:00:01+02:00"),
        ("2027-01-15 14:00:00+02:00", 0, "2027-01-18 08:00:00+02:00"),
    ],
)
def test_closing_time_is_closed_to_the_second(
    work: WorkCalendar, start: str, seconds: int, due: str
) -> None:
    assert work.add(instant(start), seconds) == instant(due)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        # Epiphany Eve, a Tuesday: until 14, and Wednesday is the holiday.
        ("2027-01-05 13:59:59+02:00", 1, "2027-01-05 14:00:00+02:00"),
        ("2027-01-05 13:59:59+02:00", 2, "2027-01-07 08:00:01+02:00"),
        ("2027-01-05 14:00:00+02:00", 0, "2027-01-07 08:00:00+02:00"),
        ("2027-01-05 13:00:00+02:00", 2 * HOUR, "2027-01-07 09:00:00+02:00"),
        ("2027-01-04 10:20:00+02:00", 12 * HOUR, "2027-01-07 10:20:00+02:00"),
        # The eve of All Saints' Day is a Friday, which closes at 14 anyway.
        ("2027-11-05 13:00:00+02:00", 2 * HOUR, "2027-11-08 09:00:00+02:00"),
        # New Year's Eve, a Thursday.
        ("2026-12-31 13:00:00+02:00", 2 * HOUR, "2027-01-04 09:00:00+02:00"),
    ],
)
def test_an_eve_ends_at_two(work: WorkCalendar, start: str, seconds: int, due: str) -> None:
    assert work.add(instant(start), seconds) == instant(due)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        # Easter 2027: Maundy Thursday until 14, Friday to Monday closed, summer time on Sunday.
        ("2027-03-25 13:00:00+02:00", 2 * HOUR, "2027-03-30 09:00:00+03:00"),
        ("2027-03-25 14:00:00+02:00", 4 * HOUR, "2027-03-30 13:00:00+03:00"),
        ("2027-03-24 15:00:00+02:00", 12 * HOUR, "2027-03-30 15:00:00+03:00"),
        ("2027-03-27 12:00:00+02:00", 1, "2027-03-30 08:00:01+03:00"),
        # Christmas 2026: the 23rd is a whole day, the 24th (Thursday) to the 27th are closed.
        ("2026-12-23 15:00:00+02:00", 4 * HOUR, "2026-12-28 11:00:00+02:00"),
        ("2026-12-23 16:00:00+02:00", HOUR, "2026-12-28 09:00:00+02:00"),
        ("2026-12-24 10:00:00+02:00", 0, "2026-12-28 08:00:00+02:00"),
        # 21 h before Christmas, 21 h after it, 5 h on New Year's Eve, 1 h in the new year.
        ("2026-12-21 08:00:00+02:00", 48 * HOUR, "2027-01-04 09:00:00+02:00"),
        # Midsummer: Thursday is a whole day, Friday is closed.
        ("2027-06-24 15:30:00+03:00", HOUR, "2027-06-28 08:30:00+03:00"),
        ("2027-06-25 09:00:00+03:00", HOUR, "2027-06-28 09:00:00+03:00"),
        ("2026-06-18 15:00:00+03:00", 4 * HOUR, "2026-06-22 11:00:00+03:00"),
    ],
)
def test_a_long_weekend_passes_without_counting(
    work: WorkCalendar, start: str, seconds: int, due: str
) -> None:
    assert work.add(instant(start), seconds) == instant(due)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        # Both half past threes of 31.10.2027, and the last second of summer time.
        ("2027-10-31 03:30:00+03:00", HOUR, "2027-11-01 09:00:00+02:00"),
        ("2027-10-31 03:30:00+02:00", HOUR, "2027-11-01 09:00:00+02:00"),
        ("2027-10-31 03:59:59+03:00", HOUR, "2027-11-01 09:00:00+02:00"),
        ("2027-10-29 13:00:00+03:00", 2 * HOUR, "2027-11-01 09:00:00+02:00"),
        ("2027-10-29 10:00:00+03:00", 12 * HOUR, "2027-11-02 10:00:00+02:00"),
        # 28.3.2027 has no half past three.
        ("2027-03-28 02:59:59+02:00", HOUR, "2027-03-30 09:00:00+03:00"),
        ("2027-03-28 04:00:00+03:00", HOUR, "2027-03-30 09:00:00+03:00"),
    ],
)
def test_a_deadline_keeps_its_time_on_the_wall_over_both_clock_changes(
    work: WorkCalendar, start: str, seconds: int, due: str
) -> None:
    assert work.add(instant(start), seconds) == instant(due)


def open_at_night(day: date) -> WorkCalendar:
    calendar = Calendar.objects.get(key="fi")
    night = calendar.exceptions.create(date=day, reason_fi="Käyttöönotto")
    night.hours.create(opens=time(0, 30), closes=time(5))
    services.publish_calendar(calendar)
    return calendar_in_use().work


@pytest.mark.parametrize(
    ("midnight", "seconds", "due"),
    [
        # From half past midnight until five: 3–4 is missing …
        ("2027-03-28 00:00:00+02:00", int(2.5 * HOUR), "2027-03-28 04:00:00+03:00"),
        ("2027-03-28 00:00:00+02:00", int(2.5 * HOUR) + 1, "2027-03-28 04:00:01+03:00"),
        ("2027-03-28 00:00:00+02:00", int(3.5 * HOUR), "2027-03-28 05:00:00+03:00"),
        # … and comes twice.
        ("2027-10-31 00:00:00+03:00", 3 * HOUR, "2027-10-31 03:30:00+03:00"),
        ("2027-10-31 00:00:00+03:00", 4 * HOUR, "2027-10-31 03:30:00+02:00"),
        ("2027-10-31 00:00:00+03:00", int(5.5 * HOUR), "2027-10-31 05:00:00+02:00"),
    ],
)
def test_a_night_shift_works_the_hours_that_really_pass(
    midnight: str, seconds: int, due: str
) -> None:
    begin, end = instant(midnight), instant(due)

    work = open_at_night(begin.date())

    assert work.add(begin, seconds) == end
    assert work.open_between(begin, end) == seconds


def test_a_pause_before_the_start_counts_for_nothing_though_the_wall_says_it_is_later() -> None:
    """The clock shows 3.20 an hour before the 3.10 at which the promise begins."""
    work = open_at_night(date(2027, 10, 31))
    began, ended = at(2027, 10, 31, 3, 20), at(2027, 10, 31, 3, 40)
    since = at(2027, 10, 31, 3, 10).replace(fold=1)
    target = work.add(since, HOUR)

    assert moved_target(work, target, [(began, ended)], since=since) == target
    assert add_with_pauses(work, since, HOUR, [(began, ended)]) == target
    assert target == instant("2027-10-31 04:10:00+02:00")


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        ("2028-02-28 15:00:00+02:00", 4 * HOUR, "2028-02-29 11:00:00+02:00"),
        ("2028-02-28 16:00:00+02:00", 7 * HOUR, "2028-02-29 16:00:00+02:00"),
        ("2028-02-29 15:00:00+02:00", 4 * HOUR, "2028-03-01 11:00:00+02:00"),
        ("2028-02-25 13:00:00+02:00", 48 * HOUR, "2028-03-07 16:00:00+02:00"),
    ],
)
def test_a_leap_day_is_a_day(work: WorkCalendar, start: str, seconds: int, due: str) -> None:
    assert work.add(instant(start), seconds) == instant(due)


SAME_DAY = TargetRule(ResolutionKind.SAME_DAY, least_seconds=2 * HOUR)
SAME_WEEK = TargetRule(ResolutionKind.SAME_WEEK, least_seconds=4 * HOUR)
WEEKS_4 = TargetRule(ResolutionKind.WEEKS, amount=4)
MONTHS_6 = TargetRule(ResolutionKind.MONTHS, amount=6)
MONTHS_12 = TargetRule(ResolutionKind.MONTHS, amount=12)


@pytest.mark.parametrize(
    ("start", "rule", "target"),
    [
        # Two opening hours are left, or a second less.
        ("2027-01-11 14:00:00+02:00", SAME_DAY, "2027-01-11 16:00:00+02:00"),
        ("2027-01-11 14:00:01+02:00", SAME_DAY, "2027-01-12 16:00:00+02:00"),
        ("2027-01-05 11:30:00+02:00", SAME_DAY, "2027-01-05 14:00:00+02:00"),
        ("2027-01-05 12:00:01+02:00", SAME_DAY, "2027-01-07 16:00:00+02:00"),
        ("2027-01-11 16:00:00+02:00", SAME_DAY, "2027-01-12 16:00:00+02:00"),
        ("2026-12-24 09:00:00+02:00", SAME_DAY, "2026-12-28 16:00:00+02:00"),
        # Four opening hours are left of the week, or a second less.
        ("2027-01-15 09:00:00+02:00", SAME_WEEK, "2027-01-15 14:00:00+02:00"),
        ("2027-01-15 09:00:01+02:00", SAME_WEEK, "2027-01-22 14:00:00+02:00"),
        ("2027-03-25 09:00:00+02:00", SAME_WEEK, "2027-03-25 14:00:00+02:00"),
        ("2027-03-25 09:00:01+02:00", SAME_WEEK, "2027-04-02 14:00:00+03:00"),
        ("2027-06-24 09:00:00+03:00", SAME_WEEK, "2027-06-24 16:00:00+03:00"),
        # The day four weeks later is Good Friday, or a leap day.
        ("2027-02-26 09:00:00+02:00", WEEKS_4, "2027-03-25 14:00:00+02:00"),
        ("2028-02-01 09:00:00+02:00", WEEKS_4, "2028-02-29 16:00:00+02:00"),
        # Months end where they end.
        ("2027-08-31 09:00:00+03:00", MONTHS_6, "2028-02-29 16:00:00+02:00"),
        ("2028-02-29 09:00:00+02:00", MONTHS_6, "2028-08-29 16:00:00+03:00"),
        ("2028-02-29 09:00:00+02:00", MONTHS_12, "2029-02-28 16:00:00+02:00"),
        ("2026-06-24 17:00:00+03:00", MONTHS_6, "2026-12-23 16:00:00+02:00"),
        ("2026-06-25 09:00:00+03:00", MONTHS_12, "2027-06-24 16:00:00+03:00"),
    ],
)
def test_a_target_is_the_closing_it_should_be(
    work: WorkCalendar, start: str, rule: TargetRule, target: str
) -> None:
    assert resolution_target(work, instant(start), rule) == instant(target)


@pytest.mark.parametrize(
    ("began", "ended", "target"),
    [
        # Nobody was there anyway: over night, lunch, Easter with its clock change.
        ("2027-03-23 16:00:00+02:00", "2027-03-24 08:00:00+02:00", "2027-04-02 14:00:00+03:00"),
        ("2027-03-23 11:00:00+02:00", "2027-03-23 12:00:00+02:00", "2027-04-02 14:00:00+03:00"),
        ("2027-03-25 14:00:00+02:00", "2027-03-30 08:00:00+03:00", "2027-04-02 14:00:00+03:00"),
        # One second of the evening, one of the morning, one hour of an eve.
        ("2027-03-23 15:59:59+02:00", "2027-03-24 08:00:00+02:00", "2027-04-05 08:00:01+03:00"),
        ("2027-03-23 16:00:00+02:00", "2027-03-24 08:00:01+02:00", "2027-04-05 08:00:01+03:00"),
        ("2027-03-25 13:00:00+02:00", "2027-03-30 08:00:00+03:00", "2027-04-05 09:00:00+03:00"),
    ],
)
def test_a_pause_moves_a_target_by_the_opening_time_in_it(
    work: WorkCalendar, began: str, ended: str, target: str
) -> None:
    friday = instant("2027-04-02 14:00:00+03:00")

    moved = moved_target(work, friday, [(instant(began), instant(ended))])

    assert moved == instant(target)
