"""B1.4, B4.4, B5.3: taking up, the level and the stage, pressed on the case page."""

import pytest

from cases import services
from cases.choices import Stage
from cases.models import Case
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    event_kinds,
    onward,
    page_of,
    reply,
    set_level,
    take_up,
)

TEN = at(2026, 2, 2, 10)
MADE = {"to": "execution", "seen": "planning", "ready_on": "2026-03-02"}


@pytest.fixture
def assessed(case, mikko) -> Case:
    return brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)


def test_taking_up_makes_the_case_ones_own(as_user, case, mikko, clock) -> None:
    clock(TEN)

    answer = as_user(mikko).post(page_of("handling", case))

    assert (answer.status_code, answer["Location"]) == (302, case.get_absolute_url())
    case.refresh_from_db()
    assert (case.owner, case.taken_up_at) == (mikko, TEN)


def test_confirming_the_level_needs_no_reason(as_user, case, mikko) -> None:
    answer = as_user(mikko).post(page_of("level", case), {"level": 3, "seen": 3, "reason": ""})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.level_id) == (Stage.LEVEL_SET, 3)


def test_changing_the_level_without_a_reason_is_asked_back(as_user, case, mikko) -> None:
    answer = as_user(mikko).post(page_of("level", case), {"level": 1, "seen": 3, "reason": "  "})

    assert answer.status_code == 422
    form = answer.context["level_form"]
    assert (list(form.errors), form["level"].value()) == (["reason"], "1")
    case.refresh_from_db()
    assert (case.level_id, case.version) == (3, 1)


def test_changing_the_level_with_a_reason_changes_it(as_user, case, mikko) -> None:
    typed = {"level": 1, "seen": 3, "reason": "Palkkapäivä."}

    answer = as_user(mikko).post(page_of("level", case), typed)

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.level_id, case.events.last().text.text) == (1, "Palkkapäivä.")


@pytest.mark.parametrize("number", ["", "0", "6", "abc", "9" * 40])
def test_a_level_that_does_not_exist_is_refused(as_user, case, mikko, number: str) -> None:
    typed = {"level": number, "seen": 3, "reason": "Siksi."}

    answer = as_user(mikko).post(page_of("level", case), typed)

    assert (answer.status_code, list(answer.context["level_form"].errors)) == (422, ["level"])
    case.refresh_from_db()
    assert case.version == 1


def test_moving_on_moves_the_case(as_user, assessed, mikko) -> None:
    answer = as_user(mikko).post(
        page_of("stage", assessed), {"to": "planning", "seen": "assessment"}
    )

    assert answer.status_code == 302
    assessed.refresh_from_db()
    assert assessed.stage == Stage.PLANNING


def test_the_product_department_ends_its_own_stages(as_user, assessed, mikko, product) -> None:
    client = as_user(product)
    refused = client.post(page_of("stage", assessed), {"to": "planning", "seen": "assessment"})
    services.move_on(assessed, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=TEN)

    moved = client.post(page_of("stage", assessed), MADE)

    assert (refused.status_code, moved.status_code) == (403, 302)
    assessed.refresh_from_db()
    assert assessed.stage == Stage.EXECUTION


def test_who_moves_a_case_that_has_moved_meanwhile_sees_it_as_it_is(
    as_user, assessed, mikko, outi
) -> None:
    services.move_on(assessed, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=outi, at=TEN)

    answer = as_user(mikko).post(
        page_of("stage", assessed), {"to": "handled", "seen": "assessment"}
    )

    assert (answer.status_code, answer.context["changed_meanwhile"]) == (409, True)
    assert answer.context["case"].stage == Stage.PLANNING
    assessed.refresh_from_db()
    assert assessed.stage == Stage.PLANNING


@pytest.mark.parametrize(
    ("stage", "typed", "field"),
    [
        ("planning", {"to": "execution"}, "ready_on"),
        ("execution", {"to": "planning", "reason": " "}, "reason"),
        ("execution", {"to": "delivery"}, "release"),
    ],
)
def test_a_step_asks_for_what_it_takes(as_user, assessed, mikko, stage, typed, field) -> None:
    while assessed.stage != stage:
        assessed = onward(assessed, by=mikko, at=TEN)

    answer = as_user(mikko).post(page_of("stage", assessed), {**typed, "seen": stage})

    assert (answer.status_code, list(answer.context["stage_form"].errors)) == (422, [field])
    assert Case.objects.get(pk=assessed.pk).stage == stage


def test_a_step_the_process_does_not_know_is_a_conflict(as_user, assessed, mikko) -> None:
    answer = as_user(mikko).post(
        page_of("stage", assessed), {"to": "delivery", "seen": "assessment"}
    )

    assert answer.status_code == 409
    assessed.refresh_from_db()
    assert assessed.stage == Stage.ASSESSMENT


@pytest.mark.parametrize(
    "typed", [{}, {"to": "limbo", "seen": "assessment"}, {"to": "planning", "seen": "limbo"}]
)
def test_a_stage_that_does_not_exist_is_refused(as_user, assessed, mikko, typed) -> None:
    answer = as_user(mikko).post(page_of("stage", assessed), typed)

    assert answer.status_code == 422
    assessed.refresh_from_db()
    assert assessed.stage == Stage.ASSESSMENT


@pytest.mark.parametrize("name", ["paivi", "product", "administrator"])
def test_who_is_no_specialist_neither_takes_up_nor_sets_the_level(
    request, as_user, case, name: str
) -> None:
    client = as_user(request.getfixturevalue(name))

    answers = [
        client.post(page_of("handling", case)),
        client.post(page_of("level", case), {"level": 3, "seen": 3}),
        client.post(page_of("stage", case), {"to": "level_set", "seen": "new"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    case.refresh_from_db()
    assert (case.version, event_kinds(case)) == (1, ["registered"])


def test_nothing_moves_on_before_it_is_taken_up(as_user, case, mikko) -> None:
    set_level(case, 3, reason="", by=mikko, at=TEN)

    answer = as_user(mikko).post(page_of("stage", case), {"to": "assessment", "seen": "level_set"})

    assert answer.status_code == 409
    case.refresh_from_db()
    assert case.stage == Stage.LEVEL_SET


def test_the_day_a_fix_is_estimated_for_is_not_in_the_past(as_user, case, mikko, monday) -> None:
    brought_to(case, Stage.PLANNING, by=mikko, at=monday)
    move = {"to": Stage.EXECUTION, "seen": Stage.PLANNING, "ready_on": "2026-02-01"}

    answer = as_user(mikko).post(page_of("stage", case), move)

    assert (answer.status_code, list(answer.context["stage_form"].errors)) == (422, ["ready_on"])


def test_what_the_customer_gave_of_a_tick_list_stands_in_the_thread(
    as_user, case, paivi, mikko, monday
) -> None:
    take_up(case, by=mikko, at=monday)
    ask(case, by=mikko, at=monday, missing=["Kuvakaappaus", "Versio"])
    given = case.questions.get().items.get(label="Versio").pk

    reply(case, by=paivi, at=monday, given=[given])

    page = as_user(mikko).get(page_of("case", case)).content.decode()
    asked = page[page.index("msg-asked") : page.index("</ul>", page.index("msg-asked"))]
    assert (asked.count("#st-new"), asked.count("#st-done")) == (1, 1)
