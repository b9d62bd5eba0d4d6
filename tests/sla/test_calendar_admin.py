"""B6: an administrator edits a calendar's hours and known years; each edit is a new version."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from sla.hours import calendar_in_use
from sla.models import Calendar, OpeningHours, SpecialDay
from tests.sla.conftest import at, calendar_form, edition, words_of

pytestmark = pytest.mark.django_db


def post_calendar(client: Client, calendar: Calendar, **changes: str):
    url = reverse("admin:sla_calendar_change", args=[calendar.pk])
    return client.post(url, calendar_form(calendar, **changes))


def later_mornings(calendar: Calendar, number: int, **dates: str) -> dict[str, str]:
    """One more row: Mondays open at 9."""
    row = f"opening_hours-{number}"
    entered = {"calendar": str(calendar.pk), "weekday": "0", "opens": "09:00", "closes": "11:00"}
    return {
        "opening_hours-TOTAL_FORMS": str(number + 1),
        **{f"{row}-{name}": value for name, value in (entered | dates).items()},
    }


# --- The week -------------------------------------------------------------------------------------


def test_an_edit_of_the_week_is_a_new_version(office: Client, finland: Calendar) -> None:
    answer = post_calendar(office, finland, **{"opening_hours-1-closes": "17:00"})

    assert answer.status_code == 302
    assert edition() == finland.version + 1
    assert calendar_in_use().work.is_open(at(2027, 1, 4, 16, 30))


def test_windows_may_change_places_in_one_edit(office: Client, finland: Calendar) -> None:
    answer = post_calendar(
        office, finland, **{"opening_hours-0-closes": "12:30", "opening_hours-1-opens": "12:30"}
    )

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"opening_hours-1-opens": "10:00"}, "These hours overlap other hours of the same day."),
        ({"opening_hours-1-closes": "02:00"}, "Closing must be later than opening."),
        ({"opening_hours-0-closes": "08:00"}, "Closing must be later than opening."),
        ({"timezone": "Europe/Turku"}, "“Europe/Turku” is not a time zone."),
        (
            {f"opening_hours-{number}-DELETE": "on" for number in range(10)},
            "A week needs at least one opening hour.",
        ),
        ({"known_until": "2024-12-31"}, "“Known until” must be later than “known from”."),
        ({"eve_closes": "08:00"}, "Eves close at 8:00, before anything opens at 8:00."),
        ({"eve_closes": ""}, "This field is required."),
    ],
)
def test_an_impossible_week_is_refused_with_clear_words(
    office: Client, finland: Calendar, changes: dict[str, str], words: str
) -> None:
    answer = post_calendar(office, finland, **changes)

    assert answer.status_code == 200
    assert words_of(answer).count(words) == 1
    assert edition() == finland.version


def test_the_database_refuses_overlapping_hours(finland: Calendar) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(calendar=finland, weekday=0, opens="10:00", closes="13:00")
        connection.check_constraints()


# --- Hours that change on a date ------------------------------------------------------------------


def test_hours_may_change_on_a_date(office: Client, finland: Calendar, clock) -> None:
    clock(at(2027, 6, 1, 9))

    answer = post_calendar(
        office,
        finland,
        **{"opening_hours-0-valid_until": "2027-08-01"},
        **later_mornings(finland, 10, valid_from="2027-08-02"),
    )

    work = calendar_in_use().work
    assert answer.status_code == 302
    assert [work.is_open(at(2027, *day, 8, 30)) for day in ((7, 26), (8, 2))] == [True, False]
    assert edition() == finland.version + 1


@pytest.mark.parametrize(
    ("old_ends", "new_begins"),
    [("", "2027-08-02"), ("2027-08-02", "2027-08-02"), ("2027-08-02", "")],
)
def test_old_and_new_hours_may_not_both_hold_on_a_day(
    office: Client, finland: Calendar, old_ends: str, new_begins: str
) -> None:
    answer = post_calendar(
        office,
        finland,
        **{"opening_hours-0-valid_until": old_ends},
        **later_mornings(finland, 10, valid_from=new_begins),
    )

    assert answer.status_code == 200
    assert (
        "These hours overlap 8:00–11:00, valid at the same time. "
        "Let the old hours end the day before the new ones begin."
    ) in words_of(answer)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (
            {"valid_from": "2027-08-02", "valid_until": "2027-08-01"},
            "“Valid until” must not be earlier than “valid from”.",
        ),
        (
            {"valid_until": "2027-12-31"},
            "A week needs at least one opening hour. From 1 Jan there would be",
        ),
        (
            {"valid_until": "2027-11-30"},
            "A week needs at least one opening hour.",
        ),
        (
            {"valid_from": "2027-12-02"},
            "A week needs at least one opening hour.",
        ),
    ],
)
def test_an_impossible_period_is_refused_with_clear_words(
    office: Client, finland: Calendar, clock, dates: dict[str, str], words: str
) -> None:
    clock(at(2027, 12, 1, 9))
    all_rows = {
        f"opening_hours-{number}-{name}": day for number in range(10) for name, day in dates.items()
    }

    answer = post_calendar(office, finland, **all_rows)

    assert answer.status_code == 200
    assert words in words_of(answer)
    assert edition() == finland.version


def test_hours_may_end_with_the_last_known_day(office: Client, finland: Calendar) -> None:
    all_rows = {f"opening_hours-{number}-valid_until": "2032-12-31" for number in range(10)}

    answer = post_calendar(office, finland, **all_rows)

    assert answer.status_code == 302


# --- The years to come ----------------------------------------------------------------------------


def test_the_holidays_of_the_years_to_come_are_entered_by_a_button(
    office: Client, finland: Calendar
) -> None:
    answer = office.post(reverse("admin:sla_calendar_extend", args=[finland.pk]), {"until": "2033"})

    finland.refresh_from_db()
    assert answer.headers["Location"].endswith("/year/?year=2033")
    assert finland.known_until == date(2033, 12, 31)
    assert SpecialDay.objects.filter(calendar=finland, date__year=2033).count() == 15


@pytest.mark.parametrize("until", ["2032", "2050", "soon", ""])
def test_a_year_that_cannot_be_entered_is_refused(
    office: Client, finland: Calendar, until: str
) -> None:
    answer = office.post(reverse("admin:sla_calendar_extend", args=[finland.pk]), {"until": until})

    assert answer.status_code == 200
    assert "Write a year" in words_of(answer)
    assert edition() == finland.version


def test_a_calendar_of_a_country_nobody_knows_gets_its_holidays_by_hand(office: Client) -> None:
    norway = Calendar.objects.create(
        key="no",
        name="Norge",
        eve_closes="14:00",
        known_from="2027-01-01",
        known_until="2027-12-31",
    )

    page = office.get(reverse("admin:sla_calendar_year", args=[norway.pk]))
    answer = office.post(reverse("admin:sla_calendar_extend", args=[norway.pk]), {"until": "2028"})

    assert (page.status_code, page.context["extend"], answer.status_code) == (200, None, 403)
