"""B5, B6: who changed what in opening hours and promises, kept by the database."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import history
from accounts.models import Team, User
from accounts.models.tracked import edits_of
from cases.models import Case, CaseRules
from sla.models import (
    Calendar,
    CalendarException,
    EscalationStep,
    ExceptionHours,
    Goal,
    LevelAdvice,
    OpeningHours,
    ServiceLevel,
    SpecialDay,
)
from softone_support.middleware import signed_edits
from tests.sla.conftest import calendar_form, exception_form, words_of

pytestmark = pytest.mark.django_db

REMEMBERING = [
    *(Calendar, OpeningHours, SpecialDay, CalendarException, ExceptionHours),
    *(ServiceLevel, Goal, EscalationStep, LevelAdvice, CaseRules),
]


def page_of(row: Any) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[row.pk])


def post_week(office: Client, calendar: Calendar, **changes: str):
    url = reverse("admin:sla_calendar_change", args=[calendar.pk])
    answer = office.post(url, calendar_form(calendar, **changes))
    assert answer.status_code == 302
    return answer


def test_an_edit_is_told_with_who_when_which_field_and_from_what_to_what(
    office: Client, finland: Calendar, monday
) -> None:
    post_week(office, finland, **{"opening_hours-1-closes": "17:00", "eve_closes": "13:00"})

    words = words_of(office.get(page_of(finland)))

    assert "Ville Tuominen" in words
    assert "Changed calendar: Suomi" in words
    assert "Closing time on eves 14:00 13:00" in words
    assert "Changed opening hours: Monday 12:00–16:00" in words
    assert "Closes 16:00 17:00" in words
    # The number of the edition is no edit of anybody's.
    told = office.get(page_of(finland)).context["page"].edits[0]
    assert [len(row.changes) for row in told.rows] == [1, 1]


def test_a_day_is_told_from_its_beginning_to_its_end(office: Client, finland: Calendar) -> None:
    office.post(
        reverse("admin:sla_calendarexception_add"),
        exception_form(finland, "2027-01-04", ("08:00", "20:00")),
    )
    row = CalendarException.objects.get()
    office.post(reverse("admin:sla_calendarexception_delete", args=[row.pk]), {"post": "yes"})

    words = words_of(office.get(page_of(finland)))

    assert "Added exception: 4 Jan 2027 Muutto" in words
    assert "Added opening hours of the day: 4 Jan 2027 8:00–20:00" in words
    assert "Deleted exception: 4 Jan 2027 Muutto" in words
    assert "Deleted opening hours of the day: 4 Jan 2027 8:00–20:00" in words


def test_it_is_told_in_the_readers_language(office: Client, finland: Calendar) -> None:
    User.objects.filter(email="ville@softone.example").update(language="fi")
    friday = finland.special_days.get(date="2027-03-26")
    friday.kind = "closed_day"
    friday.save()

    words = words_of(office.get(page_of(finland)))

    assert "26.3.2027 Pitkäperjantai" in words
    assert "Pyhäpäivä, edellinen päivä on aatto Suljettu päivä" in words


def test_the_newest_edit_comes_first_and_older_ones_on_further_pages(
    office: Client, finland: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "EDITS_ON_A_PAGE", 2)
    for number in range(5):
        name = f"Suomi {number}"
        Calendar.objects.filter(pk=finland.pk).update(name=name)
        _apart(finland, number)

    first = office.get(page_of(finland))
    pages, url = [first], first.context["page"].older
    while url:
        pages.append(office.get(page_of(finland), {"before": url.isoformat()}))
        url = pages[-1].context["page"].older

    told = [
        change.after
        for page in pages
        for edit in page.context["page"].edits
        for row in edit.rows
        for change in row.changes
    ]
    assert told == ["Suomi 4", "Suomi 3", "Suomi 2", "Suomi 1", "Suomi 0"]
    assert [len(page.context["page"].edits) for page in pages] == [2, 2, 1]


def _apart(finland: Calendar, number: int) -> None:
    """Put an edit of this test, which is one transaction, at a moment of its own."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sla_calendaredit DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE sla_calendaredit SET pgh_created_at = now() - interval '9 days' + %s * "
            "interval '1 day' WHERE pgh_id = (SELECT max(pgh_id) FROM sla_calendaredit)",
            [number],
        )
        cursor.execute("ALTER TABLE sla_calendaredit ENABLE TRIGGER USER")


def test_hours_of_a_period_are_told_with_it(office: Client, finland: Calendar) -> None:
    finland.opening_hours.filter(weekday=0).update(valid_until="2027-08-01")
    finland.opening_hours.filter(weekday=0, opens="08:00").delete()

    words = words_of(office.get(page_of(finland)))

    assert "Valid until (empty) 1 Aug 2027" in words
    assert "Deleted opening hours: Monday 8:00–11:00, –1 Aug 2027" in words


@pytest.mark.parametrize("before", ["yesterday", "2027-01-04", ""])
def test_a_page_that_nobody_wrote_is_the_first_one(
    office: Client, finland: Calendar, before: str
) -> None:
    post_week(office, finland, name="Finland")

    assert len(office.get(page_of(finland), {"before": before}).context["page"].edits) == 1


def test_what_no_person_did_here_says_so(office: Client, finland: Calendar) -> None:
    finland.name = "Finland"
    finland.save()

    words = words_of(office.get(page_of(finland)))

    assert "Not on these pages: an update or a command" in words
    assert "Name Suomi Finland" in words


def test_a_calendar_tells_its_own_history_only(office: Client, finland: Calendar) -> None:
    sweden = Calendar.objects.get(key="se")
    sweden.special_days.filter(date="2027-06-06").delete()

    assert not office.get(page_of(finland)).context["page"].edits
    assert "Deleted" in words_of(office.get(page_of(sweden)))


@pytest.mark.parametrize(
    ("model", "lookup", "change", "words"),
    [
        (ServiceLevel, {"number": 2}, {"handling_minutes": 200}, "240 200"),
        (Goal, {}, {"minutes": 77}, "77"),
        (EscalationStep, {"kind": "goal", "percent": 75}, {"tells_team": True}, "No Yes"),
        (SpecialDay, {"date": "2027-01-06", "calendar__key": "fi"}, {"name_sv": ""}, "(empty)"),
        (CaseRules, {"pk": 1}, {"reopen_days": 20}, "14 20"),
    ],
)
def test_other_settings_have_their_history_too(
    office: Client, model: Any, lookup: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    CaseRules.objects.get_or_create(pk=1)
    row = model.objects.filter(**lookup).first()
    for name, value in change.items():
        setattr(row, name, value)
    row.save()

    page = office.get(page_of(row))

    assert page.status_code == 200
    assert words in words_of(page)


def test_a_deleted_step_is_told_beside_those_that_are_left(office: Client) -> None:
    EscalationStep.objects.get(kind="handling", percent=75).delete()
    left = EscalationStep.objects.get(kind="handling", percent=90)

    assert "Deleted escalation step: Start of handling 75 %" in words_of(office.get(page_of(left)))


@pytest.mark.parametrize("model", REMEMBERING)
def test_no_edit_is_ever_changed_or_deleted(model: Any, finland: Calendar) -> None:
    day = finland.exceptions.create(date="2027-01-04", reason_fi="Muutto")
    day.hours.create(opens="08:00", closes="10:00")
    CaseRules.objects.get_or_create(pk=1)
    model.objects.filter(pk=model.objects.first().pk).delete() if model in (
        LevelAdvice,
        OpeningHours,
        SpecialDay,
    ) else _touched(model)
    edits = edits_of(model)
    assert edits.exists()

    for harm in (lambda: edits.update(pgh_label="added"), edits.delete):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            harm()


def _touched(model: Any) -> None:
    row = model.objects.first()
    field = (
        next(
            name
            for name in ("name", "reason_fi", "minutes", "least_minutes", "reopen_days", "closes")
            if hasattr(row, name)
        )
        if model is not ServiceLevel
        else "handling_minutes"
    )
    value = getattr(row, field)
    changed = {
        str: lambda: f"{value} B",
        int: lambda: value + 1,
    }.get(type(value), lambda: value.replace(minute=30))
    model.objects.filter(pk=row.pk).update(**{field: changed()})


def test_an_edit_that_was_only_rehearsed_leaves_no_trace(
    office: Client, finland: Calendar, case: Case
) -> None:
    answer = office.post(
        reverse("admin:sla_calendarexception_add"), exception_form(finland, "2026-02-03")
    )

    assert answer.status_code == 200
    assert not edits_of(CalendarException).exists()


def test_the_history_keeps_no_name_of_a_person(office: Client, finland: Calendar) -> None:
    post_week(office, finland, name="Finland")

    context = edits_of(Calendar).get().pgh_context

    administrator = User.objects.get(email="ville@softone.example")
    url = reverse("admin:sla_calendar_change", args=[finland.pk])
    assert context == {"user": administrator.pk, "url": url}


def test_ordinary_pages_pay_nothing_for_it(office: Client, finland: Calendar, team: Team) -> None:
    """Reading asks nothing more, nor does a write of rows that remember nothing."""
    change = reverse("admin:accounts_team_change", args=[team.pk])

    with CaptureQueriesContext(connection) as queries:
        office.get(reverse("admin:sla_calendar_changelist"))
        saved = office.post(change, {"name_fi": "Tiimi 1", "name_sv": "", "name_en": ""})

    assert saved.status_code == 302
    assert not [query for query in queries if "pghistory" in query["sql"]]


def test_a_write_is_signed_before_it(office: Client, finland: Calendar) -> None:
    goal = Goal.objects.first()

    with CaptureQueriesContext(connection) as queries:
        office.post(reverse("admin:sla_goal_change", args=[goal.pk]), {"minutes": "77"})

    said = [query["sql"] for query in queries]
    signed = next(number for number, sql in enumerate(said) if "pghistory" in sql)
    assert said[signed + 1].startswith('UPDATE "sla_goal"')


def edited(finland: Calendar, count: int) -> None:
    for number in range(count):
        day = finland.exceptions.create(date=f"2027-02-0{number + 1}", reason_fi="Muutto")
        day.hours.create(opens="08:00", closes="10:00")
        finland.special_days.filter(date__year=2027).update(name_en=f"Day {number}")


def test_the_page_costs_the_same_with_more_edits(office: Client, finland: Calendar) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            office.get(page_of(finland))
        return sum("django_session" not in query["sql"] for query in queries)

    edited(finland, 2)
    finland.exceptions.first().delete()
    office.get(page_of(finland))
    one = cost()
    finland.exceptions.all().delete()
    edited(finland, 6)
    finland.exceptions.first().delete()

    assert cost() == one <= 25


def test_the_history_button_leads_there(office: Client, finland: Calendar) -> None:
    form = office.get(reverse("admin:sla_calendar_change", args=[finland.pk]))

    assert f'href="{page_of(finland)}"' in form.content.decode()


def test_a_row_that_is_not_there_has_no_history(office: Client) -> None:
    assert office.get(reverse("admin:sla_calendar_history", args=[999])).status_code == 404


@pytest.mark.parametrize("who", ["mikko", "manager", "paivi"])
def test_nobody_else_reads_it(
    as_user, request: pytest.FixtureRequest, finland: Calendar, who: str
) -> None:
    browser = as_user(request.getfixturevalue(who))

    for row in (finland, ServiceLevel.objects.get(number=1), Goal.objects.first()):
        assert browser.get(page_of(row)).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_signature_lasts_for_its_own_write_and_no_longer(rf: RequestFactory) -> None:
    """Connections are shared: whoever comes next must not sign with somebody else's name."""
    request = rf.post("/somewhere/")
    request.user = User(pk=17)
    signed = signed_edits(lambda _request: HttpResponse(Goal.objects.update(minutes=5)))

    signed(request)
    Goal.objects.update(minutes=6)

    signatures = edits_of(Goal).order_by("pgh_id").values_list("pgh_context", flat=True)
    count = Goal.objects.count()
    assert (
        list(signatures)[-2 * count :]
        == [{"user": 17, "url": "/somewhere/"}] * count + [None] * count
    )
