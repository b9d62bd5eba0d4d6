"""Time spent on cases: the desk records it, the customer never learns of it (B1.4, B7.1, B7.3)."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import CaseType, Role
from accounts.models import Customer, User
from cases import services
from cases.forms.timing import NotATime, TwoMeanings, minutes_of
from cases.models import Case, TimeEntry
from cases.selectors.time_spent import Hours, hours_of
from cases.templatetags import queue as drawing
from tests import factories
from tests.cases import steps
from tests.cases.steps import at, at_once, event_kinds, forget, handled, page_of, take_up, told

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 2)
TEN = at(2026, 2, 2, 10)


def spend(case: Case, minutes: int = 45, *, by: User, **more: Any) -> TimeEntry:
    return steps.spend(case, minutes, by=by, at=TEN, **more)


def typed(minutes: str = "1:30", **other: object) -> dict[str, object]:
    return {"minutes": minutes, "day": "2026-02-02", "key": uuid.uuid4(), **other}


# --- What people write --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        (" 5 min ", 5),
        ("45min.", 45),
        ("20 m", 20),
        ("15 minuuttia", 15),
        ("15 minuter", 15),
        ("1:30", 90),
        ("0:05", 5),
        ("1:30 h", 90),
        ("1,5 h", 90),
        ("1.5h", 90),
        ("0,25 t", 15),
        ("1,33 h", 80),
        ("2 H", 120),
        ("2 tuntia", 120),
        ("2 tim", 120),
        ("1 h 30 min", 90),
        ("1h30", 90),
        ("1\u00a0h 5\u00a0min", 65),
        ("1 tunti 20 min", 80),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["1,5", "1.30", "0,5", "12.15"])
def test_what_two_people_read_differently_is_asked_back(text: str) -> None:
    with pytest.raises(TwoMeanings):
        minutes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tunti",
        "-5",
        "1:5",
        "1:60",
        "1:300",
        "1 h 75 min",
        "1,5 h 10 min",
        "1e3",
        "٩٠",
        "½ h",
        "2 pv",
    ],
)
def test_what_is_no_length_of_time_is_asked_back(text: str) -> None:
    with pytest.raises(NotATime):
        minutes_of(text)


# --- Recording ----------------------------------------------------------------------------------


def test_time_is_recorded_with_one_event_and_tells_nobody(case, mikko, paivi, outi) -> None:
    forget()

    entry = spend(case, 45, by=mikko, about="Selvitys")

    facts = (entry.case, entry.by, entry.minutes, entry.day, entry.about, entry.recorded_at)
    assert facts == (case, mikko, 45, TODAY, "Selvitys", TEN)
    event = case.events.last()
    assert (event.kind, event.by, event.time) == ("time_recorded", mikko, entry)
    assert (told(paivi), told(outi), Case.objects.get(pk=case.pk).taken_up_at) == ([], [], None)


def test_sent_twice_it_is_one_entry(case, mikko, outi) -> None:
    key = uuid.uuid4()

    assert spend(case, by=mikko, key=key) == spend(case, by=mikko, key=key)
    assert spend(case, by=outi, key=key) != spend(case, 50, by=outi, key=key)
    assert TimeEntry.objects.count() == 3


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_nobody_works_more_than_a_day_on_a_day(case, mikko, minutes: int) -> None:
    with pytest.raises(services.NotADaysTime):
        spend(case, minutes, by=mikko)

    assert event_kinds(case) == ["registered"]


def test_a_day_ahead_or_long_ago_is_refused(case, mikko) -> None:
    with pytest.raises(services.NotYetWorked):
        spend(case, by=mikko, day=TODAY + timedelta(days=1))
    with pytest.raises(services.TooLongAgo):
        spend(case, by=mikko, day=TODAY - timedelta(days=366))

    assert spend(case, by=mikko, day=TODAY - timedelta(days=365)).pk


def test_a_handled_case_takes_time_and_stays_handled(case, mikko) -> None:
    case = handled(case, by=mikko, at=TEN)

    spend(case, by=mikko)

    assert Case.objects.get(pk=case.pk).is_handled


def test_a_withdrawn_entry_stays_with_who_withdrew_it_first(case, mikko, manager) -> None:
    entry = spend(case, by=mikko)

    services.withdraw_time(entry, by=mikko, at=TEN)
    services.withdraw_time(entry, by=manager, at=at(2026, 2, 3, 10))

    kept = TimeEntry.objects.get()
    assert (kept.withdrawn_by, kept.withdrawn_at, kept.minutes) == (mikko, TEN, 45)
    assert event_kinds(case) == ["registered", "time_recorded", "time_withdrawn"]


@pytest.mark.parametrize("change", [{"minutes": 5}, {"about": "Muu"}, {"day": date(2026, 1, 1)}])
def test_the_database_lets_nobody_edit_an_entry(case, mikko, change) -> None:
    entry = spend(case, by=mikko)

    with pytest.raises(ProgrammingError), transaction.atomic():
        TimeEntry.objects.filter(pk=entry.pk).update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        TimeEntry.objects.filter(pk=entry.pk)._raw_delete("default")


def test_the_database_lets_nobody_take_a_withdrawal_back(case, mikko) -> None:
    entry = spend(case, by=mikko)
    services.withdraw_time(entry, by=mikko, at=TEN)

    with pytest.raises(ProgrammingError), transaction.atomic():
        TimeEntry.objects.update(withdrawn_by=None, withdrawn_at=None)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_entry() -> None:
    case, mikko = factories.registered_case(at=TEN), factories.staff(Role.SPECIALIST)
    key = uuid.uuid4()

    at_once(*[lambda: spend(case, by=mikko, key=key)] * 2)

    assert TimeEntry.objects.count() == 1


# --- The panel ----------------------------------------------------------------------------------


def panel(page: str) -> str:
    return page.partition('id="time"')[2].partition("</section>")[0]


def test_the_panel_tells_the_sum_and_the_last_entries(as_user, case, mikko, outi) -> None:
    for minutes in (5, 10, 15, 20, 25):
        spend(case, minutes, by=outi)
    services.withdraw_time(spend(case, 300, by=mikko), by=mikko, at=TEN)
    spend(case, 90, by=mikko, day=date(2026, 1, 30), about="Ajon toisto")

    answer = as_user(mikko).get(case.get_absolute_url())

    assert [entry.minutes for entry, _own in answer.context["time_rows"]] == [25, 20, 15, 10, 5, 90]
    shown = panel(answer.content.decode())
    assert "2\u00a0h\u00a045\u00a0min" in shown
    assert "Ajon toisto" in shown
    assert "2 aiempaa kirjausta" in shown or "2 earlier entries" in shown


def test_time_is_recorded_from_the_page(as_user, case, mikko) -> None:
    answer = as_user(mikko).post(page_of("time", case), typed("1,5 h", about="Selvitys"))

    assert (answer.status_code, answer["Location"]) == (302, case.get_absolute_url())
    entry = TimeEntry.objects.get()
    assert (entry.minutes, entry.by, entry.about) == (90, mikko, "Selvitys")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", ""),
        ("minutes", "1.30"),
        ("minutes", "pari tuntia"),
        ("minutes", "0"),
        ("minutes", "25 h"),
        ("day", ""),
        ("day", "2026-02-03"),
        ("day", "2025-02-01"),
        ("day", "eilen"),
        ("about", "x" * 121),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    as_user, case, mikko, field: str, value: str
) -> None:
    form = {**typed("45", about="Selvitys"), field: value}

    answer = as_user(mikko).post(page_of("time", case), form)

    assert answer.status_code == 422
    refused = answer.context["time_form"]
    assert list(refused.errors) == [field]
    assert [refused[name].value() for name in ("minutes", "day", "about")] == [
        form["minutes"],
        form["day"],
        form["about"],
    ]
    assert f'id="id_time_{field}_error"' in panel(answer.content.decode())
    assert not TimeEntry.objects.exists()


def test_a_double_click_records_once(as_user, case, mikko) -> None:
    form = typed()

    for _click in range(2):
        assert as_user(mikko).post(page_of("time", case), form).status_code == 302

    assert TimeEntry.objects.count() == 1


def test_only_who_recorded_it_and_the_manager_withdraw(as_user, case, mikko, outi, manager) -> None:
    entries = [spend(case, by=mikko), spend(case, 50, by=mikko)]

    answers = [
        as_user(person).post(page_of("time_withdrawal", case, entry.pk)).status_code
        for person, entry in [(outi, entries[0]), (mikko, entries[0]), (manager, entries[1])]
    ]

    assert answers == [403, 302, 302]
    assert not TimeEntry.objects.standing().exists()


def test_an_entry_of_another_case_is_not_withdrawn_here(as_user, case, customer, mikko) -> None:
    other = factories.registered_case(customer, at=TEN)
    entry = spend(other, by=mikko)

    assert as_user(mikko).post(page_of("time_withdrawal", case, entry.pk)).status_code == 404
    assert TimeEntry.objects.standing().get() == entry


def test_an_administrator_reads_and_records_nothing(as_user, case, mikko, administrator) -> None:
    spend(case, by=mikko)
    desk = as_user(administrator)

    assert desk.post(page_of("time", case), typed()).status_code == 403
    shown = panel(desk.get(case.get_absolute_url()).content.decode())
    assert ("Mikko Rantanen" in shown, "<form" in shown) == (True, False)


def test_each_role_records_where_it_works(as_user, case, consultant, product, customer) -> None:
    order = factories.registered_case(customer, at=TEN, case_type=CaseType.WORK_ORDER)

    found = {
        (person.role, each.case_type): as_user(person)
        .post(page_of("time", each), typed())
        .status_code
        for person in (consultant, product)
        for each in (case, order)
    }

    assert found == {
        ("consultant", "programming_error"): 404,
        ("consultant", "work_order"): 302,
        ("product", "programming_error"): 302,
        ("product", "work_order"): 404,
    }


# --- The customer's silence ---------------------------------------------------------------------


def test_nothing_a_customer_sees_changes(as_user, case, mikko, paivi) -> None:
    take_up(case, by=mikko, at=TEN)
    browser = as_user(paivi)
    pages = [
        reverse("home"),
        reverse("cases:list"),
        case.get_absolute_url(),
        page_of("deadlines", case),
        page_of("receipt", case),
    ]

    def seen() -> list[str]:
        found = [browser.get(page).content.decode() for page in pages]
        found.append(b"".join(browser.get(reverse("cases:csv")).streaming_content).decode())
        return [_without_keys(text) for text in found]

    before = seen()
    entry = spend(case, 77, by=mikko, about="Salaisuus")
    spend(case, 88, by=mikko)
    services.withdraw_time(entry, by=mikko, at=TEN)

    assert seen() == before
    assert not TimeEntry.objects.visible_to(paivi).exists()


def test_a_customer_records_and_withdraws_nothing(as_user, case, mikko, paivi, stranger) -> None:
    entry = spend(case, by=mikko)

    for person, status in [(paivi, 403), (stranger, 404)]:
        browser = as_user(person)
        assert browser.post(page_of("time", case), typed()).status_code == status
        assert browser.post(page_of("time_withdrawal", case, entry.pk)).status_code == status
    assert TimeEntry.objects.standing().get() == entry


def _without_keys(text: str) -> str:
    """A page without what is new each time: tokens and keys of forms."""
    return re.sub(r'(csrfmiddlewaretoken|name="key")"? value="[^"]*"', "", text)


# --- The customer's hours, for the desk ---------------------------------------------------------


def hours(customer: Customer, user: User) -> Hours:
    return hours_of(customer, user, day=TODAY)


def told_in_minutes(found: Hours) -> list[tuple[str, int, int]]:
    return [(str(each.words.label), each.month // 60, each.year // 60) for each in found.types]


@pytest.fixture
def order(customer, monday) -> Case:
    return factories.registered_case(customer, at=monday, case_type=CaseType.WORK_ORDER)


def test_hours_are_summed_by_type_this_month_and_in_a_year(
    as_user, case, order, customer, mikko, stranger
) -> None:
    spend(case, 30, by=mikko)
    spend(case, 60, by=mikko, day=date(2026, 1, 31))
    spend(case, 100, by=mikko, day=date(2025, 2, 2))
    spend(order, 120, by=mikko, day=date(2025, 2, 3))
    services.withdraw_time(spend(order, 500, by=mikko), by=mikko, at=TEN)
    spend(factories.registered_case(stranger.companies[0], by=stranger, at=TEN), 999, by=mikko)

    page = as_user(mikko).get(reverse("cases:customer", args=[customer.pk]))

    found = page.context["page"].hours
    error, ordered = (CaseType(each.case_type).label for each in (case, order))
    assert told_in_minutes(found) == [(error, 30, 90), (ordered, 0, 120)]
    assert (found.month, found.year) == (30 * 60, 210 * 60)
    assert "3\u00a0h\u00a030\u00a0min" in page.content.decode()


def test_a_consultant_sees_the_hours_of_work_orders(
    case, order, customer, mikko, consultant
) -> None:
    spend(case, by=mikko)
    spend(order, by=mikko)

    assert [each.year for each in hours(customer, consultant).types] == [45 * 60]


def test_hours_cost_one_query_however_many_there_are(case, order, customer, mikko) -> None:
    spend(case, by=mikko)
    spend(order, by=mikko)

    with CaptureQueriesContext(connection) as captured:
        hours(customer, mikko)

    assert len(captured) == 1


def test_the_case_page_asks_nothing_more_for_its_time(as_user, case, mikko, outi, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    desk = as_user(mikko)

    def asked() -> int:
        desk.get(case.get_absolute_url())
        drawing._drawn.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            desk.get(case.get_absolute_url())
        return len(captured)

    none = asked()
    for person in (mikko, outi, mikko):
        spend(case, by=person)

    assert asked() == none
