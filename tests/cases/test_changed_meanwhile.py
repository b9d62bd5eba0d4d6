"""Two people at once: who comes second sees how the case stands now, and keeps the text.

Each acts on the page as it was opened before the other one acted.
"""

import pytest

from accounts.models import User
from cases import services
from cases.choices import Outcome, Stage
from cases.models import Case
from tests.cases.steps import (
    at,
    brought_to,
    event_kinds,
    handled,
    page_of,
    picture,
    send,
    set_level,
    take_up,
)

TEN = at(2026, 2, 2, 10)


@pytest.fixture
def assessed(case, mikko) -> Case:
    """Mikko's case, before its last step."""
    return brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)


@pytest.fixture
def closed(assessed, mikko) -> Case:
    """The same case, handled after everybody had opened its page."""
    return services.close(
        assessed, outcome=Outcome.SOLVED, reason="Sovittiin puhelimessa.", by=mikko, at=TEN
    )


def is_shown_as_it_stands(answer, stage: Stage) -> bool:
    shown = answer.context["case"]
    return (answer.status_code, answer.context["changed_meanwhile"], shown.stage) == (
        409,
        True,
        stage,
    )


def test_taking_up_what_a_colleague_has_taken_up(as_user, case, mikko, outi) -> None:
    take_up(case, by=mikko, at=TEN)

    answer = as_user(outi).post(page_of("handling", case), {"seen_owner": ""})

    assert is_shown_as_it_stands(answer, Stage.NEW)
    case.refresh_from_db()
    assert case.owner == mikko


def test_taking_over_from_whom_one_saw(as_user, case, mikko, outi) -> None:
    take_up(case, by=mikko, at=TEN)

    answer = as_user(outi).post(page_of("handling", case), {"seen_owner": mikko.pk})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.owner == outi


def test_a_second_click_on_taking_up_is_no_conflict(as_user, case, mikko) -> None:
    client = as_user(mikko)

    answers = [client.post(page_of("handling", case), {"seen_owner": ""}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert event_kinds(case) == ["registered", "taken_up"]


def test_taking_up_what_was_handled(as_user, closed, mikko, outi) -> None:
    answer = as_user(outi).post(page_of("handling", closed), {"seen_owner": mikko.pk})

    assert is_shown_as_it_stands(answer, Stage.HANDLED)
    assert Case.objects.get(pk=closed.pk).owner == mikko


def test_changing_a_level_that_a_colleague_has_changed_keeps_the_reason(
    as_user, case, mikko, outi
) -> None:
    set_level(case, 1, reason="Palkkapäivä.", by=mikko, at=TEN)

    answer = as_user(outi).post(
        page_of("level", case), {"level": 4, "seen": 3, "reason": "Kiertotie on."}
    )

    assert is_shown_as_it_stands(answer, Stage.LEVEL_SET)
    form = answer.context["level_form"]
    assert (form["seen"].value(), form["reason"].value()) == (1, "Kiertotie on.")
    assert "Kiertotie on.</textarea>" in answer.content.decode()
    assert event_kinds(case) == ["registered", "level_changed"]


def test_confirming_a_level_that_a_colleague_has_changed(as_user, case, mikko, outi) -> None:
    set_level(case, 1, reason="Palkkapäivä.", by=mikko, at=TEN)

    answer = as_user(outi).post(page_of("level", case), {"level": 3, "seen": 3, "reason": ""})

    assert is_shown_as_it_stands(answer, Stage.LEVEL_SET)
    assert Case.objects.get(pk=case.pk).level_id == 1


def test_setting_the_level_of_what_was_handled(as_user, closed, outi) -> None:
    answer = as_user(outi).post(
        page_of("level", closed), {"level": 2, "seen": 3, "reason": "Siksi."}
    )

    assert is_shown_as_it_stands(answer, Stage.HANDLED)
    assert Case.objects.get(pk=closed.pk).level_id == 3


@pytest.mark.parametrize("to", ["planning", "handled"])
def test_moving_what_was_handled(as_user, closed, outi, to: str) -> None:
    answer = as_user(outi).post(page_of("stage", closed), {"to": to, "seen": "assessment"})

    assert is_shown_as_it_stands(answer, Stage.HANDLED)
    assert event_kinds(closed).count("moved_on") == 1


def test_a_second_click_on_a_step_is_no_conflict(as_user, assessed, mikko) -> None:
    client = as_user(mikko)
    step = {"to": "planning", "seen": "assessment"}

    answers = [client.post(page_of("stage", assessed), step) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert event_kinds(assessed).count("moved_on") == 2


@pytest.mark.parametrize("name", ["paivi", "mikko"])
def test_answering_what_was_handled_meanwhile_keeps_the_text(
    request, as_user, case, mikko, name: str
) -> None:
    person: User = request.getfixturevalue(name)
    handled(case, by=mikko, at=TEN)

    answer = send(as_user(person), case, body="Pitkä vastaus.", files=[picture()])

    assert is_shown_as_it_stands(answer, Stage.HANDLED)
    assert "Pitkä vastaus.</textarea>" in answer.content.decode()
    assert [message.body for message in case.messages.all()] == [
        "Ajo pysähtyy virheeseen.",
        "Korjattu.",
    ]
