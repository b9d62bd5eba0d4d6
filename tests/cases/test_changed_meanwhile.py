"""Two people at once: who comes second reads how the case stands now, and keeps the text.

A colleague acts in the very moment between the look at the case and the lock on it.
"""

from collections.abc import Callable

import pytest

from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.views import handling, messages, stage
from cases.views import level as level_view
from tests.cases.steps import (
    at,
    brought_to,
    event_kinds,
    handled,
    page_of,
    send,
    set_level,
)

TEN = at(2026, 2, 2, 10)


@pytest.fixture
def assessed(case, mikko) -> Case:
    return brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)


@pytest.fixture
def just_after_the_look(monkeypatch) -> Callable[..., None]:
    """Let something happen as soon as a view has read its case, once."""

    def arrange(view, act: Callable[[Case], object]) -> None:
        look = view.visible_case

        def look_and_act(user, number):
            seen = look(user, number)
            monkeypatch.setattr(view, "visible_case", look)
            act(seen)
            return seen

        monkeypatch.setattr(view, "visible_case", look_and_act)

    return arrange


def close(case: Case) -> Case:
    return services.move_on(
        case, to=Stage.HANDLED, seen=Stage.ASSESSMENT, by=case.owner, at=case.taken_up_at
    )


def test_taking_up_what_was_just_handled(as_user, assessed, outi, just_after_the_look) -> None:
    just_after_the_look(handling, close)

    answer = as_user(outi).post(page_of("handling", assessed))

    assert (answer.status_code, answer.context["moved_meanwhile"]) == (409, True)
    assert answer.context["case"].is_handled
    assert Case.objects.get(pk=assessed.pk).owner == assessed.owner


def test_setting_the_level_of_what_was_just_handled(
    as_user, assessed, outi, just_after_the_look
) -> None:
    just_after_the_look(level_view, close)

    answer = as_user(outi).post(page_of("level", assessed), {"level": 2, "reason": "Siksi."})

    assert (answer.status_code, answer.context["moved_meanwhile"]) == (409, True)
    assert answer.context["case"].is_handled
    assert Case.objects.get(pk=assessed.pk).level_id == 3


def test_confirming_a_level_that_was_just_changed(
    as_user, case, mikko, outi, just_after_the_look
) -> None:
    def change(seen: Case) -> None:
        set_level(seen, 1, reason="Palkkapäivä.", by=mikko, at=TEN)

    just_after_the_look(level_view, change)

    answer = as_user(outi).post(page_of("level", case), {"level": 3, "reason": ""})

    assert (answer.status_code, answer.context["moved_meanwhile"]) == (409, True)
    assert answer.context["case"].level_id == 1
    assert event_kinds(case) == ["registered", "level_changed"]


def test_moving_what_was_just_moved(as_user, assessed, outi, just_after_the_look) -> None:
    just_after_the_look(stage, close)

    answer = as_user(outi).post(
        page_of("stage", assessed), {"to": "planning", "seen": "assessment"}
    )

    assert (answer.status_code, answer.context["case"].stage) == (409, Stage.HANDLED)
    assert Case.objects.get(pk=assessed.pk).stage == Stage.HANDLED


def test_answering_what_was_just_handled_keeps_the_text(
    as_user, assessed, mikko, just_after_the_look
) -> None:
    client = as_user(mikko)
    just_after_the_look(messages, close)

    answer = client.post(
        page_of("messages", assessed),
        {
            "body": "Pitkä vastaus.",
            "kind": "reply",
            "key": "0" * 32,
            "newest_seen": assessed.messages.last().pk,
        },
    )

    assert answer.status_code == 409
    assert answer.context["case"].is_handled
    assert "Pitkä vastaus.</textarea>" in answer.content.decode()
    assert assessed.messages.count() == 1


@pytest.mark.parametrize("name", ["paivi", "mikko"])
def test_answering_a_case_that_was_handled_while_one_wrote(
    request, as_user, case, mikko, name: str
) -> None:
    handled(case, by=mikko, at=TEN)

    answer = send(as_user(request.getfixturevalue(name)), case, body="Pitkä vastaus.")

    assert answer.status_code == 409
    assert answer.context["message_form"]["body"].value() == "Pitkä vastaus."
    assert case.messages.count() == 1


def test_a_note_to_what_was_just_handled_is_saved(
    as_user, assessed, mikko, just_after_the_look
) -> None:
    client = as_user(mikko)
    just_after_the_look(messages, close)

    answer = client.post(
        page_of("messages", assessed), {"body": "Muistiin.", "kind": "note", "key": "0" * 32}
    )

    assert answer.status_code == 302
    assert assessed.messages.last().body == "Muistiin."
