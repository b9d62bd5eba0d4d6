"""B3.2, B5: three plain questions advise on the level; the customer decides, the desk sees both."""

import uuid

import pytest
from django.urls import reverse

from accounts.choices import CaseType
from accounts.models import Module
from cases import services
from cases.models import Case, CaseFacts, Draft
from cases.selectors.advice import Advice, advice_on
from cases.services import Facts
from sla.choices import WayRound, WorkGoesOn
from sla.models import LevelAdvice
from tests import factories
from tests.cases.steps import at, page_of, retyped, set_level, told

NEW, QUEUE = reverse("cases:new"), reverse("cases:queue")
KEY = uuid.UUID("11111111-2222-4333-8444-555555555555")
DRAFT = reverse("cases:draft", args=[KEY])
ERROR = {"type": "programming_error"}
PART = {"hx-request": "true"}
TEN = at(2026, 2, 2, 10)
SPEAK_FOR_2 = {"work": "partly", "way_round": "no"}
SPEAK_FOR_3 = {"work": "partly", "way_round": "yes"}
# The two answers in words, as far as one sentence tells them.
STATES_2 = "The work goes on only partly, and there is no way round."
DIFFERS = "By your answers the level would be 3. You may still ask for level 2."


@pytest.fixture
def module(customer) -> Module:
    return factories.licensed(customer, name_fi="Palkat")


@pytest.fixture
def english(paivi, mikko) -> None:
    for person in (paivi, mikko):
        person.language = "en"
        person.save()


@pytest.fixture
def filled(module) -> dict[str, object]:
    return {
        "case_type": "programming_error",
        "module": module.pk,
        "subject": "Palkka-ajo keskeytyy",
        "description": "Ajo pysähtyy.",
        "level": 2,
        "key": KEY,
    }


@pytest.fixture
def stake(customer, paivi, mikko, monday) -> Case:
    """An error of level 3 on which the payroll hangs; the answers speak for level 2."""
    facts = Facts(**SPEAK_FOR_2, people="everybody")
    return factories.registered_case(customer, by=paivi, at=monday, facts=facts, at_stake=True)


def levels(page) -> dict[str, list[int]]:
    """Which cards of the page are chosen, and which are advised."""
    offers = page.context["offers"]
    return {
        "chosen": [offer.level.pk for offer in offers if offer.is_chosen],
        "advised": [offer.level.pk for offer in offers if offer.is_advised],
    }


def on(*, asked: str = "", is_sent: bool = False, **told: str) -> Advice:
    return advice_on(lambda name: told.get(name, ""), asked=asked, is_sent=is_sent)


# --- What the answers speak for -------------------------------------------------------------------


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


# --- On the form ----------------------------------------------------------------------------------


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


# --- Drafts ---------------------------------------------------------------------------------------


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


# --- Sending --------------------------------------------------------------------------------------


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


# --- What the desk sees ---------------------------------------------------------------------------


def test_the_desk_reads_the_answers_and_that_the_customer_asked_otherwise(
    as_user, stake, mikko, english
) -> None:
    text = as_user(mikko).get(page_of("case", stake)).content.decode()

    for fact in ("<dd>Partly</dd>", "<dd>No</dd>", "<dd>Everybody</dd>"):
        assert fact in text
    assert "The answers speak for level 2, the customer asked for level 3." in text


def test_the_desk_reads_nothing_of_it_when_both_agree(as_user, customer, paivi, mikko) -> None:
    facts = Facts(**SPEAK_FOR_3)
    agreed = factories.registered_case(customer, by=paivi, at=TEN, level=3, facts=facts)
    silent = factories.registered_case(customer, by=paivi, at=TEN, level=3)

    client = as_user(mikko)

    pages = [client.get(page_of("case", case)).context["page"] for case in (agreed, silent)]
    assert [page.asked_otherwise for page in pages] == [None, None]


def test_the_mark_stays_after_the_desk_has_decided(as_user, stake, mikko) -> None:
    set_level(stake, 2, reason="Kiertotapaa ei ole.", by=mikko, at=TEN)

    assert as_user(mikko).get(page_of("case", stake)).context["page"].asked_otherwise == 2


def test_the_customer_reads_the_own_answers(as_user, stake, paivi, english) -> None:
    text = as_user(paivi).get(page_of("case", stake)).content.decode()

    assert ("<dd>Everybody</dd>" in text, "<dd>Payroll or month end</dd>" in text) == (True, True)
    assert "The answers speak for" not in text


# --- What is at stake -----------------------------------------------------------------------------


def test_what_is_at_stake_changes_no_deadline(customer, paivi, stake) -> None:
    plain = factories.registered_case(customer, by=paivi, at=stake.received_at)

    assert (stake.level_id, stake.next_due_at) == (plain.level_id, plain.next_due_at)


def test_what_is_at_stake_is_seen_in_the_queue_and_on_the_case(
    as_user, stake, customer, paivi, mikko, english
) -> None:
    plain = factories.registered_case(customer, by=paivi, at=TEN)
    client = as_user(mikko)

    queue = client.get(QUEUE).content.decode()
    pages = [client.get(page_of("case", case)).content.decode() for case in (stake, plain)]

    assert queue.count('<span class="stake">') == 1
    assert ["Payroll or month end at stake" in page for page in pages] == [True, False]


def test_the_team_hears_at_once_of_what_is_at_stake(
    as_user, stake, customer, paivi, mikko, english
) -> None:
    factories.registered_case(customer, by=paivi, at=TEN)

    assert told(mikko) == ["case.registered"]
    notices = as_user(mikko).get(reverse("notices:list")).content.decode()
    assert "Payroll or month end is at stake." in notices


def test_what_goes_on_in_another_case_is_at_stake_there(stake, customer, paivi, mikko) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)

    services.merge(stake, into=other, tells=False, by=mikko, at=TEN)

    other.refresh_from_db()
    assert other.at_stake


def test_a_second_matter_of_the_message_is_not_at_stake(stake, mikko) -> None:
    new = services.split(
        stake,
        message=stake.messages.get(),
        subject="Toinen asia",
        case_type=CaseType.WISH,
        module=stake.module,
        level=None,
        key=uuid.uuid4(),
        by=mikko,
        at=TEN,
    )

    assert (new.at_stake, hasattr(new, "facts")) == (False, False)


def test_another_type_keeps_what_was_told_but_no_advice(as_user, stake, mikko) -> None:
    retyped(stake, CaseType.SUPPORT_REQUEST, by=mikko, at=TEN)
    retyped(stake, CaseType.PROGRAMMING_ERROR, by=mikko, at=TEN, number=4)

    facts = CaseFacts.objects.get()
    assert (facts.work, facts.people, facts.advised_level) == ("partly", "everybody", None)
    assert Case.objects.get().at_stake
    assert as_user(mikko).get(page_of("case", stake)).context["page"].asked_otherwise is None
