"""B4.6, B1.1: a company's cases in four groups, found by number, word and filter."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import CaseType, Language
from accounts.models import SuperUser, User
from cases import services
from cases.choices import PUBLIC_EVENTS, EventKind, Outcome
from cases.models import Case, CaseEvent
from cases.selectors import last_event
from cases.selectors.company import AWAITS_CUSTOMER
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    handled,
    note,
    propose,
    reply,
    take_up,
)

LIST = reverse("cases:list")
TEN = at(2026, 2, 2, 10)


@pytest.fixture(autouse=True)
def _english(monday, paivi) -> None:
    User.objects.filter(pk=paivi.pk).update(language=Language.ENGLISH)


@pytest.fixture
def four(customer, paivi, monday) -> dict[str, Case]:
    """One case of each type."""
    return {
        case_type: factories.registered_case(
            customer, by=paivi, at=monday, case_type=case_type, subject=f"Asia {case_type}"
        )
        for case_type in CaseType
    }


@pytest.fixture
def found(as_user, paivi):
    """The references a list shows, by its address."""

    def references(query: str = "", person: User = paivi) -> list[str]:
        page = as_user(person).get(f"{LIST}{query}")
        assert page.status_code == 200
        return [row.case.reference for section in page.context["groups"] for row in section.rows]

    return references


def refs(*cases: Case) -> list[str]:
    return [case.reference for case in cases]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_open_cases_stand_in_four_groups_with_their_counts(as_user, four, paivi) -> None:
    page = as_user(paivi).get(LIST)

    assert [(group.kind.label, group.kind.count) for group in page.context["groups"]] == [
        ("Support requests", "1"),
        ("Programming errors", "1"),
        ("Wishes", "1"),
        ("Work orders", "1"),
    ]
    assert page.context["summary"] == "Four are under way with us."


def test_a_row_says_who_did_what_when(as_user, case, paivi, mikko) -> None:
    ask(case, by=mikko, at=at(2026, 2, 2, 9, 5))

    page = as_user(paivi).get(LIST)

    [[row]] = [group.rows for group in page.context["groups"]]
    assert plain(row.what) == "Mikko Rantanen asked a question, today 9:05."
    assert (row.state.kind, row.state.word) == ("act", "Waiting for you")
    assert "Registered by Päivi Korhonen." in page.content.decode()


def test_a_new_row_names_who_registered_it_once(as_user, case, paivi) -> None:
    text = plain(as_user(paivi).get(LIST).content.decode())

    assert text.count("Registered by Päivi Korhonen.") == 1
    assert "Received today 9:00. Registered by Päivi Korhonen." in text


def test_what_the_desk_notes_is_no_event(as_user, case, paivi, mikko) -> None:
    reply(case, by=mikko, at=TEN)
    note(case, by=mikko, at=at(2026, 2, 2, 11))

    [[row]] = [group.rows for group in as_user(paivi).get(LIST).context["groups"]]

    assert plain(row.what) == "Mikko Rantanen replied, today 10:00."


def test_only_programming_errors_have_a_time(as_user, four, paivi) -> None:
    page = as_user(paivi).get(LIST)

    due = {row.case.case_type for group in page.context["groups"] for row in group.rows if row.due}
    assert due == {CaseType.PROGRAMMING_ERROR}


def test_what_waits_for_the_reader_comes_first_then_the_newest(
    found, customer, paivi, mikko, monday
) -> None:
    first, second, third = [
        factories.registered_case(customer, by=paivi, at=monday) for _number in range(3)
    ]
    ask(second, by=mikko, at=TEN)

    assert found() == refs(second, third, first)


def test_solved_cases_have_their_own_side_the_last_one_first(
    as_user, found, customer, paivi, mikko, monday
) -> None:
    cases = [factories.registered_case(customer, by=paivi, at=monday) for _number in range(3)]
    for minute, each in enumerate(cases[:2]):
        handled(each, by=mikko, at=at(2026, 2, 2, 10, minute))
    services.close(cases[2], outcome=Outcome.WITHDRAWN, by=paivi, at=at(2026, 2, 2, 11))

    page = as_user(paivi).get(f"{LIST}?state=solved")

    [group] = page.context["groups"]
    assert [row.state.word for row in group.rows] == ["Withdrawn", "Solved", "Solved"]
    assert plain(group.rows[0].what) == "Päivi Korhonen withdrew the case, today 11:00."
    assert (found(), found("?state=all")) == ([], refs(*reversed(cases)))


def test_the_database_knows_whose_turn_it_is_as_the_case_does(four, paivi, mikko) -> None:
    ask(four["wish"], by=mikko, at=TEN)
    propose(four["support_request"], by=mikko, at=TEN)
    brought_to(four["work_order"], "approval", by=mikko, at=TEN)

    for each in Case.objects.all():
        said = Case.objects.filter(AWAITS_CUSTOMER, pk=each.pk).exists()
        assert (said, each.case_type) == (each.awaits_customer, each.case_type)


def test_the_turn_narrows(found, four, paivi, mikko) -> None:
    ask(four["wish"], by=mikko, at=TEN)
    ours = [four[kind] for kind in ("support_request", "programming_error", "work_order")]

    assert (found("?turn=you"), found("?turn=us")) == (refs(four["wish"]), refs(*ours))


def test_type_and_module_narrow(found, four) -> None:
    wish = four["wish"]

    assert found("?type=wish") == refs(wish)
    assert found(f"?module={wish.module_id}") == refs(wish)
    assert found(f"?module={wish.module_id}&type=work_order") == []


def test_mine_are_those_i_registered_answer_for_or_follow(
    found, customer, paivi, jouni, monday
) -> None:
    own, asked, followed, others = [
        factories.registered_case(customer, by=by, contact=contact, at=monday)
        for by, contact in ((paivi, jouni), (jouni, paivi), (jouni, jouni), (jouni, jouni))
    ]
    services.follow(followed, person=paivi, by=jouni, at=TEN)

    assert found("?whose=mine") == refs(followed, asked, own)
    assert found() == refs(others, followed, asked, own)


def test_a_value_that_does_not_exist_narrows_nothing(found, case) -> None:
    nonsense = "?state=x&type=x&module=9999999&turn=x&whose=x&page=x"

    assert found(nonsense) == found("?page=-1") == found("?page=%C2%B2") == refs(case)
    assert found(f"?page={'9' * 5000}&type=programming_error") == refs(case)
    assert found("?page=999999999&type=programming_error") == []


def test_each_set_filter_can_be_taken_off(as_user, case, paivi, mikko) -> None:
    query = f"?type=programming_error&module={case.module_id}&turn=us&whose=mine&q=palkka"

    page = as_user(paivi).get(LIST + query)

    set_ones = [chip for chip in page.context["chips"] if chip.chosen]
    assert page.content.decode().count("Remove the filter") == 5
    assert set_ones == []  # a generator: the page has read it
    assert f'href="{reverse("cases:csv")}?' in page.content.decode()


def test_a_group_goes_on_on_pages_of_its_own(
    as_user, found, customer, paivi, monday, monkeypatch
) -> None:
    monkeypatch.setattr("cases.selectors.company_list.GROUP_SIZE", 2)
    monkeypatch.setattr("cases.selectors.company_list.PAGE_SIZE", 2)
    cases = [factories.registered_case(customer, by=paivi, at=monday) for _number in range(3)]

    whole, first = (as_user(paivi).get(f"{LIST}{each}") for each in ("", "?type=programming_error"))

    [group] = whole.context["groups"]
    assert (len(group.rows), group.goes_on, group.kind.count) == (2, True, "3")
    assert first.context["older"] == "?type=programming_error&page=2"
    assert found("?type=programming_error&page=2") == refs(cases[0])


def test_counts_stop_where_they_say(as_user, customer, paivi, monday, monkeypatch) -> None:
    monkeypatch.setattr("cases.selectors.company_list.MOST_COUNTED", 1)
    monkeypatch.setattr("cases.filters.company.MOST_COUNTED", 1)
    for _number in range(3):
        factories.registered_case(customer, by=paivi, at=monday)

    [group] = as_user(paivi).get(LIST).context["groups"]

    assert group.kind.count == "1+"


def test_the_list_is_for_whoever_speaks_for_a_company(as_user, case, paivi, mikko) -> None:
    addresses = [LIST, reverse("cases:csv")]

    desk = [as_user(mikko).get(address).status_code for address in addresses]
    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 1))
    ended = [as_user(paivi).get(address).status_code for address in addresses]

    assert (desk, ended) == ([403, 403], [404, 404])


# --- Search -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["SO-{}", "so {}", "{}", " so-{} ", "%23{}", "SO{}", "So%E2%80%93{}"]
)
def test_a_number_in_any_form_finds_its_case(found, case, customer, paivi, monday, written) -> None:
    factories.registered_case(customer, by=paivi, at=monday, subject="Muu")

    assert found(f"?q={written.format(case.number)}") == refs(case)


def test_bare_digits_are_found_as_words_as_well(found, customer, paivi, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, subject="Lasku 778899")

    assert (found("?q=778899"), found("?q=SO-778899")) == (refs(case), [])


def test_a_handled_case_is_found_as_well(found, case, mikko) -> None:
    handled(case, by=mikko, at=TEN)

    assert found(f"?q={case.number}") == refs(case)
    assert found(f"?q={case.number}&state=open") == []


@pytest.mark.parametrize(
    "word", ["ostolasku", "OSTOLASKUJA", "laskujen", "hyväksymiskiertoa", "pysäht"]
)
def test_a_word_is_found_in_its_forms_and_as_a_part(found, customer, paivi, monday, word) -> None:
    case = factories.registered_case(
        customer, by=paivi, at=monday, subject="Ostolaskujen hyväksymiskierto pysähtyy"
    )
    factories.registered_case(customer, by=paivi, at=monday, subject="Muu", description="Muu.")

    assert found(f"?q={word}") == refs(case)


def test_every_word_must_be_there(found, customer, paivi, monday) -> None:
    case = factories.registered_case(
        customer, by=paivi, at=monday, subject="Palkka-ajo", description="Kolmas rivi punainen."
    )

    assert (found("?q=palkka+punainen"), found("?q=palkka+sininen")) == (refs(case), [])


def test_messages_to_and_from_are_found_and_notes_never(as_user, found, case, paivi, mikko) -> None:
    reply(case, by=mikko, at=TEN, body="Sertifikaatti on vanhentunut.")
    note(case, by=mikko, at=TEN, body="Salaisuus4711 on tässä.")

    assert found("?q=sertifikaat") == refs(case)
    page = as_user(paivi).get(f"{LIST}?q=salaisuus4711")
    assert page.context["groups"] == []
    assert {kind.count for kind in page.context["kinds"]} == {"0"}
    assert {count for _choice, count in page.context["states"]} == {"0", ""}


@pytest.mark.parametrize(
    "text",
    ["%00", "%25", "_", "%27", "%5C", "%22", "(", "%26%7C!", "%E2%80%8B", "x" * 5000, "a " * 99],
)
def test_odd_words_do_no_harm(found, case, text) -> None:
    assert found(f"?q={text}") in ([], refs(case))


def test_another_companys_case_is_not_found(found, case, stranger) -> None:
    assert found(f"?q={case.number}", stranger) == found("?state=all", stranger) == []


def test_an_empty_list_offers_one_way_on(as_user, paivi) -> None:
    for query in ("", "?state=solved", "?type=wish", "?q=x"):
        text = as_user(paivi).get(f"{LIST}{query}").content.decode()
        [empty] = re.findall(r'<div class="empty">.*?</div>', text, re.DOTALL)
        assert empty.count('<a class="btn') == 1


# --- The last event in words --------------------------------------------------------------


def test_every_public_event_has_its_sentence_and_no_other() -> None:
    assert set(last_event._SENTENCES) == set(PUBLIC_EVENTS)


def test_every_sentence_can_be_said(case, paivi) -> None:
    for kind in PUBLIC_EVENTS:
        for outcome in ("", *Outcome.values):
            facts = {"case": case, "at": TEN, "by": paivi, "other": case, "outcome": outcome}
            facts["person"] = paivi
            said = last_event.sentence(CaseEvent(kind=kind, **facts), when="today 10:00")
            assert said.endswith("."), kind
            assert "today 10:00" in said, kind
            is_nobodys = kind in {EventKind.BREACHED, EventKind.DEADLINE_MOVED}
            assert is_nobodys or "Päivi Korhonen" in said, kind


def test_closing_by_silence_is_nobodys_doing(as_user, customer, paivi, mikko, monday) -> None:
    request = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    propose(take_up(request, by=mikko, at=TEN), by=mikko, at=TEN)
    services.close_silent(limit=9, at=at(2026, 2, 20, 10))

    [[row]] = [g.rows for g in as_user(paivi).get(f"{LIST}?state=solved").context["groups"]]

    assert "closed by itself as solved" in row.what
