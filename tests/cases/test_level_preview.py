"""B5.3: before a level is saved the desk sees what it does to both deadlines; and so it comes."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cases import services
from cases.models import Case
from cases.selectors.deadlines import clocks_of
from cases.selectors.level_change import LevelChange, level_change
from sla.selectors import due_after_change, dues_after_change, records_of
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    level,
    page_of,
    propose,
    set_level,
    take_up,
)

TEN, NEXT_DAY = at(2026, 2, 2, 10), at(2026, 2, 3, 9)
WHY = "Siksi."


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def preview(case: Case, when: datetime) -> LevelChange:
    case = stored(case)
    return level_change(case, records_of(clocks_of(case)), is_open=False, at=when)


def dues(case: Case) -> dict[str, datetime]:
    return {clock.kind: clock.due_at for clock in clocks_of(stored(case))}


def previewed(case: Case, number: int, when: datetime) -> dict[str, datetime]:
    clocks = clocks_of(stored(case))
    found = dues_after_change(clocks, records_of(clocks), at=when)
    return {clock.kind: found[clock.pk][number] for clock in clocks}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def lowered(customer, paivi, mikko, monday) -> Case:
    """Level 2 from Monday at 9, level 4 from 10: its first deadlines were Monday 14, Friday 14."""
    case = factories.registered_case(customer, by=paivi, at=monday, level=2)
    set_level(case, 4, reason=WHY, by=mikko, at=TEN)
    return case


# --- What is previewed is what comes --------------------------------------------------------------


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize(
    "lived",
    [
        pytest.param(lambda case, by, when: None, id="new"),
        pytest.param(lambda case, by, when: take_up(case, by=by, at=TEN), id="taken up"),
        pytest.param(lambda case, by, when: ask(case, by=by, at=TEN), id="paused"),
        pytest.param(
            lambda case, by, when: [
                set_level(case, 1, reason=WHY, by=by, at=TEN),
                set_level(case, 4, reason=WHY, by=by, at=at(2026, 2, 2, 10, 30)),
            ],
            id="up and down",
        ),
        pytest.param(
            lambda case, by, when: services.announce_passed_steps(limit=9, at=when),
            id="breached",
        ),
    ],
)
@pytest.mark.parametrize("when", [NEXT_DAY, at(2026, 2, 3, 15, 30)], ids=["early", "late"])
def test_the_preview_is_what_the_change_then_writes(case, mikko, lived, number, when) -> None:
    lived(case, mikko, when)
    expected = previewed(case, number, when)

    set_level(case, number, reason=WHY, by=mikko, at=when)

    assert dues(case) == expected


def test_a_raise_counts_from_now(case) -> None:
    assert previewed(case, 2, TEN) == {
        "handling": at(2026, 2, 2, 15),
        "resolution": at(2026, 2, 6, 14),
    }


def test_a_lowered_level_counts_from_the_receipt(case) -> None:
    assert previewed(case, 4, TEN) == {
        "handling": at(2026, 2, 11, 10),
        "resolution": at(2026, 7, 31, 14),
    }


def test_down_and_up_again_gives_the_first_deadlines(lowered) -> None:
    assert previewed(lowered, 2, NEXT_DAY) == {
        "handling": at(2026, 2, 2, 14),
        "resolution": at(2026, 2, 6, 14),
    }


def test_all_levels_of_both_clocks_cost_two_queries(lowered) -> None:
    clocks = clocks_of(stored(lowered))
    due_after_change(clocks[0], level(2), at=NEXT_DAY)

    with CaptureQueriesContext(connection) as queries:
        found = dues_after_change(clocks, records_of(clocks), at=NEXT_DAY)

    assert len(queries) == 2
    assert found == {
        clock.pk: {
            number: due_after_change(clock, level(number), at=NEXT_DAY) for number in range(1, 6)
        }
        for clock in clocks
    }


# --- In words -------------------------------------------------------------------------------------


def test_each_level_says_what_choosing_it_is(case) -> None:
    records = records_of(clocks_of(case))
    said = {
        is_open: [
            (choice.what, choice.does)
            for choice in level_change(case, records, is_open=is_open, at=TEN).choices[1:4]
        ]
        for is_open in (True, False)
    }

    up = ("Raises from level 3", "Raise to level 2, tell the customer")
    down = ("Lowers from level 3", "Lower to level 4, tell the customer")
    assert said == {
        True: [up, ("Confirms the level", "Confirm level 3"), down],
        False: [up, ("The level now", "Keep level 3"), down],
    }


def test_what_would_be_late_at_once_is_said_before_saving(lowered) -> None:
    found = preview(lowered, NEXT_DAY)

    said = {
        choice.number: [(each.label, each.due.kind, each.warning) for each in choice.deadlines]
        for choice in found.choices
    }
    start = "The deadline to start would have passed already: this is late at once."
    assert said == {
        1: [("Starts", "late", start), ("Done", "run", "")],
        2: [("Starts", "late", start), ("Done", "run", "")],
        3: [("Starts", "run", ""), ("Done", "run", "")],
        4: [("Starts", "run", ""), ("Done", "run", "")],
        5: [("Starts", "run", ""), ("Done", "run", "")],
    }
    assert found.notes == []


def test_a_target_that_would_have_passed_is_said_too(lowered, mikko) -> None:
    take_up(lowered, by=mikko, at=TEN)

    [_first, second, *_milder] = preview(lowered, at(2026, 2, 9, 9)).choices

    [target] = second.deadlines
    assert (target.due.at, target.warning) == (
        at(2026, 2, 6, 14),
        "The target would have passed already: this is late at once.",
    )


def test_a_start_that_was_made_is_said_once_and_moved_by_no_level(case, mikko) -> None:
    take_up(case, by=mikko, at=TEN)

    found = preview(case, NEXT_DAY)

    assert found.notes == ["Handling started in time, yesterday 10:00. No level changes that."]
    assert {len(choice.deadlines) for choice in found.choices} == {1}


@pytest.mark.parametrize("noticed", [True, False])
def test_a_missed_start_stays_missed_at_every_level(case, noticed: bool) -> None:
    late = at(2026, 2, 3, 15, 1)
    if noticed:
        services.announce_passed_steps(limit=9, at=late)

    found = preview(case, late)

    assert found.notes == [
        "Handling was to start today 15:00. It is late, and no level changes that."
    ]
    assert [each.label for choice in found.choices for each in choice.deadlines] == ["Done"] * 5


def test_a_missed_target_stays_missed_at_every_level(case, mikko) -> None:
    take_up(case, by=mikko, at=TEN)

    found = preview(case, at(2026, 3, 3, 9))

    assert found.notes[1] == (
        "The target was yesterday 16:00. It was missed, and no level changes that."
    )
    assert [choice.deadlines for choice in found.choices] == [[]] * 5


@pytest.mark.parametrize("wait", [ask, propose])
def test_while_the_time_stands_still_the_target_moves_on_with_the_wait(case, mikko, wait) -> None:
    brought_to(case, "assessment", by=mikko, at=TEN)
    wait(case, by=mikko, at=TEN)

    found = preview(case, NEXT_DAY)

    assert found.notes[1] == (
        "The time for the solution stands still. The target moves on with the wait."
    )
    kinds = {each.due.kind for choice in found.choices for each in choice.deadlines}
    assert kinds == {"pause"}


def test_a_target_behind_a_pause_is_late_when_the_time_goes_on(lowered, mikko) -> None:
    take_up(lowered, by=mikko, at=TEN)
    ask(lowered, by=mikko, at=at(2026, 2, 9, 9))

    second = preview(lowered, at(2026, 2, 9, 10)).choices[1]

    [target] = second.deadlines
    assert (target.due.kind, target.due.at, target.warning) == (
        "late",
        at(2026, 2, 6, 14),
        "The target would have passed already: this is late when the time goes on.",
    )


# --- On the page ----------------------------------------------------------------------------------


def test_the_desk_sees_every_level_with_both_deadlines(as_user, case, mikko) -> None:
    page = as_user(mikko).get(page_of("case", case))

    text = page.content.decode()
    choices = page.context["level_change"].choices
    assert [(each.number, each.is_current, len(each.deadlines)) for each in choices] == [
        (number, number == 3, 2) for number in range(1, 6)
    ]
    assert re.findall(r'name="level" value="(\d)" id="id_level_\d"( checked)?', text) == [
        ("1", ""),
        ("2", ""),
        ("3", " checked"),
        ("4", ""),
        ("5", ""),
    ]
    for choice in choices:
        assert [each.due.words in text for each in choice.deadlines] == [True, True]


def test_a_level_without_its_reason_stays_chosen_beside_its_deadlines(as_user, case, mikko) -> None:
    answer = as_user(mikko).post(page_of("level", case), {"level": 1, "seen": 3, "reason": ""})

    assert answer.status_code == 422
    assert 'value="1" id="id_level_0" checked' in answer.content.decode()


@pytest.mark.parametrize("name", ["product", "administrator", "paivi"])
def test_who_sets_no_level_previews_none(request, as_user, case, mikko, name: str) -> None:
    page = as_user(request.getfixturevalue(name)).get(page_of("case", case))

    assert page.context.get("level_change") is None
    assert 'name="level"' not in page.content.decode()


def test_what_the_customer_asked_and_what_the_answers_say_is_marked(
    as_user, customer, paivi, mikko, monday
) -> None:
    facts = services.Facts(work="partly", way_round="yes")
    case = factories.registered_case(customer, by=paivi, at=monday, level=2, facts=facts)

    choices = as_user(mikko).get(page_of("case", case)).context["level_change"].choices

    assert [each.number for each in choices if each.is_asked] == [2]
    assert [each.number for each in choices if each.is_advised] == [3]


def test_the_preview_costs_the_page_no_query(as_user, case, mikko, product) -> None:
    """The specialist's page has it, the product department's has not."""

    def asked(person) -> list[str]:
        client = as_user(person)
        client.get(page_of("case", case))
        with CaptureQueriesContext(connection) as captured:
            client.get(page_of("case", case))
        return [query["sql"] for query in captured if "sla_clock" in query["sql"]]

    assert len(asked(mikko)) == len(asked(product))
