"""B3.3, B5: a draft keeps the answers, and advises again by them."""

from django.urls import reverse

from cases.models import Draft
from tests.cases.advice.conftest import KEY, NEW, PART, SPEAK_FOR_2, SPEAK_FOR_3, levels

DRAFT = reverse("cases:draft", args=[KEY])


def test_a_draft_keeps_the_answers_and_advises_again(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)
    typed = {**filled, **SPEAK_FOR_2, "people": "several", "at_stake": ["", "on"], "advised": "2"}
    client.post(DRAFT, {"then": "stay", **typed})

    page = client.get(NEW, {"draft": str(KEY)})

    form = page.context["form"]
    kept = {name: form[name].value() for name in (*SPEAK_FOR_2, "people", "at_stake")}
    assert kept == {**SPEAK_FOR_2, "people": "several", "at_stake": "on"}
    assert 'id="id_at_stake" aria-describedby="id_at_stake_help" checked' in page.content.decode()
    assert levels(page) == {"chosen": [2], "advised": [2]}


def test_a_tick_taken_away_is_taken_out_of_the_draft(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)
    client.post(DRAFT, {"then": "stay", **filled, "at_stake": ["", "on"]})

    client.post(DRAFT, {"then": "stay", **filled, "at_stake": ""})

    page = client.get(NEW, {"draft": str(KEY)})
    assert Draft.objects.get().fields["at_stake"] == ""
    assert not page.context["form"]["at_stake"].value()


def test_without_a_script_a_button_shows_the_advice(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)
    typed = {**filled, **SPEAK_FOR_3, "advised": "2", "then": "advise"}

    answer = client.post(DRAFT, typed)

    assert (answer.status_code, answer["Location"]) == (302, f"{NEW}?draft={KEY}#step-3")
    # Level 2 had only followed the advice.
    assert levels(client.get(answer["Location"])) == {"chosen": [3], "advised": [3]}


def test_answers_alone_are_no_draft(as_user, paivi, monday) -> None:
    as_user(paivi).post(DRAFT, {"then": "stay", "case_type": "programming_error", **SPEAK_FOR_2})

    assert Draft.objects.count() == 0


def test_the_answers_wait_while_one_looks_at_another_type(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)
    client.post(DRAFT, {**filled, **SPEAK_FOR_2}, headers=PART)
    client.post(DRAFT, {"case_type": "wish", "subject": "Palkka-ajo"}, headers=PART)

    back = client.post(DRAFT, {"case_type": "programming_error"}, headers=PART)

    assert levels(back) == {"chosen": [2], "advised": [2]}
