"""B1.1, B4.6: what a SuperUser sees first, and that the desk goes to its queue."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.choices import CaseType, Language, Role
from accounts.models import SuperUser, User
from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.selectors.standing import State
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    handled,
    propose,
    reply,
    take_up,
)

HOME = reverse("home")
TEN = at(2026, 2, 2, 10)


@pytest.fixture
def english(monday, paivi, jouni):
    """Monday at 9, and both SuperUsers read English."""
    User.objects.filter(pk__in=[paivi.pk, jouni.pk]).update(language=Language.ENGLISH)
    return monday


@pytest.fixture
def kalle(team) -> User:
    return factories.staff(Role.SPECIALIST, email="kalle@softone.example", team=team)


def work_order(customer, by) -> Case:
    return factories.registered_case(
        customer, by=by, at=at(2026, 2, 2, 9), case_type=CaseType.WORK_ORDER
    )


def offered(case: Case, *, by: User, price: str) -> None:
    services.offer(
        case, text="Raportti", price=Decimal(price), ready_on=date(2026, 3, 2), by=by, at=TEN
    )


def rows_of(page) -> tuple[list, list, list]:
    """Whose turn: theirs, ours, nobody's any more."""
    return tuple(page.context[name] for name in ("your_rows", "our_rows", "handled_rows"))


def subjects(rows) -> list[str]:
    return [row.case.subject for row in rows]


def test_without_cases_the_page_invites_to_register(as_user, paivi, monday) -> None:
    page = as_user(paivi).get(HOME)

    assert page.status_code == 200
    assert rows_of(page) == ([], [], [])
    assert f'href="{reverse("cases:new")}?type=support_request"' in page.content.decode()


def test_the_companys_open_cases_come_by_their_deadline(
    as_user, customer, paivi, jouni, stranger, monday
) -> None:
    for number, by in ((4, paivi), (1, jouni), (3, paivi)):
        factories.registered_case(
            customer, by=by, at=monday, level=number, subject=f"Taso {number}"
        )
    factories.registered_case(stranger.memberships.get().customer, by=stranger, at=monday)

    page = as_user(paivi).get(HOME)

    assert subjects(page.context["our_rows"]) == ["Taso 1", "Taso 3", "Taso 4"]


def test_each_row_says_what_happened_and_what_is_due_when(as_user, case, paivi) -> None:
    page = as_user(paivi).get(HOME)

    [row] = page.context["our_rows"]
    assert (row.state.kind, row.due.kind, row.due.at) == ("new", "run", at(2026, 2, 3, 15))
    text = page.content.decode()
    assert case.reference in text
    assert case.get_absolute_url() in text


def test_a_missed_deadline_is_shown_as_missed(as_user, case, paivi, clock) -> None:
    clock(at(2026, 2, 3, 15, 1))

    [row] = as_user(paivi).get(HOME).context["our_rows"]

    assert (row.state.kind, row.due.kind) == ("new", "late")


def test_handled_cases_follow_the_last_one_first(as_user, customer, paivi, mikko, monday) -> None:
    for number in range(7):
        case = factories.registered_case(customer, by=paivi, at=monday, subject=f"Asia {number}")
        handled(case, by=mikko, at=at(2026, 2, 2, 10, number))

    page = as_user(paivi).get(HOME)

    assert page.context["our_rows"] == []
    assert subjects(page.context["handled_rows"]) == [f"Asia {n}" for n in (6, 5, 4, 3, 2)]
    assert {row.due for row in page.context["handled_rows"]} == {None}
    assert {row.state.kind for row in page.context["handled_rows"]} == {"done"}


def test_a_case_under_way_says_who_works_on_it(as_user, case, paivi, mikko) -> None:
    brought_to(case, "planning", by=mikko, at=TEN)

    [row] = as_user(paivi).get(HOME).context["our_rows"]

    assert row.state.kind == "run"
    assert "Mikko Rantanen" in row.what


def test_a_question_waits_with_its_very_words(as_user, case, paivi, mikko, english) -> None:
    ask(case, by=mikko, at=TEN, question="Koskeeko tämä kaikkia?")

    page = as_user(paivi).get(HOME)

    ([row], ours, _handled) = rows_of(page)
    assert (row.state, row.what) == (
        State("act", "Answer the question"),
        "Mikko asks: “Koskeeko tämä kaikkia?”",
    )
    assert ours == []
    assert page.context["summary"] == "One matter waits for you."


def test_the_clock_stands_still_while_they_are_asked(as_user, case, paivi, mikko, english) -> None:
    ask(case, by=mikko, at=TEN)

    [row] = as_user(paivi).get(HOME).context["your_rows"]

    assert (row.due.kind, row.due.words, row.due.left) == (
        "pause",
        "Our clock is paused",
        "since today",
    )


def test_a_quotation_waits_with_its_sum(as_user, customer, paivi, kalle, english) -> None:
    order = work_order(customer, paivi)
    order = brought_to(order, Stage.QUOTATION, by=kalle, at=TEN)
    offered(order, by=kalle, price="1234.50")

    [row] = as_user(paivi).get(HOME).context["your_rows"]

    assert row.what.startswith("Approve the quotation: €1,234.50, VAT 0 %.")
    assert row.due is None


def test_a_proposed_solution_says_when_silence_closes_it(
    as_user, customer, paivi, mikko, english
) -> None:
    request = factories.registered_case(
        customer, by=paivi, at=english, case_type=CaseType.SUPPORT_REQUEST
    )
    propose(request, by=mikko, at=TEN)

    [row] = as_user(paivi).get(HOME).context["your_rows"]

    assert (
        row.what
        == "We close the case on Mon\N{NO-BREAK SPACE}9\N{NO-BREAK SPACE}Feb unless we hear from you."
    )
    assert (row.state.word, row.due.what) == ("Confirm the solution", "the case closes")


def test_the_first_sentence_says_turn_time_and_next(
    as_user, customer, paivi, mikko, english
) -> None:
    first, second, *_ours = [
        factories.registered_case(customer, by=paivi, at=english, level=4) for _ in range(4)
    ]
    for each in (first, second):
        ask(take_up(each, by=mikko, at=TEN), by=mikko, at=TEN)

    page = as_user(paivi).get(HOME)

    assert page.context["summary"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Two matters wait for you. Two are under way with us. "
        "The next answer comes at the latest Wed 11 Feb 10:00."
    )


def test_being_late_is_said_first(as_user, case, paivi, clock, english) -> None:
    clock(at(2026, 2, 3, 15, 1))

    page = as_user(paivi).get(HOME)

    assert page.context["summary"] == "We are late with one case. One is under way with us."


def test_goals_of_our_own_are_no_promise(as_user, customer, paivi, clock, english) -> None:
    factories.registered_case(customer, by=paivi, at=english, case_type=CaseType.SUPPORT_REQUEST)
    clock(at(2026, 3, 2, 9))

    page = as_user(paivi).get(HOME)

    [row] = page.context["our_rows"]
    assert (row.due, page.context["summary"]) == (None, "One is under way with us.")


def test_an_unfinished_draft_is_offered_to_its_writer_only(
    as_user, customer, paivi, jouni, english
) -> None:
    key = uuid.uuid4()
    for number, fields in ((key, {"subject": "Palkka-ajo"}), (uuid.uuid4(), {})):
        services.keep_draft(number, customer=customer, fields=fields, by=paivi, at=english)

    mine, others = (as_user(person).get(HOME).content.decode() for person in (paivi, jouni))

    assert f'href="{reverse("cases:new")}?draft={key}">Palkka-ajo</a>' in mine
    assert "No subject yet" in mine
    assert "Continue where you stopped" not in others


def test_there_are_four_ways_to_begin(as_user, paivi, english) -> None:
    text = as_user(paivi).get(HOME).content.decode()

    assert [text.count(f"?type={case_type}") for case_type in CaseType] == [1] * 4


def test_the_menu_has_home_cases_answers_and_superusers(as_user, paivi, english) -> None:
    frame = as_user(paivi).get(HOME).context["frame"]

    assert [(place.label, place.is_current) for place in frame.nav] == [
        ("Home", True),
        ("Cases", False),
        ("FAQ", False),
        ("SuperUsers", False),
    ]


def test_the_desk_goes_to_its_queue(as_user, mikko, monday) -> None:
    assert as_user(mikko).get(HOME)["Location"] == reverse("cases:queue")


def test_a_visitor_is_asked_to_log_in(client, case) -> None:
    pages = [HOME, reverse("cases:queue"), reverse("cases:new"), case.get_absolute_url()]

    answers = [client.get(page) for page in pages]

    login = reverse("account_login")
    assert [answer["Location"].partition("?")[0] for answer in answers] == [login] * 4


def test_who_has_left_the_company_sees_an_empty_page(as_user, case, paivi) -> None:
    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 2))

    page = as_user(paivi).get(HOME)

    text = page.content.decode()
    assert (page.context["our_rows"], page.context["may_register"]) == ([], False)
    assert case.subject not in text
    assert f'class="btn btn-primary" href="{reverse("cases:new")}"' not in text


def test_what_somebody_typed_is_shown_as_text(as_user, customer, paivi, mikko, monday) -> None:
    nasty = "<script>alert(1)</script>"
    case = factories.registered_case(
        customer, by=paivi, at=monday, subject=nasty, description=nasty
    )
    reply(case, by=mikko, at=TEN, body=nasty)

    addresses = [(paivi, HOME), (mikko, reverse("cases:queue"))]
    addresses += [(person, case.get_absolute_url()) for person in (paivi, mikko)]
    pages = [as_user(person).get(address) for person, address in addresses]

    assert [page.status_code for page in pages] == [200] * 4
    assert Case.objects.get(pk=case.pk).subject == nasty
    for page in pages:
        assert nasty not in page.content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()
