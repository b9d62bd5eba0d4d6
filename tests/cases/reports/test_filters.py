"""What a report is narrowed to: a period, and filters that each show a way back."""

import re
from datetime import date
from html import unescape

from tests import factories
from tests.cases.reports.conftest import FEBRUARY, REPORT, panel


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
