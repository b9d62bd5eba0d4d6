"""The report's pages: for the support manager alone, sound whatever is typed, at a fixed cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import held
from accounts.choices import Industry, Role
from tests import factories
from tests.cases.reports.conftest import CASES, NOW, REPORT, panel
from tests.cases.steps import ask, at


@pytest.mark.parametrize("page", ["reports", "report_cases", "report_now"])
def test_only_the_support_manager_reads_reports(
    as_user, page: str, manager, mikko, consultant, product, administrator, paivi, stranger, monday
) -> None:
    people = (manager, mikko, consultant, product, administrator, paivi, stranger)

    answers = [as_user(person).get(reverse(f"cases:{page}")).status_code for person in people]

    assert answers == [200, *[403] * 6]


def test_reports_stand_in_the_menu_of_who_may_read_them(as_user, english, mikko, monday) -> None:
    menus = {
        person.role: [place.label for place in as_user(person).get(CASES).context["frame"].nav]
        if person.role == Role.MANAGER
        else [
            place.url for place in as_user(person).get(reverse("cases:queue")).context["frame"].nav
        ]
        for person in (english, mikko)
    }

    assert "Reports" in menus[Role.MANAGER]
    assert REPORT not in menus[Role.SPECIALIST]


@pytest.mark.parametrize(
    "spoilt",
    [
        *("?period=decade&on=2026-01-01", "?period=month&on=tomorrow", "?period=month"),
        *("?from=2026-01-01", "?from=x&to=y", "?on=9999-12-31&period=year", "?period=other"),
        *("?level=9", "?team=x", "?customer=-1", f"?customer={'9' * 30}", "?kind=goal"),
        *("?cause=fate", "?outcome=x", "?took=4-8", "?kind=handling&took=1-9", "?after=x"),
        f"?after={'9' * 11}_1_handling",
    ],
)
def test_a_spoilt_address_narrows_nothing(as_user, manager, lived, spoilt: str) -> None:
    page = as_user(manager).get(REPORT + spoilt)
    every = as_user(manager).get(CASES + spoilt)

    assert (page.status_code, every.status_code) == (200, 200)
    assert panel(page, "level").total.total == 5
    assert str(page.context["asked"].period.first) == "2026-02-01"


def test_what_somebody_typed_is_shown_as_text(as_user, manager, promised, march) -> None:
    nasty = "<script>alert(1)</script>"
    shop = factories.CustomerFactory(name=nasty, industry=Industry.RETAIL)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), of=shop, subject=nasty)
    client = as_user(manager)

    for address in (REPORT, CASES, f"{REPORT}?find={nasty}", f"{REPORT}?customer={shop.pk}"):
        text = client.get(address).content.decode()
        assert nasty not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_looking_changes_nothing(as_user, manager, lived) -> None:
    with CaptureQueriesContext(connection) as captured:
        for address in (REPORT, CASES, NOW):
            as_user(manager).get(address)

    assert [
        query["sql"]
        for query in captured
        if query["sql"].startswith(("INSERT INTO", "UPDATE", "DELETE"))
        and "django_session" not in query["sql"]
        and "last_login" not in query["sql"]
    ] == []


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        # Session, person and moment; then figures, names of customers, the situation now, rules.
        (REPORT, 8),
        (f"{REPORT}?period=year&on=2026-01-01", 7),
        (f"{REPORT}?kind=handling&level=3", 8),
        (CASES, 5),
        (f"{NOW}?of=waiting", 4),
    ],
)
def test_a_page_costs_the_same_for_few_and_for_many(
    as_user, manager, mikko, promised, march, settings, monkeypatch, address: str, budget: int
) -> None:
    """Bounded, however many promises there are: the database counts."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend}}
    monkeypatch.setattr(held, "CHECK_EVERY_SECONDS", float("inf"))
    client = as_user(manager)

    def queries() -> int:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    def more(count: int) -> None:
        for number in range(count):
            case = promised(
                *(at(2026, 2, 2, 9), at(2026, 2, 2 + number, 10)),
                level=3,
                of=factories.CustomerFactory(),
            )
            ask(case, by=mikko, at=at(2026, 2, 12, 9))

    more(1)
    few = queries()
    more(6)

    assert queries() == few <= budget
