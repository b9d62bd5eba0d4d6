"""B6: hours that change on a date count from that date, and what has been stays as it was."""

from datetime import date, time
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from accounts.notices import kinds
from accounts.timewords import NBSP
from sla import services
from sla.choices import ClockKind
from sla.days import CalendarRules, DayKind, OpeningWindow, every_week, first_empty_week
from sla.explanations import explain_clocks
from sla.hours import calendar_in_use
from sla.models import Calendar, Clock, OpeningHours
from sla.opening import usual_week
from sla.selectors import records_of
from tests.sla.conftest import at

SPRING, AUTUMN = date(2027, 7, 31), date(2027, 8, 1)
MORNING = (time(8), time(11))
# Mondays from 8 until the end of July 2027, from 7.30 after that; Tuesdays always.
WEEKLY = (
    OpeningWindow(0, time(12), time(16)),
    OpeningWindow(0, time(7, 30), time(11), valid_from=AUTUMN),
    OpeningWindow(0, *MORNING, valid_until=SPRING),
    *every_week({1: (MORNING,)}),
)
RULES = CalendarRules(
    ZoneInfo("Europe/Helsinki"), date(2027, 1, 1), date(2027, 12, 31), weekly=WEEKLY
)


@pytest.fixture
def calendar(db: None) -> Calendar:
    return Calendar.objects.get(key="fi")


def open_earlier_from_august(calendar: Calendar) -> None:
    """From 1.8.2027 the office opens at 7.30."""
    calendar.opening_hours.filter(opens="08:00").update(valid_until=SPRING)
    OpeningHours.objects.bulk_create(
        OpeningHours(
            calendar=calendar, weekday=weekday, opens="07:30", closes="11:00", valid_from=AUTUMN
        )
        for weekday in range(5)
    )
    services.publish_calendar(calendar)


def hours(calendar: Calendar, **period: date | None) -> OpeningHours:
    """A window on Sundays, on which the default calendar has none."""
    row = OpeningHours.objects.create(
        calendar=calendar, weekday=6, opens="10:00", closes="12:00", **period
    )
    connection.check_constraints()
    return row


# --- Rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "opens"),
    [
        (date(2027, 7, 26), time(8)),
        (date(2027, 8, 2), time(7, 30)),
    ],
)
def test_a_day_has_the_windows_of_its_date_in_order(on: date, opens: time) -> None:
    windows = ((opens, time(11)), (time(12), time(16)))

    day = RULES.day(on)

    assert (day.windows, day.usual, day.kind) == (windows, windows, DayKind.USUAL)


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    sunday = OpeningWindow(6, *MORNING, valid_from=date(2027, 8, 8), valid_until=date(2027, 8, 15))
    rules = CalendarRules(RULES.zone, RULES.first_day, RULES.last_day, weekly=(sunday,))

    open_days = [day for day in range(1, 32) if rules.day(date(2027, 8, day)).windows]

    assert open_days == [8, 15]


def test_the_usual_week_is_the_one_in_force_on_a_date() -> None:
    # Saturday and Sunday of one calendar week, the old hours and the new.
    old, new = RULES.usual_week(SPRING), RULES.usual_week(AUTUMN)

    assert [day.date for day in old] == [date(2027, 7, 26 + number) for number in range(6)] + [
        AUTUMN
    ]
    assert (old[0].windows[0], new[0].windows[0]) == (MORNING, (time(7, 30), time(11)))
    assert (old[1], old[2].kind) == (new[1], DayKind.REST)


@pytest.mark.parametrize(
    ("weekly", "empty_from"),
    [
        ((), date(2027, 1, 1)),
        (WEEKLY, None),
        ([OpeningWindow(0, *MORNING, valid_until=SPRING)], AUTUMN),
        ([OpeningWindow(0, *MORNING, valid_from=AUTUMN)], date(2027, 1, 1)),
        ([OpeningWindow(0, *MORNING, valid_until=date(2027, 12, 31))], None),
        (
            [
                OpeningWindow(0, *MORNING, valid_until=SPRING),
                OpeningWindow(1, *MORNING, valid_from=date(2027, 9, 1)),
            ],
            AUTUMN,
        ),
    ],
)
def test_a_week_without_any_opening_is_found(weekly, empty_from: date | None) -> None:
    assert first_empty_week(weekly, RULES.first_day, RULES.last_day) == empty_from


# --- Rows -----------------------------------------------------------------------------------------


def told(clock: Clock) -> tuple[object, ...]:
    """A deadline as a reader sees it in September."""
    now = at(2027, 9, 1, 9)
    [explanation] = explain_clocks([clock], records_of([clock]), for_desk=True, now=now)
    return explanation.sentence, explanation.days, explanation.total


def test_new_hours_move_no_deadline_before_them(calendar: Calendar, levels) -> None:
    clock = services.start(ClockKind.HANDLING, level=levels[3], label="1", at=at(2027, 7, 28, 10))
    before = told(clock)

    open_earlier_from_august(calendar)

    assert told(clock) == before
    assert calendar_in_use().work.add(clock.started_at, 12 * 3600) == clock.due_at
    assert calendar_in_use().work.add(at(2027, 8, 4, 10), 12 * 3600) == at(2027, 8, 5, 15, 30)


def test_a_deadline_over_the_change_counts_each_day_by_its_own_hours(calendar: Calendar) -> None:
    open_earlier_from_august(calendar)
    work = calendar_in_use().work

    # One hour on Friday 30.7., the rest on Monday 2.8. from 7.30.
    assert work.add(at(2027, 7, 30, 13), 2 * 3600) == at(2027, 8, 2, 8, 30)
    assert work.open_between(at(2027, 7, 26), at(2027, 8, 9)) == (33 + 35.5) * 3600


def test_the_foot_and_the_mail_tell_the_hours_of_today(calendar: Calendar, clock) -> None:
    open_earlier_from_august(calendar)
    clock(at(2027, 8, 1, 12))

    with translation.override("en"):
        july, august = usual_week(at(2027, 7, 31, 12)), usual_week(at(2027, 8, 1, 12))
        mail = kinds.signature("en").hours_line.replace(NBSP, " ")

    assert july == "Mon–Thu 8:00–16:00, Fri 8:00–14:00, lunch 11:00–12:00"
    assert august == "Mon–Thu 7:30–16:00, Fri 7:30–14:00, lunch 11:00–12:00"
    assert mail == august


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"valid_from": AUTUMN}),
        ({"valid_until": AUTUMN}, {"valid_from": AUTUMN}),
        ({"valid_from": AUTUMN, "valid_until": AUTUMN}, {"valid_from": SPRING}),
    ],
)
def test_the_database_refuses_hours_that_overlap_in_the_same_period(
    calendar: Calendar, one, other
) -> None:
    hours(calendar, **one)

    with pytest.raises(IntegrityError, match="opening_hours_do_not_overlap"), transaction.atomic():
        hours(calendar, **other)


def test_the_database_takes_the_same_hours_in_periods_that_follow_each_other(
    calendar: Calendar,
) -> None:
    hours(calendar, valid_until=SPRING)
    hours(calendar, valid_from=AUTUMN, valid_until=AUTUMN)
    hours(calendar, valid_from=date(2027, 8, 2))

    assert calendar.opening_hours.filter(weekday=6).count() == 3


def test_the_database_refuses_a_period_that_ends_before_it_begins(calendar: Calendar) -> None:
    with pytest.raises(IntegrityError, match="opening_hours_period_runs_forward"):
        hours(calendar, valid_from=AUTUMN, valid_until=SPRING)


def test_the_way_back_keeps_the_week_of_today(calendar: Calendar) -> None:
    hours(calendar, valid_until=date(2025, 1, 1))
    today = hours(calendar, valid_from=date(2025, 1, 2), valid_until=date(2099, 12, 31))
    hours(calendar, valid_from=date(2100, 1, 1))

    import_module("sla.migrations.0005_valid_periods").keep_the_week_of_today(apps, None)

    assert list(calendar.opening_hours.filter(weekday=6)) == [today]
    assert calendar.opening_hours.count() == 11
