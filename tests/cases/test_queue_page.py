"""B1.2: the desk's queue, its views, filters and groups, all in the address."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Customer, User
from cases.models import Case
from cases.selectors import queue
from tests import factories
from tests.cases.steps import ask, at, handled, take_up

QUEUE = reverse("cases:queue")
TEN = at(2026, 2, 2, 10)


def rows(page) -> list[str]:
    """The subjects on a page, from top to bottom."""
    return [case.subject for group in page.context["page"].groups for case in group.cases]


@pytest.fixture
def retailer(other_team) -> Customer:
    return factories.CustomerFactory(name="Kauppa Oy", industry="retail")


@pytest.fixture
def full_queue(customer, retailer, paivi, mikko, outi, clock) -> dict[str, Case]:
    """Six open cases at 10.01 on Monday; two belong to the other team."""

    def registered(name: str, level: int, whose: Customer = customer) -> Case:
        by = {"by": paivi} if whose == customer else {}
        return factories.registered_case(
            whose, at=at(2026, 2, 2, 9), level=level, subject=name, **by
        )

    cases = {
        "late": registered("late", 1),
        "today": registered("today", 2),
        "mikko's": registered("mikko's", 3),
        "outi's": registered("outi's", 3),
        "theirs": registered("theirs", 2, retailer),
        "theirs by mikko": registered("theirs by mikko", 4, retailer),
    }
    take_up(cases["mikko's"], by=mikko, at=TEN)
    take_up(cases["outi's"], by=outi, at=TEN)
    take_up(cases["theirs by mikko"], by=mikko, at=TEN)
    clock(TEN + timedelta(minutes=1))
    return cases


OWN = ["late", "today", "mikko's", "outi's"]
ALL = ["late", "today", "theirs", "mikko's", "outi's", "theirs by mikko"]


def test_the_queue_shows_ones_own_team_the_nearest_deadline_first(
    as_user, full_queue, mikko
) -> None:
    assert rows(as_user(mikko).get(QUEUE)) == OWN


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"view": "team"}, OWN),
        ({"view": "mine"}, ["mikko's", "theirs by mikko"]),
        ({"view": "untaken"}, ["late", "today"]),
        ({"view": "overdue"}, ["late"]),
        ({"view": "today"}, ["today"]),
        ({"team": "all"}, ALL),
        ({"team": "all", "view": "untaken"}, ["late", "today", "theirs"]),
        ({"team": "all", "view": "today"}, ["today", "theirs"]),
        ({"level": "3"}, ["mikko's", "outi's"]),
        ({"level": "2", "team": "all"}, ["today", "theirs"]),
        ({"level": "3", "view": "untaken"}, []),
    ],
)
def test_the_address_chooses_what_is_shown(as_user, full_queue, mikko, asked, shown) -> None:
    assert rows(as_user(mikko).get(QUEUE, asked)) == shown


def test_the_queue_narrows_to_a_team_an_owner_and_a_module(
    as_user, full_queue, mikko, outi, other_team
) -> None:
    client = as_user(mikko)
    module = full_queue["today"].module

    found = [
        rows(client.get(QUEUE, asked))
        for asked in (
            {"team": other_team.pk},
            {"owner": outi.pk},
            {"owner": mikko.pk, "team": "all"},
            {"module": module.pk},
        )
    ]

    assert found == [
        ["theirs", "theirs by mikko"],
        ["outi's"],
        ["mikko's", "theirs by mikko"],
        ["today"],
    ]


ODD = ["", "abc", "-1", "0", "9" * 30, "9" * 5000, "1.5", "' OR 1=1 --", "<b>", "\x00", "ä", "1,2"]
ODD_MARKS = ["nan-1", "inf-1", "-inf-1", "1e400-1", "1e18-1", "-1e18-1", "-62135596800-1"]
ODD_MARKS += ["1--", "1-x", "-", "1-"]


@pytest.mark.parametrize("name", ["view", "team", "level", "module", "owner", "after"])
def test_an_unknown_value_narrows_nothing(as_user, full_queue, manager, name: str) -> None:
    client = as_user(manager)

    found = {value: rows(client.get(QUEUE, {name: value})) for value in ODD}

    assert found == dict.fromkeys(ODD, ALL)


def test_a_spoilt_page_mark_is_no_fault(as_user, full_queue, manager) -> None:
    client = as_user(manager)

    found = {mark: rows(client.get(QUEUE, {"after": mark})) for mark in ODD_MARKS}

    assert found == dict.fromkeys(ODD_MARKS, ALL)


def test_a_mark_with_an_impossible_number_is_no_fault(as_user, full_queue, manager) -> None:
    mark = f"{at(2026, 2, 2, 14).timestamp()}-{'9' * 40}"

    page = as_user(manager).get(QUEUE, {"after": mark})

    assert rows(page) == ALL[3:]


def test_who_has_no_team_sees_all_teams(as_user, full_queue, manager) -> None:
    assert rows(as_user(manager).get(QUEUE)) == ALL


def test_a_consultant_has_no_programming_errors_to_see(as_user, full_queue, consultant) -> None:
    page = as_user(consultant).get(QUEUE)

    assert (page.status_code, rows(page)) == (200, [])
    assert {view["count"] for view in page.context["views"]} == {"0"}


def test_rows_are_grouped_by_urgency(as_user, full_queue, mikko) -> None:
    mikko.language = "en"
    mikko.save()

    groups = as_user(mikko).get(QUEUE, {"team": "all"}).context["page"].groups

    assert [(group.name, [case.subject for case in group.cases]) for group in groups] == [
        ("Overdue", ["late"]),
        ("Today", ["today", "theirs"]),
        ("Later", ["mikko's", "outi's", "theirs by mikko"]),
    ]
    assert [group.goes_on for group in groups] == [False] * 3


@pytest.mark.parametrize(
    ("now", "name"),
    [
        (at(2026, 1, 25, 23, 59), "Later"),
        (at(2026, 1, 26, 0, 0), "Next week"),
        (at(2026, 2, 1, 23, 59), "Next week"),
        (at(2026, 2, 2, 9), "This week"),
        (at(2026, 2, 2, 23, 59), "This week"),
        (at(2026, 2, 3, 0, 0), "Today"),
        (at(2026, 2, 3, 15, 0), "Today"),
        (at(2026, 2, 3, 15, 0, 1), "Overdue"),
    ],
)
def test_a_case_due_on_tuesday_at_15_moves_through_the_groups(
    as_user, case, mikko, clock, now, name: str
) -> None:
    mikko.language = "en"
    mikko.save()
    clock(now)

    [group] = as_user(mikko).get(QUEUE).context["page"].groups

    assert group.name == name


def test_each_view_says_how_many_it_holds(as_user, full_queue, mikko, outi) -> None:
    def counted(**asked: str) -> list[str]:
        views = as_user(mikko).get(QUEUE, asked).context["views"]
        return [view["count"] for view in views]

    ask(full_queue["theirs"], by=outi, at=TEN)

    # team, mine, untaken, overdue, today, waiting; "mine" counts over team borders.
    assert counted() == ["4", "2", "2", "1", "1", "0"]
    assert counted(team="all") == ["6", "2", "2", "1", "1", "1"]


def test_a_case_in_its_very_last_second_is_due_today_and_not_overdue(
    as_user, case, mikko, clock
) -> None:
    client = as_user(mikko)
    due = at(2026, 2, 3, 15)

    def shown(now: datetime) -> tuple[list[str], list[str]]:
        clock(now)
        return rows(client.get(f"{QUEUE}?view=overdue")), rows(client.get(f"{QUEUE}?view=today"))

    assert shown(due) == ([], [case.subject])
    assert shown(due + timedelta(seconds=1)) == ([case.subject], [])


def test_what_is_due_on_monday_is_next_week_until_sunday_ends(
    as_user, customer, paivi, mikko, clock
) -> None:
    mikko.language = "en"
    mikko.save()
    friday = at(2026, 1, 30, 13, 59)
    case = factories.registered_case(customer, by=paivi, at=friday, level=1)
    assert case.next_due_at == at(2026, 2, 2, 8, 59)

    def group(now: datetime) -> str:
        clock(now)
        [found] = as_user(mikko).get(QUEUE).context["page"].groups
        return found.name

    assert [group(at(2026, 2, 1, 23, 59)), group(at(2026, 2, 2, 0, 0))] == ["Next week", "Today"]


def test_counting_stops_at_the_cap(as_user, full_queue, manager, monkeypatch) -> None:
    monkeypatch.setattr(queue, "COUNT_CAP", 3)

    views = as_user(manager).get(QUEUE).context["views"]

    assert [view["count"] for view in views] == ["2+", "0", "2+", "1", "2", "0"]


def test_the_current_view_and_lateness_are_marked(as_user, full_queue, mikko) -> None:
    views = as_user(mikko).get(QUEUE, {"view": "today"}).context["views"]

    assert [view["is_current"] for view in views] == [False] * 4 + [True, False]
    assert [view["is_late"] for view in views] == [False] * 3 + [True] + [False] * 2


def test_another_view_keeps_the_team_and_begins_unfiltered(as_user, full_queue, mikko) -> None:
    """What a view counts is what one finds there."""
    asked = {"level": "3", "team": "all", "after": "0-0"}

    views = as_user(mikko).get(QUEUE, asked).context["views"]

    assert views[1]["address"] == "?team=all&view=mine"


def test_each_filter_can_be_taken_off(as_user, full_queue, mikko) -> None:
    page = as_user(mikko).get(QUEUE, {"level": "3", "view": "mine"})

    chips = list(page.wsgi_request.GET)
    assert chips == ["level", "view"]
    assert 'href="?view=mine"' in page.content.decode()


def test_handled_cases_leave_the_queue(as_user, full_queue, mikko) -> None:
    handled(full_queue["today"], by=mikko, at=TEN)

    assert rows(as_user(mikko).get(QUEUE)) == ["late", "mikko's", "outi's"]


def test_an_empty_queue_says_so(as_user, mikko, monday) -> None:
    page = as_user(mikko).get(QUEUE)

    assert (page.status_code, page.context["page"].groups) == (200, [])
    assert "<table" not in page.content.decode()


def test_the_page_renews_itself_as_it_was_asked_for(as_user, full_queue, mikko) -> None:
    asked = f"{QUEUE}?view=untaken&team=all"

    page = as_user(mikko).get(asked, headers={"hx-request": "true"})

    assert f'hx-get="{asked.replace("&", "&amp;")}"' in page.content.decode()
    assert rows(page) == ["late", "today", "theirs"]


def test_a_superuser_has_no_queue(as_user, full_queue, paivi) -> None:
    assert as_user(paivi).get(QUEUE).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_every_role_of_the_desk_has_a_queue(as_user, full_queue, role: Role) -> None:
    assert as_user(factories.staff(role)).get(QUEUE).status_code == 200


def test_a_consultant_of_another_role_later_sees_what_that_role_sees(
    as_user, full_queue, consultant
) -> None:
    User.objects.filter(pk=consultant.pk).update(role=Role.PRODUCT)

    assert rows(as_user(consultant).get(QUEUE)) == ALL
