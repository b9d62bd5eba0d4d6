"""B1.1, B4.6: what a SuperUser sees first, and that the desk goes to its queue."""

from datetime import date

from django.urls import reverse

from accounts.models import SuperUser
from cases.models import Case
from tests import factories
from tests.cases.steps import (
    at,
    brought_to,
    handled,
    reply,
)

HOME = reverse("home")
TEN = at(2026, 2, 2, 10)


def subjects(rows) -> list[str]:
    return [row.case.subject for row in rows]


def test_without_cases_the_page_invites_to_register(as_user, paivi, monday) -> None:
    page = as_user(paivi).get(HOME)

    assert page.status_code == 200
    assert (page.context["open_rows"], page.context["handled_rows"]) == ([], [])
    assert reverse("cases:new") in page.content.decode()


def test_the_companys_open_cases_come_by_their_deadline(
    as_user, customer, paivi, jouni, stranger, monday
) -> None:
    for number, by in ((4, paivi), (1, jouni), (3, paivi)):
        factories.registered_case(
            customer, by=by, at=monday, level=number, subject=f"Taso {number}"
        )
    factories.registered_case(stranger.memberships.get().customer, by=stranger, at=monday)

    page = as_user(paivi).get(HOME)

    assert subjects(page.context["open_rows"]) == ["Taso 1", "Taso 3", "Taso 4"]


def test_each_row_says_what_happened_and_what_is_due_when(as_user, case, paivi) -> None:
    page = as_user(paivi).get(HOME)

    [row] = page.context["open_rows"]
    assert (row.state.kind, row.due.kind, row.due.at) == ("new", "run", at(2026, 2, 3, 15))
    text = page.content.decode()
    assert case.reference in text
    assert case.get_absolute_url() in text


def test_a_missed_deadline_is_shown_as_missed(as_user, case, paivi, clock) -> None:
    clock(at(2026, 2, 3, 15, 1))

    [row] = as_user(paivi).get(HOME).context["open_rows"]

    assert (row.state.kind, row.due.kind) == ("new", "late")


def test_handled_cases_follow_the_last_one_first(as_user, customer, paivi, mikko, monday) -> None:
    for number in range(7):
        case = factories.registered_case(customer, by=paivi, at=monday, subject=f"Asia {number}")
        handled(case, by=mikko, at=at(2026, 2, 2, 10, number))

    page = as_user(paivi).get(HOME)

    assert page.context["open_rows"] == []
    assert subjects(page.context["handled_rows"]) == [f"Asia {n}" for n in (6, 5, 4, 3, 2)]
    assert {row.due for row in page.context["handled_rows"]} == {None}


def test_a_case_under_way_says_who_works_on_it(as_user, case, paivi, mikko) -> None:
    brought_to(case, "planning", by=mikko, at=TEN)

    [row] = as_user(paivi).get(HOME).context["open_rows"]

    assert row.state.kind == "run"
    assert "Mikko Rantanen" in row.what


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
    assert (page.context["open_rows"], page.context["may_register"]) == ([], False)
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
