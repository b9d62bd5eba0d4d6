"""A long queue is read page by page: every case once, whatever falls together."""

from datetime import timedelta

from django.urls import reverse

from cases.models import Case
from cases.selectors import queue
from tests import factories
from tests.cases.steps import (
    at,
)

QUEUE = reverse("cases:queue")


def walk(client, asked: dict[str, str]) -> list[list[int]]:
    """The pages of a queue, each as the keys of its rows, until there is no next page."""
    pages, page = [], client.get(QUEUE, asked)
    while True:
        groups = page.context["page"].groups
        pages.append([case.pk for group in groups for case in group.cases])
        if not page.context["older"]:
            return pages
        assert len(pages) < 20, "the pages have no end"
        page = client.get(QUEUE + page.context["older"])


def registered(customer, paivi, count: int) -> list[int]:
    """Cases of levels in turn: several fall due in the same second."""
    module = factories.licensed(customer)
    for number in range(count):
        factories.registered_case(
            customer,
            by=paivi,
            module=module,
            at=at(2026, 2, 2, 9) + (number % 2) * timedelta(minutes=5),
            level=number % 3 + 1,
        )
    return list(Case.objects.order_by("next_due_at", "pk").values_list("pk", flat=True))


def test_paging_visits_every_case_once_in_order(
    as_user, customer, paivi, mikko, monday, monkeypatch
) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 3)
    expected = registered(customer, paivi, 11)

    pages = walk(as_user(mikko), {})

    assert pages == [expected[start : start + 3] for start in (0, 3, 6, 9)]


def test_cases_due_in_the_same_second_are_not_lost_between_pages(
    as_user, customer, paivi, mikko, monday, monkeypatch
) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    cases = [factories.registered_case(customer, by=paivi, at=monday).pk for _ in range(5)]

    assert walk(as_user(mikko), {}) == [cases[:2], cases[2:4], cases[4:]]


def test_a_page_that_is_just_full_has_no_next(
    as_user, customer, paivi, mikko, monday, monkeypatch
) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 4)
    expected = registered(customer, paivi, 4)

    assert walk(as_user(mikko), {}) == [expected]


def test_paging_keeps_the_filters(as_user, customer, paivi, mikko, monday, monkeypatch) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    registered(customer, paivi, 9)
    expected = list(
        Case.objects.filter(level=2).order_by("next_due_at", "pk").values_list("pk", flat=True)
    )

    assert walk(as_user(mikko), {"level": "2", "team": "all"}) == [expected[:2], expected[2:]]


def test_a_case_that_comes_meanwhile_doubles_and_hides_no_other(
    as_user, customer, paivi, mikko, monday, monkeypatch
) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    cases = [factories.registered_case(customer, by=paivi, at=monday).pk for _ in range(4)]
    client = as_user(mikko)
    older = client.get(QUEUE).context["older"]

    factories.registered_case(customer, by=paivi, at=monday, level=1)
    page = client.get(QUEUE + older)

    groups = page.context["page"].groups
    assert [case.pk for group in groups for case in group.cases] == cases[2:]


def test_later_pages_lead_back_to_the_first(
    as_user, customer, paivi, mikko, monday, monkeypatch
) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    registered(customer, paivi, 3)
    client = as_user(mikko)

    first = client.get(QUEUE, {"team": "all"})
    second = client.get(QUEUE + first.context["older"])

    assert (first.context["first"], second.context["first"]) == ("", "?team=all")


def test_a_group_that_goes_on_says_so(as_user, customer, paivi, mikko, monday, monkeypatch) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    for number in (1, 3, 3):
        factories.registered_case(customer, by=paivi, at=monday, level=number)

    groups = as_user(mikko).get(QUEUE).context["page"].groups

    assert [(len(group.cases), group.goes_on) for group in groups] == [(1, False), (1, True)]


def test_a_page_holds_fifty_rows(as_user, customer, paivi, mikko, monday) -> None:
    registered(customer, paivi, 52)

    assert [len(page) for page in walk(as_user(mikko), {})] == [50, 2]
