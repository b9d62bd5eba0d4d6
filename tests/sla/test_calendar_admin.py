"""B6: an administrator edits hours, holidays and exceptions; each edit is a new version."""

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from sla import services
from sla.choices import ClockKind
from sla.hours import calendar_in_use
from sla.models import Calendar, CalendarException, Clock, OpeningHours, ServiceLevel, SpecialDay
from tests.sla.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    person = User.objects.create_superuser(
        "admin@portal.example", "kaamos-ja-hanki-7", language="en"
    )
    client.force_login(person)
    with translation.override("en"):
        yield client


@pytest.fixture
def calendar() -> Calendar:
    return Calendar.objects.get(key="fi")


def calendar_form(calendar: Calendar, **changes: str) -> dict[str, str]:
    rows = list(calendar.opening_hours.order_by("weekday", "opens"))
    form = {
        "name": calendar.name,
        "timezone": calendar.timezone,
        "eve_closes": "14:00",
        "known_from": "2025-01-01",
        "known_until": "2032-12-31",
        "opening_hours-TOTAL_FORMS": str(len(rows) + 1),
        "opening_hours-INITIAL_FORMS": str(len(rows)),
        f"opening_hours-{len(rows)}-calendar": str(calendar.pk),
    }
    for number, row in enumerate(rows):
        form |= {
            f"opening_hours-{number}-id": str(row.pk),
            f"opening_hours-{number}-calendar": str(calendar.pk),
            f"opening_hours-{number}-weekday": str(row.weekday),
            f"opening_hours-{number}-opens": f"{row.opens:%H:%M}",
            f"opening_hours-{number}-closes": f"{row.closes:%H:%M}",
        }
    return form | changes


def post_calendar(client: Client, calendar: Calendar, **changes: str):
    url = reverse("admin:sla_calendar_change", args=[calendar.pk])
    return client.post(url, calendar_form(calendar, **changes))


def errors(response) -> str:
    return response.content.decode()


def test_every_list_opens_and_is_searchable(administrator: Client, calendar: Calendar) -> None:
    calendar.exceptions.create(date="2027-02-01", reason_fi="Muutto")
    services.publish_calendar(calendar)
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    services.stop(clock, at=at(2027, 1, 5, 9))

    for model in admin.site._registry:
        if model._meta.app_label == "sla":
            name = f"admin:sla_{model._meta.model_name}"
            listed = administrator.get(reverse(f"{name}_changelist"), {"q": "1"})
            shown = administrator.get(
                reverse(f"{name}_change", args=[model._default_manager.first().pk])
            )
            assert (model, listed.status_code, shown.status_code) == (model, 200, 200)


def test_an_edit_of_the_week_is_a_new_version(administrator: Client, calendar: Calendar) -> None:
    answer = post_calendar(administrator, calendar, **{"opening_hours-1-closes": "17:00"})

    assert answer.status_code == 302
    assert Calendar.objects.get().version == 2
    assert calendar_in_use().work.is_open(at(2027, 1, 4, 16, 30))


def test_windows_may_change_places_in_one_edit(administrator: Client, calendar: Calendar) -> None:
    answer = post_calendar(
        administrator,
        calendar,
        **{"opening_hours-0-closes": "12:30", "opening_hours-1-opens": "12:30"},
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
    ],
)
def test_an_impossible_week_is_refused_with_clear_words(
    administrator: Client, calendar: Calendar, changes: dict[str, str], words: str
) -> None:
    answer = post_calendar(administrator, calendar, **changes)

    assert answer.status_code == 200
    assert words in errors(answer)
    assert Calendar.objects.get().version == 1


def later_mornings(calendar: Calendar, number: int, **dates: str) -> dict[str, str]:
    """One more row: Mondays open at 9."""
    row = f"opening_hours-{number}"
    entered = {"calendar": str(calendar.pk), "weekday": "0", "opens": "09:00", "closes": "11:00"}
    return {
        "opening_hours-TOTAL_FORMS": str(number + 1),
        **{f"{row}-{name}": value for name, value in (entered | dates).items()},
    }


def test_hours_may_change_on_a_date(administrator: Client, calendar: Calendar, clock) -> None:
    clock(at(2027, 6, 1, 9))

    answer = post_calendar(
        administrator,
        calendar,
        **{"opening_hours-0-valid_until": "2027-08-01"},
        **later_mornings(calendar, 10, valid_from="2027-08-02"),
    )

    work = calendar_in_use().work
    assert answer.status_code == 302
    assert [work.is_open(at(2027, *day, 8, 30)) for day in ((7, 26), (8, 2))] == [True, False]
    assert Calendar.objects.get().version == 2


@pytest.mark.parametrize(
    ("old_ends", "new_begins"),
    [("", "2027-08-02"), ("2027-08-02", "2027-08-02"), ("2027-08-02", "")],
)
def test_old_and_new_hours_may_not_both_hold_on_a_day(
    administrator: Client, calendar: Calendar, old_ends: str, new_begins: str
) -> None:
    answer = post_calendar(
        administrator,
        calendar,
        **{"opening_hours-0-valid_until": old_ends},
        **later_mornings(calendar, 10, valid_from=new_begins),
    )

    assert answer.status_code == 200
    assert (
        "These hours overlap 8:00–11:00, valid at the same time. "
        "Let the old hours end the day before the new ones begin."
    ) in errors(answer)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (
            {"valid_from": "2027-08-02", "valid_until": "2027-08-01"},
            "“Valid until” must not be earlier than “valid from”.",
        ),
        (
            {"valid_until": "2027-12-31"},
            "A week needs at least one opening hour. From 1 Jan there would be",
        ),
        (
            {"valid_until": "2027-11-30"},
            "A week needs at least one opening hour.</li>",
        ),
        (
            {"valid_from": "2027-12-02"},
            "A week needs at least one opening hour.</li>",
        ),
    ],
)
def test_an_impossible_period_is_refused_with_clear_words(
    administrator: Client, calendar: Calendar, clock, dates: dict[str, str], words: str
) -> None:
    clock(at(2027, 12, 1, 9))
    all_rows = {
        f"opening_hours-{number}-{name}": day for number in range(10) for name, day in dates.items()
    }

    answer = post_calendar(administrator, calendar, **all_rows)

    assert answer.status_code == 200
    assert words in errors(answer)
    assert Calendar.objects.get().version == 1


def test_hours_may_end_with_the_last_known_day(administrator: Client, calendar: Calendar) -> None:
    all_rows = {f"opening_hours-{number}-valid_until": "2032-12-31" for number in range(10)}

    answer = post_calendar(administrator, calendar, **all_rows)

    assert answer.status_code == 302


def test_an_exception_with_and_without_hours(administrator: Client, calendar: Calendar) -> None:
    form = {
        "calendar": str(calendar.pk),
        "date": "2027-01-04",
        "reason_fi": "Pitkä ilta",
        "hours-TOTAL_FORMS": "2",
        "hours-INITIAL_FORMS": "0",
        "hours-0-opens": "08:00",
        "hours-0-closes": "20:00",
    }
    url = reverse("admin:sla_calendarexception_add")

    long_evening = administrator.post(url, form)
    closed = administrator.post(
        url, form | {"date": "2027-01-05", "hours-0-opens": "", "hours-0-closes": ""}
    )
    overlap = administrator.post(
        url,
        form | {"date": "2027-01-07", "hours-1-opens": "19:00", "hours-1-closes": "21:00"},
    )

    assert (long_evening.status_code, closed.status_code, overlap.status_code) == (302, 302, 200)
    assert "These hours overlap" in errors(overlap)
    assert Calendar.objects.get().version == 3
    work = calendar_in_use().work
    assert [work.is_open(at(2027, 1, day, 13)) for day in (4, 5)] == [True, False]


def test_deleting_is_a_new_version_too(administrator: Client, calendar: Calendar) -> None:
    row = calendar.exceptions.create(date="2027-01-04", reason_fi="Muutto")
    services.publish_calendar(calendar)

    answer = administrator.post(
        reverse("admin:sla_calendarexception_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )

    assert (answer.status_code, CalendarException.objects.count()) == (302, 0)
    assert Calendar.objects.get().version == 3


def test_maundy_thursday_works_normally_when_good_friday_is_only_a_closed_day(
    administrator: Client, calendar: Calendar
) -> None:
    friday = SpecialDay.objects.get(date="2027-03-26")

    administrator.post(
        reverse("admin:sla_specialday_change", args=[friday.pk]),
        {
            "calendar": str(calendar.pk),
            "date": "2027-03-26",
            "kind": "closed_day",
            "name_fi": friday.name_fi,
        },
    )

    work = calendar_in_use().work
    assert work.is_open(at(2027, 3, 25, 15))
    assert not work.is_open(at(2027, 3, 26, 9))


def test_clocks_and_events_are_read_only(administrator: Client) -> None:
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))

    for method, name, arguments in (
        ("post", "clock_change", [clock.pk]),
        ("get", "clock_add", []),
        ("post", "clock_delete", [clock.pk]),
        ("get", "clockevent_add", []),
        ("get", "servicelevel_add", []),
    ):
        answer = getattr(administrator, method)(reverse(f"admin:sla_{name}", args=arguments))
        assert (name, answer.status_code) == (name, 403)
    assert Clock.objects.count() == 1


def test_a_promise_can_be_edited_but_not_to_nonsense(administrator: Client) -> None:
    url = reverse("admin:sla_servicelevel_change", args=[1])
    form = {
        "definition_fi": "Palvelu ei toimi.",
        "handling_minutes": "30",
        "resolution_kind": "same_day",
        "resolution_amount": "0",
        "resolution_lower": "0",
        "resolution_least_minutes": "120",
    }

    nonsense = administrator.post(url, form | {"resolution_kind": "weeks"})
    good = administrator.post(url, form)

    assert (nonsense.status_code, good.status_code) == (200, 302)
    assert "Say how many weeks or months" in errors(nonsense)
    assert ServiceLevel.objects.get(number=1).handling_minutes == 30


def test_the_database_refuses_overlapping_hours(calendar: Calendar) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(calendar=calendar, weekday=0, opens="10:00", closes="13:00")
        connection.check_constraints()
