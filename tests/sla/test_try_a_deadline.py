"""B5.6: an administrator tries what a calendar would promise, and reads why."""

import pytest
from django.test import Client
from django.urls import reverse

from sla import services
from sla.hours import calendar_of
from sla.models import Calendar, Clock, ServiceLevel
from sla.selectors import preview
from tests.sla.conftest import at, words_of

pytestmark = pytest.mark.django_db


def tried(office: Client, calendar: Calendar, **asked: str):
    url = reverse("admin:sla_calendar_year", args=[calendar.pk])
    return office.get(url, {"received": "2027-01-04T10:20", "level": "3", **asked})


@pytest.fixture(autouse=True)
def _today(clock) -> None:
    clock(at(2026, 12, 14, 9))


def test_both_deadlines_are_told_with_their_reasons(office: Client, finland: Calendar) -> None:
    words = words_of(tried(office, finland))

    assert "Handling starts by Thu 7 Jan 10:20" in words
    assert "4 h 40 min + 5 h + 2 h 20 min = 12 h, so Thu 7 Jan 10:20." in words
    assert "Tue 5 Jan – Epiphany Eve, we close at 14:00; Wed 6 Jan – Epiphany, closed." in words
    assert "Target of the solution Mon 1 Feb 16:00" in words
    assert "Level 3: the target is closing time within 4 weeks." in words


def test_a_pause_moves_the_target_and_not_the_start(office: Client, finland: Calendar) -> None:
    words = words_of(
        tried(office, finland, paused_from="2027-01-11T08:00", paused_until="2027-01-11T16:00")
    )

    assert "Handling starts by Thu 7 Jan 10:20" in words
    assert "Target of the solution Tue 2 Feb 16:00" in words
    assert "The target moved by 7 h of opening time while we waited for the customer." in words


def test_a_pause_without_opening_time_is_said_to_move_nothing(
    office: Client, finland: Calendar
) -> None:
    words = words_of(
        tried(office, finland, paused_from="2027-01-09T08:00", paused_until="2027-01-10T16:00")
    )

    assert "Target of the solution Mon 1 Feb 16:00" in words
    assert "The pause holds no opening time" in words


def test_each_calendar_promises_by_its_own_days(office: Client, finland: Calendar) -> None:
    """6 June is a holiday in Sweden and a Tuesday like others in Finland in 2028."""
    sweden = Calendar.objects.get(key="se")

    here, there = (
        words_of(tried(office, calendar, received="2028-06-06T09:00", level="2"))
        for calendar in (finland, sweden)
    )

    # Stockholm opens when it is nine in Helsinki.
    assert "Handling starts by Tue 6 Jun 2028 14:00" in here
    assert "Handling starts by Wed 7 Jun 2028 14:00" in there


def test_nothing_is_tried_before_one_asks(office: Client, finland: Calendar) -> None:
    page = office.get(reverse("admin:sla_calendar_year", args=[finland.pk]))

    form = page.context["try"]
    assert (form.is_bound, form.tried) == (False, None)
    assert 'value="2026-12-14T09:00"' in page.content.decode()


def test_trying_changes_nothing(office: Client, finland: Calendar) -> None:
    tried(office, finland)

    assert not Clock.objects.exists()
    assert Calendar.objects.get(key="fi").version == finland.version


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"received": ""}, "received", "This field is required."),
        ({"received": "tomorrow"}, "received", "Write a date and a time: 4.1.2027 10.20."),
        ({"received": "2027-03-28T03:30"}, "received", "couldn’t be interpreted in time zone"),
        ({"received": "2024-12-31T10:00"}, "received", "The calendar knows the days 1 Jan 2025–"),
        ({"received": "2032-12-20T10:00"}, "received", "The calendar knows the days 1 Jan 2025–"),
        ({"level": "9"}, "level", "Select a valid choice."),
        ({"level": ""}, "level", "This field is required."),
        ({"paused_from": "2027-01-05T10:00"}, "paused_until", "Write also when the pause ends."),
        ({"paused_until": "2027-01-05T10:00"}, "paused_from", "Write also when the pause begins."),
        (
            {"paused_from": "2027-01-05T10:00", "paused_until": "2027-01-05T09:00"},
            "paused_until",
            "The pause must end later than it begins.",
        ),
        (
            {"paused_from": "2027-01-01T10:00", "paused_until": "2027-01-02T09:00"},
            "paused_until",
            "The pause is over before the case comes in.",
        ),
        (
            {"paused_from": "2027-01-05T10:00", "paused_until": "2040-01-05T09:00"},
            "paused_until",
            "The calendar knows the days 1 Jan 2025–",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    office: Client, finland: Calendar, asked: dict[str, str], field: str, words: str
) -> None:
    page = tried(office, finland, **asked)

    form = page.context["try"]
    assert page.status_code == 200
    assert form.tried is None
    assert list(form.errors) == [field]
    assert words in words_of(page)


def test_a_tried_pause_is_what_a_clock_does_with_it(finland: Calendar) -> None:
    level = ServiceLevel.objects.get(number=3)
    pause = (at(2027, 1, 7, 10), at(2027, 1, 12, 9, 30))
    clock = services.start("resolution", level=level, label="17", at=at(2027, 1, 4, 10, 20))
    services.pause(clock, at=pause[0])
    services.resume(clock, at=pause[1])

    found = preview(
        level, at=at(2027, 1, 4, 10, 20), calendar=calendar_of(finland.pk), pauses=[pause]
    )

    assert found.resolution_due_at == clock.due_at
