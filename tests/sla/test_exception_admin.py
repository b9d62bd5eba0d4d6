"""B6: an administrator edits the days that are unlike others; each edit is a new version."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sla.hours import calendar_in_use
from sla.models import Calendar, CalendarException
from tests.sla.conftest import at, edition, exception_form, words_of

pytestmark = pytest.mark.django_db


def test_an_exception_with_and_without_hours(office: Client, finland: Calendar) -> None:
    url = reverse("admin:sla_calendarexception_add")

    long_evening = office.post(url, exception_form(finland, "2027-01-04", ("08:00", "20:00")))
    closed = office.post(url, exception_form(finland, "2027-01-05"))

    assert (long_evening.status_code, closed.status_code) == (302, 302)
    assert edition() == finland.version + 2
    work = calendar_in_use().work
    assert [work.is_open(at(2027, 1, day, 13)) for day in (4, 5)] == [True, False]


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        ([("08:00", "20:00"), ("19:00", "21:00")], "These hours overlap other hours"),
        ([("20:00", "02:00")], "Closing must be later than opening."),
    ],
)
def test_an_impossible_day_is_refused_with_clear_words(
    office: Client, finland: Calendar, windows: list[tuple[str, str]], words: str
) -> None:
    url = reverse("admin:sla_calendarexception_add")

    answer = office.post(url, exception_form(finland, "2027-01-07", *windows))

    assert answer.status_code == 200
    assert words in words_of(answer)
    assert not CalendarException.objects.exists()


def test_an_exception_opened_from_the_year_knows_its_day_and_goes_back(
    office: Client, finland: Calendar
) -> None:
    url = reverse("admin:sla_calendarexception_add")
    asked = {"calendar": finland.pk, "date": "2027-01-04", "from": "year"}

    form = office.get(url, asked).context["adminform"].form
    saved = office.post(
        f"{url}?calendar={finland.pk}&date=2027-01-04&from=year",
        exception_form(finland, "2027-01-04"),
    )

    assert form.initial["date"] == date(2027, 1, 4)
    year = reverse("admin:sla_calendar_year", args=[finland.pk])
    assert saved.headers["Location"] == f"{year}?year=2027"


def test_deleting_is_a_new_version_too(office: Client, finland: Calendar) -> None:
    row = finland.exceptions.create(date="2027-01-04", reason_fi="Muutto")

    answer = office.post(
        reverse("admin:sla_calendarexception_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert (answer.status_code, CalendarException.objects.count()) == (302, 0)
    assert edition() == finland.version + 1


def test_maundy_thursday_works_normally_when_good_friday_is_only_a_closed_day(
    office: Client, finland: Calendar
) -> None:
    friday = finland.special_days.get(date="2027-03-26")

    office.post(
        reverse("admin:sla_specialday_change", args=[friday.pk]),
        {
            "calendar": str(finland.pk),
            "date": "2027-03-26",
            "kind": "closed_day",
            "name_fi": friday.name_fi,
        },
    )

    work = calendar_in_use().work
    assert work.is_open(at(2027, 3, 25, 15))
    assert not work.is_open(at(2027, 3, 26, 9))
