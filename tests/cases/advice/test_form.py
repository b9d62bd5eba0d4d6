"""B3.2, B5: the form asks three plain questions and marks the level they speak for."""

import pytest
from django.urls import reverse

from accounts.choices import CaseType
from sla.models import LevelAdvice
from tests.cases.advice.conftest import DIFFERS, ERROR, NEW, PART, SPEAK_FOR_2, SPEAK_FOR_3, levels

# The two answers in words, as far as one sentence tells them.
STATES_2 = "The work goes on only partly, and there is no way round."


def test_an_error_is_asked_three_questions_that_may_be_skipped(
    as_user, paivi, module, monday
) -> None:
    page = as_user(paivi).get(NEW, ERROR)

    fields = page.context["form"].fields
    asked = ("work", "way_round", "people", "at_stake")
    assert {name: fields[name].required for name in asked} == dict.fromkeys(asked, False)
    assert "affected" not in fields
    assert levels(page) == {"chosen": [], "advised": []}


@pytest.mark.parametrize("case_type", set(CaseType) - {CaseType.PROGRAMMING_ERROR})
def test_other_types_are_asked_none_of_it(as_user, paivi, module, monday, case_type) -> None:
    fields = as_user(paivi).get(NEW, {"type": case_type}).context["form"].fields

    assert fields.keys().isdisjoint({"work", "way_round", "people", "at_stake", "advised"})
    assert ("affected" in fields) == (case_type == CaseType.SUPPORT_REQUEST)


def test_answers_choose_mark_and_explain_the_level_at_once(as_user, paivi, english, monday) -> None:
    answer = as_user(paivi).get(NEW, {**SPEAK_FOR_2, "advised": ""}, headers=PART)

    text = answer.content.decode()
    assert levels(answer) == {"chosen": [2], "advised": [2]}
    assert text.lstrip().startswith("<section")
    assert "We suggest level 2" in text
    assert f"{STATES_2} Level 2: Business is significantly hampered" in text
    assert 'value="2" id="id_level_1" checked hx-swap-oob="true"' in text
    assert text.count("Suggested by your answers") == 1
    assert "Send the programming error at level 2" in text
    assert "You may still ask" not in text


def test_a_level_chosen_otherwise_stays_and_is_told_so(as_user, paivi, english, monday) -> None:
    asked = {**SPEAK_FOR_3, "advised": "3", "level": "2"}

    answer = as_user(paivi).get(NEW, asked, headers=PART)

    text = answer.content.decode()
    assert levels(answer) == {"chosen": [2], "advised": [3]}
    assert DIFFERS in text
    # The cards are not drawn again under the pointer.
    assert 'name="level"' not in text
    assert "Send the programming error at level 2" in text


def test_an_edit_of_the_advice_is_noticed_on_the_page(
    as_user, paivi, monday, administrator
) -> None:
    row = LevelAdvice.objects.get(**SPEAK_FOR_2)
    page = as_user(administrator).get(reverse("admin:sla_leveladvice_changelist"))
    formset = page.context["cl"].formset
    sent = {
        "form-TOTAL_FORMS": formset.total_form_count(),
        "form-INITIAL_FORMS": formset.initial_form_count(),
        "_save": "1",
    }
    for form in formset:
        wanted = 4 if form.instance.pk == row.pk else form.instance.level_id
        sent |= {f"{form.prefix}-id": form.instance.pk, f"{form.prefix}-level": wanted}
    as_user(administrator).post(reverse("admin:sla_leveladvice_changelist"), sent)

    page = as_user(paivi).get(NEW, {**ERROR, **SPEAK_FOR_2})

    assert levels(page) == {"chosen": [4], "advised": [4]}


def test_the_page_with_answers_in_its_address_works_without_a_script(
    as_user, paivi, english, monday
) -> None:
    text = as_user(paivi).get(NEW, {**ERROR, **SPEAK_FOR_3, "level": "2"}).content.decode()

    assert "<html" in text
    assert ("We suggest level 3" in text, DIFFERS in text) == (True, True)


def test_spoilt_answers_advise_nothing(as_user, paivi, monday) -> None:
    spoilt = {"work": "x" * 90, "way_round": "\x00", "advised": "99", "at_stake": "?"}

    answer = as_user(paivi).get(NEW, {**ERROR, **spoilt})

    assert (answer.status_code, levels(answer)) == (200, {"chosen": [], "advised": []})
