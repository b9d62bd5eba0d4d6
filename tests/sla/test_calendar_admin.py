"""B6: an administrator edits hours, holidays and exceptions; each edit is a new version."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from sla import services
from sla.choices import ClockKind
from sla.hours import calendar_in_use
from sla.models import (
    Calendar,
    CalendarException,
    Clock,
    ClockAudit,
    EscalationStep,
    OpeningHours,
    ServiceLevel,
    SpecialDay,
)
from tests.sla.conftest import at, calendar_form, exception_form, words_of

pytestmark = pytest.mark.django_db


def post_calendar(client: Client, calendar: Calendar, **changes: str):
    url = reverse("admin:sla_calendar_change", args=[calendar.pk])
    return client.post(url, calendar_form(calendar, **changes))


def edition() -> int:
    return Calendar.objects.get(key="fi").version


def test_every_list_opens_and_is_searchable(office: Client, finland: Calendar) -> None:
    finland.exceptions.create(date="2027-02-01", reason_fi="Muutto")
    services.publish_calendar(finland)
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    services.stop(clock, at=at(2027, 1, 5, 9))
    audited(clock)

    for model in admin.site._registry:
        if model._meta.app_label == "sla":
            name = f"admin:sla_{model._meta.model_name}"
            listed = office.get(reverse(f"{name}_changelist"), {"q": "1"})
            shown = office.get(reverse(f"{name}_change", args=[model._default_manager.first().pk]))
            assert (model, listed.status_code, shown.status_code) == (model, 200, 200)


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


def later_mornings(calendar: Calendar, number: int, **dates: str) -> dict[str, str]:
    """One more row: Mondays open at 9."""
    row = f"opening_hours-{number}"
    entered = {"calendar": str(calendar.pk), "weekday": "0", "opens": "09:00", "closes": "11:00"}
    return {
        "opening_hours-TOTAL_FORMS": str(number + 1),
        **{f"{row}-{name}": value for name, value in (entered | dates).items()},
    }


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


def test_clocks_and_what_became_of_them_are_read_only(office: Client) -> None:
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    audit = audited(clock)

    for method, name, arguments in (
        ("post", "clock_change", [clock.pk]),
        ("get", "clock_add", []),
        ("post", "clock_delete", [clock.pk]),
        ("get", "clockevent_add", []),
        ("get", "servicelevel_add", []),
        ("get", "clockaudit_add", []),
        ("post", "clockaudit_change", [audit.pk]),
        ("post", "clockaudit_delete", [audit.pk]),
    ):
        answer = getattr(office, method)(reverse(f"admin:sla_{name}", args=arguments))
        assert (name, answer.status_code) == (name, 403)
    assert (Clock.objects.count(), ClockAudit.objects.count()) == (1, 1)


def audited(clock: Clock) -> ClockAudit:
    audit = ClockAudit.objects.create(began_at=at(2027, 1, 5, 2), ended_at=at(2027, 1, 5, 3))
    audit.differences.create(
        clock=clock, held_due_at=clock.due_at, counted_due_at=at(2027, 1, 6, 12, 34)
    )
    return audit


def test_an_audit_shows_its_differences(office: Client) -> None:
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    audit = audited(clock)

    page = office.get(reverse("admin:sla_clockaudit_change", args=[audit.pk]))

    assert "12:34" in words_of(page)


def test_a_promise_can_be_edited_but_not_to_nonsense(office: Client) -> None:
    url = reverse("admin:sla_servicelevel_change", args=[1])
    form = {
        "definition_fi": "Palvelu ei toimi.",
        "handling_minutes": "30",
        "resolution_kind": "same_day",
        "resolution_amount": "0",
        "resolution_lower": "0",
        "resolution_least_minutes": "120",
    }

    nonsense = office.post(url, form | {"resolution_kind": "weeks"})
    good = office.post(url, form)

    assert (nonsense.status_code, good.status_code) == (200, 302)
    assert "Say how many weeks or months" in words_of(nonsense)
    assert ServiceLevel.objects.get(number=1).handling_minutes == 30


def test_a_saved_promise_is_a_new_version_of_every_calendar(office: Client) -> None:
    """B5.3: whatever runs is planned again, by whichever calendar it runs."""
    before = dict(Calendar.objects.values_list("key", "version"))

    office.post(
        reverse("admin:sla_servicelevel_change", args=[1]),
        {
            "definition_fi": "Palvelu ei toimi.",
            "handling_minutes": "30",
            "resolution_kind": "same_day",
            "resolution_amount": "0",
            "resolution_lower": "0",
            "resolution_least_minutes": "120",
        },
    )

    after = dict(Calendar.objects.values_list("key", "version"))
    assert after == {key: version + 1 for key, version in before.items()}


# --- Escalation steps (B5.5) -----------------------------------------------------------------


def step_form(**changes: str) -> dict[str, str]:
    form = {"kind": "handling", "percent": "60", "least_minutes": "0", "tells_handler": "on"}
    return form | changes


def test_the_steps_say_when_and_who_hears(office: Client) -> None:
    page = words_of(office.get(reverse("admin:sla_escalationstep_changelist")))

    assert "at the deadline (100 %) every promise Handler, team, support manager" in page
    assert "when 50 % of the time has passed promises of at least 8 h Handler" in page


def test_a_step_can_be_added_edited_and_deleted(office: Client) -> None:
    added = office.post(reverse("admin:sla_escalationstep_add"), step_form())
    step = EscalationStep.objects.get(percent=60)
    edited = office.post(
        reverse("admin:sla_escalationstep_change", args=[step.pk]),
        step_form(percent="65", tells_team="on"),
    )
    step.refresh_from_db()
    seen = (step.kind, step.percent, step.tells_team)
    deleted = office.post(
        reverse("admin:sla_escalationstep_delete", args=[step.pk]), {"post": "yes"}
    )

    assert seen == ("handling", 65, True)
    assert [answer.status_code for answer in (added, edited, deleted)] == [302, 302, 302]
    assert not EscalationStep.objects.filter(percent__in=[60, 65]).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"percent": "75"}, "There is such a step already."),
        ({"percent": "101"}, "Write a number from 1 to 100."),
        ({"tells_handler": ""}, "Choose at least one who hears."),
    ],
)
def test_an_impossible_step_is_refused(office: Client, changes: dict[str, str], words: str) -> None:
    step = EscalationStep.objects.get(kind="handling", percent=90)

    answers = [
        office.post(reverse("admin:sla_escalationstep_add"), step_form(**changes)),
        office.post(
            reverse("admin:sla_escalationstep_change", args=[step.pk]), step_form(**changes)
        ),
    ]

    assert [(each.status_code, words in words_of(each)) for each in answers] == [(200, True)] * 2


def test_the_deadline_itself_stays_a_step(office: Client) -> None:
    last = EscalationStep.objects.get(kind="resolution", percent=100)

    deleted = office.post(
        reverse("admin:sla_escalationstep_delete", args=[last.pk]), {"post": "yes"}
    )
    office.post(
        reverse("admin:sla_escalationstep_changelist"),
        {"action": "delete_selected", "_selected_action": [last.pk], "post": "yes"},
    )
    office.post(
        reverse("admin:sla_escalationstep_change", args=[last.pk]),
        step_form(kind="goal", percent="80"),
    )

    last.refresh_from_db()
    assert deleted.status_code == 403
    assert (last.kind, last.percent, last.tells_handler) == ("resolution", 100, True)


def test_the_database_refuses_overlapping_hours(finland: Calendar) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(calendar=finland, weekday=0, opens="10:00", closes="13:00")
        connection.check_constraints()


# --- The years to come -----------------------------------------------------------------------


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
