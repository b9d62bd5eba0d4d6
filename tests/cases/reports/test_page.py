"""The report as the support manager reads it: numbers, links behind them, filters (B1.3, B5)."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import held
from accounts.choices import Industry, Role
from cases.selectors.reports import behind
from tests import factories
from tests.cases.reports.conftest import swept
from tests.cases.steps import ask, at, set_level, take_up

REPORT, CASES, NOW = (
    reverse(f"cases:{name}") for name in ("reports", "report_cases", "report_now")
)
FEBRUARY = "?period=month&on=2026-02-01"
_SVG = re.compile(r'<svg class="chart"[^>]*role="img" aria-label="([^"]+)"')


@pytest.fixture
def march(clock):
    """The third of March: February is the last full month."""
    return clock(at(2026, 3, 3, 10))


@pytest.fixture
def lived(promised, march, mikko, paivi):
    """February: of five starts three in time, of two solutions one; two are missed for causes."""
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), at(2026, 2, 20, 9), level=3)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 11), at(2026, 2, 20, 9), level=2)
    promised(at(2026, 2, 2, 9), at(2026, 2, 3, 9), level=5)
    promised(at(2026, 2, 2, 9), at(2026, 2, 20, 9), level=3, subject="Liian myöhään")
    raised = promised(at(2026, 2, 2, 9), level=4)
    set_level(raised, 2, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    swept(march)


@pytest.fixture
def read(as_user, english):
    def get(address: str) -> str:
        answer = as_user(english).get(address)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    return get


def panel(page, key: str, kind: str = "handling"):
    """One panel of a section, from the context of a page."""
    section = next(one for one in page.context["sections"] if one.key == key)
    return next(one for one in section.panels if one.key == f"{key}-{kind}")


def test_the_last_full_month_is_shown_unless_asked_otherwise(read, lived) -> None:
    assert "<h2>February 2026</h2>" in read(REPORT)
    assert "<h2>March 2026</h2>" in read(f"{REPORT}?period=month&on=2026-03-15")


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


def test_shares_per_level_are_drawn_told_and_linked(as_user, manager, lived, read) -> None:
    levels = panel(as_user(manager).get(REPORT), "level")
    text = read(REPORT)

    told = [(row.label, row.kept, row.missed, row.percent, row.to_target) for row in levels.rows]
    assert told == [
        ("Level 2", 1, 1, "50\xa0%", "−45"),
        ("Level 3", 1, 1, "50\xa0%", "−45"),
        ("Level 5", 1, 0, "100\xa0%", "+5"),
    ]
    assert [mark.low for mark in levels.chart.marks] == ["−45", "−45", ""]
    sentence = "Level 2: 50 % (1/2), Level 3: 50 % (1/2), Level 5: 100 % (1/1). The goal is 95 %."
    assert sentence in [unescape(found).replace("\xa0", " ") for found in _SVG.findall(text)]


def test_every_figure_leads_to_so_many_cases(as_user, manager, lived) -> None:
    """Each link of the page opens a list with as many rows as the number says."""
    client = as_user(manager)
    page = client.get(REPORT)
    links = {}
    for section in page.context["sections"]:
        for each in section.panels:
            for row in [*each.rows, *([each.total] if each.total else [])]:
                if section.key not in {"took", "cause"}:
                    links |= {row.behind_kept: row.kept, row.behind_missed: row.missed}
                links[row.every] = row.total

    counted = {link: client.get(link).context["count"] for link in links}
    listed = {link: len(client.get(link).context["rows"]) for link in links}

    assert len(links) > 40
    assert counted == listed == links


def test_a_months_trend_is_a_year_of_whole_months(as_user, manager, promised, lived) -> None:
    promised(at(2025, 12, 2, 9), at(2025, 12, 2, 10), level=3)
    page = as_user(manager).get(f"{REPORT}?period=week&on=2026-02-02")

    months = panel(page, "month")

    assert [row.label for row in months.rows] == ["Joulukuu 2025", "Helmikuu 2026"]
    assert [month.tick for month in months.chart.months] == [
        *("3/25", "4", "5", "6", "7", "8", "9", "10", "11", "12", "1/26", "2")
    ]
    assert len(months.chart.shape.pieces) == 2


def test_a_year_is_its_own_trend(as_user, manager, lived) -> None:
    page = as_user(manager).get(f"{REPORT}?period=year&on=2026-01-01")

    assert panel(page, "month").rows[0].total == 5
    assert panel(page, "level").total.total == 5


def test_how_long_it_took_is_a_histogram_with_half_and_nine_tenths(as_user, english, lived) -> None:
    spread = panel(as_user(english).get(REPORT), "took")

    assert [(row.label, row.total) for row in spread.rows if row.total] == [
        *(("1–2 h", 1), ("2–4 h", 1), ("4–8 h", 1), ("48 h or more", 1)),
        ("Not known or not over", 1),
    ]
    assert (spread.lengths[0].label, spread.lengths[0].median) == ("Level 2", "2\xa0h")


def test_causes_are_told_in_words(as_user, english, lived) -> None:
    page = as_user(english).get(REPORT)

    assert [(row.label, row.total) for row in panel(page, "cause").rows] == [
        ("The level was raised", 1),
        ("Nobody took the case up in time", 1),
    ]
    assert panel(page, "cause", "resolution").rows[0].label == "The level was raised"


def test_each_filter_that_is_set_shows_its_value_and_a_way_back(
    as_user, english, lived, customer
) -> None:
    team, module = customer.cases.first().team_id, customer.cases.first().module_id
    asked = f"&kind=handling&team={team}&level=3&module={module}&customer={customer.pk}"
    page = as_user(english).get(REPORT + FEBRUARY + asked)
    text = page.content.decode()

    chips = {chip.name: chip.chosen for chip in page.context["chips"]}
    assert {"Promise": "Start of handling", "Level": "Level 3"}.items() <= chips.items()
    assert all(chips.values())
    assert f"Customer: {customer.name}" in text
    assert text.count('class="filter is-on"') == 5
    for name in ("kind", "team", "level", "module", "customer"):
        without = re.sub(f"&{name}=[^&]*", "", asked)
        assert sorted(without.split("&")) in [
            sorted(unescape(link).removeprefix(FEBRUARY).split("&"))
            for link in re.findall(r'class="filter is-on" href="([^"]+)"', text)
        ]
    # What all of it concerns is not shown by team, module and customer again.
    assert [section.key for section in page.context["sections"]] == [
        *("level", "month", "took", "cause")
    ]


def test_a_customer_is_found_by_name_or_business_id(as_user, english, lived, customer) -> None:
    client = as_user(english)
    factories.CustomerFactory(name="Aivan Muu Oy")

    for words in ("kivim", customer.business_id[:5]):
        page = client.get(f"{REPORT}{FEBRUARY}&level=3&find={words}")
        assert customer.name in [one.label for one in page.context["asked"].found_customers()]
        assert f"level=3&amp;customer={customer.pk}" in page.content.decode()
    page = client.get(f"{REPORT}?find=zzz")
    assert "No customer has that in its name." in page.content.decode()


def test_the_period_moves_step_by_step_but_not_into_the_future(as_user, manager, march) -> None:
    client = as_user(manager)

    asked = client.get(REPORT).context["asked"]
    running = client.get(REPORT + asked.after).context["asked"]

    assert client.get(REPORT + asked.before).context["asked"].period.first == date(2026, 1, 1)
    assert running.period.first == date(2026, 3, 1)
    assert running.after == ""
    assert [choice.is_chosen for choice in asked.spans()] == [False, True, False, False]
    assert "on=2026-02-23" in asked.spans()[0].address


def test_other_days_keep_the_filters(as_user, manager, lived) -> None:
    page = as_user(manager).get(f"{REPORT}?from=2026-02-20&to=2026-02-01&level=3")

    asked = page.context["asked"]
    assert asked.period.days == (date(2026, 2, 1), date(2026, 2, 20))
    assert asked.filters_kept == [("level", "3")]
    assert 'type="hidden" name="level" value="3"' in page.content.decode()


def test_the_report_knows_nothing_of_a_part_of_its_promises(as_user, manager, lived) -> None:
    page = as_user(manager).get(f"{REPORT}{FEBRUARY}&outcome=missed&kind=handling&took=1-2")

    assert panel(page, "level").total.percent == "60\xa0%"
    assert "outcome" not in page.context["asked"].address()


def test_a_list_is_narrowed_to_a_part_of_a_number(as_user, english, lived) -> None:
    client = as_user(english)

    missed = client.get(f"{CASES}{FEBRUARY}&kind=handling&outcome=missed")
    took = client.get(f"{CASES}{FEBRUARY}&kind=handling&took=4-8")

    assert (missed.context["count"], took.context["count"]) == (2, 1)
    [cause] = [chip for chip in missed.context["chips"] if chip.name == "Cause"]
    assert [choice.label for choice in cause.choices] == [
        *("The level was raised", "Nobody took the case up in time")
    ]
    assert "Opening time used: 4–8 h" in took.content.decode()
    assert missed.context["asked"].report == f"{REPORT}{FEBRUARY}&kind=handling"


def test_an_empty_period_says_what_to_do_next(read, march, promised) -> None:
    whole_year = read(REPORT)
    narrow = read(f"{REPORT}?level=1")
    year = read(f"{REPORT}?period=year&on=2025-01-01")

    assert "No promise fell due or was kept in this period" in whole_year
    assert "Show the whole year" in whole_year
    assert "Remove the filters" in narrow
    assert "Go to the queue" in year
    assert "chart" not in re.findall(r'<svg class="(\w+)"', year)


def test_the_list_tells_how_late_in_opening_time_and_why(as_user, english, lived) -> None:
    page = as_user(english).get(f"{CASES}{FEBRUARY}&kind=handling&outcome=missed&level=3")
    [row] = page.context["rows"]
    text = page.content.decode()

    # Due on Tuesday 3.2. at 15, begun on Friday 20.2. at 9: 1 + 7 + 7 + 5 + 33 + 33 − 5 + 1 hours.
    assert (row.subject, row.deadline) == ("Liian myöhään", at(2026, 2, 3, 15))
    assert row.late_seconds == 82 * 3600
    assert row.used_seconds == 94 * 3600
    assert "82\xa0h" in text
    assert "Nobody took the case up in time" in text
    assert row.reference in text


def test_what_is_not_made_good_is_late_until_now(as_user, english, lived) -> None:
    page = as_user(english).get(f"{CASES}{FEBRUARY}&kind=handling&cause=level_raised")
    [row] = page.context["rows"]

    assert row.ended_at is None
    assert row.late_seconds > 100 * 3600
    assert "not yet" in page.content.decode()


def test_a_long_list_has_pages_and_each_row_stands_once(
    as_user, manager, lived, monkeypatch
) -> None:
    monkeypatch.setattr(behind, "PAGE_SIZE", 2)
    client, address, seen = as_user(manager), CASES + FEBRUARY, []
    while address:
        page = client.get(address)
        seen += [(row.settled_at, row.case, row.kind) for row in page.context["rows"]]
        address = page.context["older"] and CASES + page.context["older"]

    assert len(seen) == len(set(seen)) == page.context["count"] == 8
    assert [moment for moment, _case, _kind in seen] == sorted(
        (moment for moment, _case, _kind in seen), reverse=True
    )
    assert page.context["first"]


def test_both_promises_kept_in_one_second_are_on_two_pages(
    as_user, manager, promised, march, monkeypatch
) -> None:
    monkeypatch.setattr(behind, "PAGE_SIZE", 1)
    promised(at(2026, 2, 2, 9), None, at(2026, 2, 2, 10))
    client = as_user(manager)

    first = client.get(CASES)
    second = client.get(CASES + first.context["older"])

    kinds = [page.context["rows"][0].kind for page in (first, second)]
    assert (kinds, second.context["older"]) == (["handling", "resolution"], "")


def test_what_somebody_typed_is_shown_as_text(as_user, manager, promised, march) -> None:
    nasty = "<script>alert(1)</script>"
    shop = factories.CustomerFactory(name=nasty, industry=Industry.RETAIL)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), of=shop, subject=nasty)
    client = as_user(manager)

    for address in (REPORT, CASES, f"{REPORT}?find={nasty}", f"{REPORT}?customer={shop.pk}"):
        text = client.get(address).content.decode()
        assert nasty not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


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


def test_the_situation_now_is_the_whole_departments(
    as_user, english, promised, mikko, clock
) -> None:
    monday = clock(at(2026, 3, 2, 9, 30))
    promised(at(2026, 2, 2, 9), level=3)
    promised(at(2026, 3, 2, 8, 45), level=1)
    ask(promised(at(2026, 2, 10, 9), at(2026, 2, 10, 10), level=5), by=mikko, at=at(2026, 2, 24, 9))
    ask(promised(at(2026, 2, 10, 9), at(2026, 2, 10, 10), level=5), by=mikko, at=at(2026, 2, 26, 9))
    client = as_user(english)

    figures = client.get(REPORT).context["standing"]

    assert [(one.name, one.number, one.note) for one in figures] == [
        ("Overdue", "1", "The oldest 4 weeks"),
        ("Due within an hour", "1", "The first today 9:45"),
        ("Not taken up", "2", "The oldest 4 weeks"),
        ("Waiting over 5 days", "1", "The customer's turn"),
    ]
    for one in figures[1::2]:
        assert len(client.get(one.url).context["rows"]) == 1
    for one in figures[::2]:
        groups = client.get(one.url).context["page"].groups
        assert str(sum(len(group.cases) for group in groups)) == one.number
    assert monday


def test_an_hour_of_opening_time_reaches_over_the_weekend(
    as_user, manager, promised, clock
) -> None:
    """On Friday at 13.30 the next open hour ends on Monday at 8.30."""
    clock(at(2026, 2, 6, 13, 30))
    # Level 1 on Friday at 13.20: one hour, so Monday at 8.20.
    promised(at(2026, 2, 6, 13, 20), level=1)

    figures = as_user(manager).get(REPORT).context["standing"]

    assert [one.number for one in figures] == ["0", "1", "1", "0"]


def test_nothing_to_see_now_says_so(as_user, english, march) -> None:
    client = as_user(english)

    figures = client.get(REPORT).context["standing"]

    assert [(one.number, one.note) for one in figures] == [("0", "None")] * 4
    for of in ("near", "waiting", "overdue", "untaken", "nonsense"):
        assert "Nothing here now" in client.get(f"{NOW}?of={of}").content.decode()


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


def test_a_case_taken_up_today_is_not_untaken(as_user, manager, promised, mikko, clock) -> None:
    at_ten = clock(at(2026, 2, 2, 10))
    case = promised(at(2026, 2, 2, 9), level=5)
    client = as_user(manager)

    before = client.get(REPORT).context["standing"][2].number
    take_up(case, by=mikko, at=at_ten)

    assert (before, client.get(REPORT).context["standing"][2].number) == ("1", "0")
