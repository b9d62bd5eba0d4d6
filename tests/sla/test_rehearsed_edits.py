"""B6: no edit moves a deadline before an administrator has seen which ones."""

from datetime import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from sla import services
from sla.models import Calendar, CalendarException, EscalationStep, ServiceLevel, SpecialDay
from tests import factories
from tests.sla.conftest import at, calendar_form, exception_form, words_of

pytestmark = pytest.mark.django_db

ADD = reverse("admin:sla_calendarexception_add")
# The case of level 3 is due on Tuesday at 15, twelve opening hours after Monday at 9.
TUESDAY = "2026-02-03"
SURE = {"_confirmed": "yes"}
LEVEL = {
    "definition_fi": "Virhe.",
    "handling_minutes": "60",
    "resolution_kind": "weeks",
    "resolution_amount": "4",
    "resolution_lower": "0",
    "resolution_least_minutes": "0",
}


def rows_that_count() -> tuple:
    """All that an edit of these tests may change."""
    return (
        list(Calendar.objects.order_by("pk").values()),
        list(SpecialDay.objects.order_by("pk").values()),
        list(CalendarException.objects.values()),
        list(ServiceLevel.objects.order_by("pk").values()),
        LogEntry.objects.count(),
    )


def test_a_day_that_closes_is_shown_before_it_is_saved(
    office: Client, finland: Calendar, case: Case
) -> None:
    before = rows_that_count()

    page = office.post(ADD, exception_form(finland, TUESDAY))

    assert page.status_code == 200
    words = words_of(page)
    assert "This edit moves 1 deadline" in words
    assert f"{case} Start of handling tomorrow 15:00 Wed 4 Feb 15:00" in words
    assert "2 running clocks were counted again" in words
    assert case.get_absolute_url() in page.content.decode()
    assert "late at once" not in words
    assert "was added successfully" not in words
    assert rows_that_count() == before


def test_what_was_seen_is_saved_when_one_says_so(
    office: Client, finland: Calendar, case: Case
) -> None:
    page = office.post(ADD, exception_form(finland, TUESDAY, ("08:00", "10:00")))
    sent = dict(page.context["sent"])

    answer = office.post(ADD, sent | SURE, follow=True)

    row = CalendarException.objects.get()
    assert (f"{row.date}", row.reason_fi, str(row.hours.get())) == (
        TUESDAY,
        "Muutto",
        "08:00–10:00",
    )
    assert Calendar.objects.get(key="fi").version == finland.version + 1
    assert "1 deadline moves within a minute." in words_of(answer)


def test_going_back_loses_nothing_that_was_typed(
    office: Client, finland: Calendar, case: Case
) -> None:
    page = office.post(ADD, exception_form(finland, TUESDAY, ("08:00", "10:00")))
    before = rows_that_count()

    form = office.post(ADD, dict(page.context["sent"]) | {"_back": "yes"})

    assert form.status_code == 200
    assert form.context["adminform"].form["reason_fi"].value() == "Muutto"
    hours = form.context["inline_admin_formsets"][0].formset.forms[0]
    assert (hours["opens"].value(), hours["closes"].value()) == ("08:00", "10:00")
    assert not form.context["errors"]
    assert "Nothing is saved yet." in words_of(form)
    assert rows_that_count() == before


def test_an_edit_that_moves_nothing_is_saved_at_once(
    office: Client, finland: Calendar, case: Case
) -> None:
    answer = office.post(ADD, exception_form(finland, "2030-02-05"), follow=True)

    assert CalendarException.objects.count() == 1
    assert "No deadline moves. 2 running clocks were looked at." in words_of(answer)


def test_a_mistake_in_the_form_is_told_before_any_deadline(
    office: Client, finland: Calendar, case: Case
) -> None:
    form = exception_form(finland, TUESDAY, ("10:00", "08:00"))

    answers = [office.post(ADD, form), office.post(ADD, form | SURE)]

    for answer in answers:
        assert "Closing must be later than opening." in words_of(answer)
    assert not CalendarException.objects.exists()


def test_the_hours_of_a_week_are_rehearsed(office: Client, finland: Calendar, case: Case) -> None:
    url = reverse("admin:sla_calendar_change", args=[finland.pk])
    later = calendar_form(finland, **{"opening_hours-0-opens": "09:30"})

    page = office.post(url, later)
    seen = finland.opening_hours.order_by("weekday", "opens")[0].opens
    answer = office.post(url, dict(page.context["sent"]) | SURE)

    assert "This edit moves 1 deadline" in words_of(page)
    assert f"{seen:%H:%M}" == "08:00"
    assert answer.status_code == 302
    assert f"{finland.opening_hours.order_by('weekday', 'opens')[0].opens:%H:%M}" == "09:30"


def test_a_promise_that_would_have_passed_is_marked_late(office: Client, case: Case, clock) -> None:
    clock(at(2026, 2, 2, 14))
    url = reverse("admin:sla_servicelevel_change", args=[3])

    page = office.post(url, LEVEL)

    words = words_of(page)
    assert "1 of them would be late at once." in words
    assert "tomorrow 15:00 today 10:00 late at once" in words
    assert ServiceLevel.objects.get(number=3).handling_minutes == 720


def test_deleting_is_rehearsed_on_its_page_and_in_the_list(
    office: Client, finland: Calendar, customer, paivi, monday: datetime
) -> None:
    row = finland.exceptions.create(date=TUESDAY, reason_fi="Muutto")
    from_the_list = {
        "action": "delete_selected",
        "_selected_action": [row.pk],
        "post": "yes",
    }
    registered(finland, customer, paivi, monday)
    on_its_page = reverse("admin:sla_calendarexception_delete", args=[row.pk])
    of_the_list = reverse("admin:sla_calendarexception_changelist")

    pages = [office.post(on_its_page, {"post": "yes"}), office.post(of_the_list, from_the_list)]
    still_there = CalendarException.objects.count()
    answer = office.post(of_the_list, from_the_list | SURE)

    for page in pages:
        assert "This edit moves 1 deadline" in words_of(page)
        assert "Back, delete nothing" in words_of(page)
    assert (still_there, answer.status_code, CalendarException.objects.count()) == (1, 302, 0)


def registered(finland: Calendar, customer, paivi: User, monday: datetime) -> Case:
    """A case whose deadline was counted with the exception there is."""
    services.publish_calendar(finland)
    return factories.registered_case(customer, by=paivi, at=monday)


def test_an_edit_that_leaves_a_deadline_unknown_is_never_saved(
    office: Client, finland: Calendar, case: Case
) -> None:
    url = reverse("admin:sla_calendar_change", args=[finland.pk])
    before = rows_that_count()

    answers = [
        office.post(url, calendar_form(finland, known_until="2026-02-10", **sure))
        for sure in ({}, SURE)
    ]

    for answer in answers:
        words = words_of(answer)
        assert "This edit cannot be saved: 1 deadline would be unknown" in words
        assert "Save and re-plan" not in words
    assert rows_that_count() == before


def test_a_step_moves_no_deadline(office: Client, case: Case) -> None:
    step = EscalationStep.objects.get(kind="handling", percent=75)
    form = {"percent": "80", "least_minutes": "0", "tells_handler": "on"}

    answer = office.post(reverse("admin:sla_escalationstep_change", args=[step.pk]), form)

    assert answer.status_code == 302


def test_a_day_of_another_calendar_moves_nothing_here(
    office: Client, finland: Calendar, case: Case
) -> None:
    sweden = Calendar.objects.get(key="se")

    answer = office.post(ADD, exception_form(sweden, TUESDAY))

    assert answer.status_code == 302


@pytest.mark.parametrize("who", ["mikko", "manager", "paivi"])
def test_nobody_else_edits_opening_hours(
    as_user, request: pytest.FixtureRequest, finland: Calendar, who: str
) -> None:
    browser = as_user(request.getfixturevalue(who))

    answers = [browser.post(ADD, exception_form(finland, TUESDAY) | sure) for sure in ({}, SURE)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not CalendarException.objects.exists()
