"""B3.2, B5: two plain answers speak for a level and say why; the customer decides."""

import pytest

from cases.selectors.advice import Advice, advice_on
from sla.choices import WayRound, WorkGoesOn
from sla.models import LevelAdvice
from tests.cases.advice.conftest import SPEAK_FOR_3


def on(*, asked: str = "", is_sent: bool = False, **told: str) -> Advice:
    return advice_on(lambda name: told.get(name, ""), asked=asked, is_sent=is_sent)


@pytest.mark.parametrize("work", WorkGoesOn)
@pytest.mark.parametrize("way_round", WayRound)
def test_any_two_answers_give_a_level_and_say_why_in_the_words_of_the_contract(
    db, work: str, way_round: str
) -> None:
    advice = on(work=work, way_round=way_round)

    level = LevelAdvice.objects.get(work=work, way_round=way_round).level
    assert (advice.level, advice.definition) == (level.pk, level.definition)
    assert advice.why


def test_no_two_pairs_of_answers_read_the_same(db) -> None:
    said = {on(work=work, way_round=way).why for work in WorkGoesOn for way in WayRound}

    assert len(said) == 9


@pytest.mark.parametrize(
    "told", [{}, {"work": "partly"}, {"way_round": "no"}, {"work": "x", "way_round": "no"}]
)
def test_one_answer_advises_nothing(db, told: dict[str, str]) -> None:
    assert on(asked="4", **told) == Advice(chosen="4")


@pytest.mark.parametrize(
    ("asked", "before", "is_sent", "chosen", "was_followed", "differs"),
    [
        pytest.param("", "", False, "3", True, False, id="nothing chosen yet"),
        pytest.param("2", "2", False, "3", True, False, id="followed an earlier advice"),
        pytest.param("2", "", False, "2", False, True, id="chosen before the answers"),
        pytest.param("2", "3", False, "2", False, True, id="chosen against the advice"),
        pytest.param("3", "3", False, "3", False, False, id="as advised"),
        pytest.param("2", "2", True, "2", False, True, id="sent stays as sent"),
        pytest.param("", "", True, "3", True, False, id="sent without"),
    ],
)
def test_the_advice_marks_and_never_locks(
    db, asked, before, is_sent, chosen, was_followed, differs
) -> None:
    advice = on(asked=asked, advised=before, is_sent=is_sent, **SPEAK_FOR_3)

    assert (advice.level, advice.chosen) == (3, chosen)
    assert (advice.was_followed, advice.differs) == (was_followed, differs)
