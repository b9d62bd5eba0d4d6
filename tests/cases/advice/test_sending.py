"""B3.2, B5: what was answered and advised is sent with the error; none of it need be."""

import pytest

from cases.models import Case, CaseFacts
from tests.cases.advice.conftest import DIFFERS, ERROR, NEW, SPEAK_FOR_3, levels


def test_what_was_answered_and_advised_is_kept_with_the_case(
    as_user, paivi, filled, monday
) -> None:
    typed = {**filled, **SPEAK_FOR_3, "people": "everybody", "at_stake": ["", "on"]}

    answer = as_user(paivi).post(NEW, typed)

    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.level_id, case.proposed_level_id, case.at_stake) == (2, 2, True)
    facts = CaseFacts.objects.values("work", "way_round", "people", "advised_level").get()
    assert facts == {**SPEAK_FOR_3, "people": "everybody", "advised_level": 3}


def test_nothing_need_be_answered(as_user, paivi, filled, monday) -> None:
    assert as_user(paivi).post(NEW, {**filled, "at_stake": ""}).status_code == 302

    case = Case.objects.get()
    assert (case.at_stake, hasattr(case, "facts")) == (False, False)


def test_the_level_itself_is_still_asked_for(as_user, paivi, filled, monday) -> None:
    answer = as_user(paivi).post(NEW, {**filled, **SPEAK_FOR_3, "level": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["level"])
    assert levels(answer) == {"chosen": [3], "advised": [3]}
    assert Case.objects.count() == 0


def test_after_a_fault_elsewhere_answers_and_level_stand_as_sent(
    as_user, paivi, english, filled, monday
) -> None:
    sent = {**filled, **SPEAK_FOR_3, "advised": "2", "at_stake": ["", "on"], "subject": ""}

    answer = as_user(paivi).post(NEW, sent)

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, ["subject"])
    assert {name: form[name].value() for name in SPEAK_FOR_3} == SPEAK_FOR_3
    assert (levels(answer), form["at_stake"].value()) == ({"chosen": [2], "advised": [3]}, True)
    assert DIFFERS in answer.content.decode()


@pytest.mark.parametrize("name", ["work", "way_round", "people"])
def test_an_answer_that_was_not_offered_is_refused(
    as_user, paivi, filled, monday, name: str
) -> None:
    answer = as_user(paivi).post(NEW, {**filled, name: "kenties"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert Case.objects.count() == 0


def test_what_helps_us_begin_counts_the_people(as_user, paivi, filled, monday) -> None:
    page = as_user(paivi).get(NEW, ERROR)
    before = {want.name: want.is_there for want in page.context["wants"]}

    answer = as_user(paivi).post(NEW, {**filled, "subject": "", "people": "one"})

    after = {want.name: want.is_there for want in answer.context["wants"]}
    assert (before["people"], after["people"], "affected" in after) == (False, True, False)
    assert 'href="#id_people"' in page.content.decode()
    assert 'id="id_people"' in page.content.decode()
