"""The report as the support manager reads it: numbers, and links behind them (B1.3, B5)."""

import re
from html import unescape

import pytest

from tests.cases.reports.conftest import REPORT, panel
from tests.cases.steps import at

_SVG = re.compile(r'<svg class="chart"[^>]*role="img" aria-label="([^"]+)"')


@pytest.fixture
def read(as_user, english):
    def get(address: str) -> str:
        answer = as_user(english).get(address)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    return get


def test_the_last_full_month_is_shown_unless_asked_otherwise(read, lived) -> None:
    assert "<h2>February 2026</h2>" in read(REPORT)
    assert "<h2>March 2026</h2>" in read(f"{REPORT}?period=month&on=2026-03-15")


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


def test_an_empty_period_says_what_to_do_next(read, march, promised) -> None:
    whole_year = read(REPORT)
    narrow = read(f"{REPORT}?level=1")
    year = read(f"{REPORT}?period=year&on=2025-01-01")

    assert "No promise fell due or was kept in this period" in whole_year
    assert "Show the whole year" in whole_year
    assert "Remove the filters" in narrow
    assert "Go to the queue" in year
    assert "chart" not in re.findall(r'<svg class="(\w+)"', year)
