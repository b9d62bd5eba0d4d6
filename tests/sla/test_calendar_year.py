"""B6: the year of a calendar on one page, each day told by more than its colour."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sla import levels, services
from sla.hours import calendar_of
from sla.models import Calendar
from sla.year import CalendarYear, Look, YearDay, year_of
from tests.sla.conftest import at, words_of

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 4)


def url(calendar: Calendar) -> str:
    return reverse("admin:sla_calendar_year", args=[calendar.pk])


def drawn(calendar: Calendar, year: int = 2027) -> CalendarYear:
    return year_of(calendar_of(calendar.pk), year, today=TODAY)


def day(shown: CalendarYear, on: date) -> YearDay:
    month = shown.months[on.month - 1]
    return next(each for week in month.weeks for each in week.days if each and each.date == on)


@pytest.mark.parametrize(
    ("on", "look", "letter", "words"),
    [
        (date(2027, 1, 4), Look.OPEN, "", "Mon 4 Jan: 8:00–11:00, 12:00–16:00"),
        (date(2027, 1, 5), Look.SHORTER, "E", "Tue 5 Jan: Epiphany Eve, we close at 14:00"),
        (date(2027, 1, 6), Look.HOLIDAY, "H", "Wed 6 Jan: Epiphany, closed"),
        (date(2027, 1, 9), Look.REST, "", "Sat 9 Jan: Weekend, closed"),
        (date(2027, 3, 28), Look.HOLIDAY, "H", "Sun 28 Mar: Easter Sunday, closed"),
        (date(2027, 6, 25), Look.CLOSED, "C", "Fri 25 Jun: Midsummer Eve, closed"),
        # An eve on a Friday closes at two as every Friday does.
        (date(2027, 11, 5), Look.OPEN, "", "Fri 5 Nov: 8:00–11:00, 12:00–14:00"),
        (date(2027, 2, 1), Look.EXCEPTION_CLOSED, "X", "Mon 1 Feb: Moving, closed"),
        (date(2027, 2, 2), Look.EXCEPTION_OPEN, "X", "Tue 2 Feb: Late, open 8:00–20:00"),
    ],
)
def test_each_day_is_told_by_look_letter_and_words(
    office: Client, finland: Calendar, on: date, look: Look, letter: str, words: str
) -> None:
    finland.exceptions.create(date="2027-02-01", reason_fi="Muutto", reason_en="Moving")
    late = finland.exceptions.create(date="2027-02-02", reason_fi="Ilta", reason_en="Late")
    late.hours.create(opens="08:00", closes="20:00")
    services.publish_calendar(finland)

    found = day(drawn(finland), on)

    said = found.words.replace("\N{NO-BREAK SPACE}", " ")
    assert (found.look, found.letter, said) == (look, letter, words)


@pytest.mark.parametrize(("year", "hours"), [(2026, 1658), (2027, 1667)])
def test_the_year_adds_up_to_the_contracts_hours(finland: Calendar, year: int, hours: int) -> None:
    shown = drawn(finland, year)

    assert shown.open_seconds == hours * 3600
    assert sum(month.open_seconds for month in shown.months) == hours * 3600
    assert shown.open_days == sum(month.open_days for month in shown.months)


def test_weeks_begin_on_monday_and_have_their_numbers(finland: Calendar) -> None:
    january = drawn(finland).months[0]

    assert [week.number for week in january.weeks] == [53, 1, 2, 3, 4]
    assert [each and each.date.day for each in january.weeks[0].days] == [None] * 4 + [1, 2, 3]


def test_each_month_lists_its_named_days(office: Client, finland: Calendar) -> None:
    march = drawn(finland).months[2]

    assert [(note.day, note.words.replace("\N{NO-BREAK SPACE}", " ")) for note in march.notes] == [
        ("25\N{NO-BREAK SPACE}Mar", "Maundy Thursday, we close at 14:00"),
        ("26\N{NO-BREAK SPACE}Mar", "Good Friday"),
        ("28\N{NO-BREAK SPACE}Mar", "Easter Sunday"),
        ("29\N{NO-BREAK SPACE}Mar", "Easter Monday"),
    ]


def test_the_page_has_a_table_a_month_and_a_way_to_each_day(
    office: Client, finland: Calendar, clock
) -> None:
    clock(at(2027, 1, 4, 9))
    moving = finland.exceptions.create(date="2027-02-01", reason_fi="Muutto")
    services.publish_calendar(finland)

    page = office.get(url(finland))

    html = page.content.decode()
    add = reverse("admin:sla_calendarexception_add")
    change = reverse("admin:sla_calendarexception_change", args=[moving.pk])
    assert html.count("<caption>") == 12
    assert len(re.findall(r'class="day is-[a-z-]+( is-today)?" href="', html)) == 365
    assert f'href="{add}?calendar={finland.pk}&amp;from=year&amp;date=2027-01-04"' in html
    assert f'href="{change}?from=year"' in html
    assert html.count('aria-current="date"') == 1
    assert "style=" not in html
    assert "252 open days, 1660 h of opening time" in words_of(page)


@pytest.mark.parametrize(
    ("asked", "shown", "before", "after"),
    [
        ("2027", 2027, 2026, 2028),
        ("2025", 2025, None, 2026),
        ("2032", 2032, 2031, None),
        ("1999", 2025, None, 2026),
        ("2999", 2032, 2031, None),
        ("soon", 2027, 2026, 2028),
        ("٢٠٢٧", 2027, 2026, 2028),
        ("", 2027, 2026, 2028),
    ],
)
def test_one_leafs_only_through_the_years_that_are_known(
    office: Client, finland: Calendar, clock, asked: str, shown: int, before, after
) -> None:
    clock(at(2027, 1, 4, 9))

    page = office.get(url(finland), {"year": asked})

    context = page.context
    assert (context["shown"].year, context["previous"], context["next"]) == (shown, before, after)


def test_days_that_are_not_known_lead_nowhere(office: Client, finland: Calendar) -> None:
    Calendar.objects.filter(pk=finland.pk).update(known_until="2032-06-30")
    services.publish_calendar(finland)

    page = office.get(url(finland), {"year": "2032"}).content.decode()

    assert page.count("is-unknown") == 184
    assert "date=2032-06-30" in page
    assert "date=2032-07-01" not in page


def test_the_page_shows_what_was_saved_a_moment_ago(office: Client, finland: Calendar) -> None:
    office.get(url(finland))
    Calendar.objects.filter(pk=finland.pk).update(version=finland.version + 1)
    finland.exceptions.create(date="2027-02-01", reason_fi="Juuri nyt")

    assert "Juuri nyt" in words_of(office.get(url(finland), {"year": "2027"}))


def queries_with(office: Client, finland: Calendar, count: int) -> int:
    for number in range(count):
        finland.exceptions.create(date=date(2027, 2, 1 + number), reason_fi="Muutto")
    services.publish_calendar(finland)
    levels.look_again()
    with CaptureQueriesContext(connection) as queries:
        office.get(url(finland), {"year": "2027"})
    finland.exceptions.all().delete()
    # The session is held in a cache that other suites may empty.
    return sum("django_session" not in query["sql"] for query in queries)


def test_the_page_costs_the_same_with_more_rows(office: Client, finland: Calendar) -> None:
    office.get(url(finland))

    one, three = (queries_with(office, finland, count) for count in (1, 3))

    assert one == three <= 10


def test_the_list_and_the_form_lead_to_the_year(office: Client, finland: Calendar) -> None:
    listed = office.get(reverse("admin:sla_calendar_changelist")).content.decode()
    form = office.get(reverse("admin:sla_calendar_change", args=[finland.pk])).content.decode()

    assert f'href="{url(finland)}"' in listed
    assert f'href="{url(finland)}"' in form


@pytest.mark.parametrize("who", ["mikko", "manager", "paivi"])
@pytest.mark.parametrize("page", ["year", "extend", "history"])
def test_nobody_else_sees_it(
    as_user, request: pytest.FixtureRequest, finland: Calendar, who: str, page: str
) -> None:
    browser = as_user(request.getfixturevalue(who))
    address = reverse(f"admin:sla_calendar_{page}", args=[finland.pk])

    answers = [browser.get(address), browser.post(address, {"until": "2033"})]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_a_visitor_is_asked_to_log_in(client: Client, finland: Calendar) -> None:
    answer = client.get(url(finland))

    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_a_calendar_that_is_not_there_is_not_found(office: Client) -> None:
    assert office.get(reverse("admin:sla_calendar_year", args=[999])).status_code == 404
    assert office.get(reverse("admin:sla_calendar_year", args=["abc"])).status_code == 404
