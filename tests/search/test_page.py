"""B9: the page of results: filters in the address, what is found as one types, what is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledgebase.search.models import MissedSearch
from knowledgebase.search.services import take_changes
from tests import factories

pytestmark = pytest.mark.django_db

SEARCH = reverse("knowledgebase:search")
MISSED = reverse("knowledgebase:search_missed")


def test_the_page_holds_answers_and_own_cases(write, customer, paivi, as_user, monday) -> None:
    write("Laskun lähetys", "Lasku.")
    factories.registered_case(customer, by=paivi, at=monday, subject="Laskut jumissa")
    take_changes()

    text = as_user(paivi).get(SEARCH, {"q": "lasku"}).content.decode()

    assert ("<mark>Laskun</mark> lähetys" in text, "<mark>Laskut</mark> jumissa" in text) == (
        True,
        True,
    )
    assert "kind=case" in text


def test_one_kind_is_shown_alone(write, customer, paivi, as_user, monday) -> None:
    write("Laskun lähetys", "Lasku.")
    factories.registered_case(customer, by=paivi, at=monday, subject="Laskut jumissa")
    take_changes()

    text = as_user(paivi).get(SEARCH, {"q": "lasku", "kind": "case"}).content.decode()

    assert ("lähetys" in text.split('class="hits"')[1], "jumissa" in text) == (False, True)


def test_while_one_types_only_the_results_come(write, paivi, as_user) -> None:
    write("Laskun lähetys", "Lasku.")

    answer = as_user(paivi).get(SEARCH, {"q": "las"}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert ("<html" in text, "<mark>Laskun</mark>" in text) == (False, True)


@pytest.mark.parametrize("q", ["", "la", "   ", "\0\0\0"])
def test_fewer_than_three_letters_are_not_searched(write, paivi, as_user, q: str) -> None:
    write("Laskun lähetys", "Lasku.")

    answer = as_user(paivi).get(SEARCH, {"q": q, "module": "9" * 30, "kind": "x"})

    assert (answer.status_code, 'class="hits"' in answer.content.decode()) == (200, False)


def test_nothing_found_leads_into_the_form_with_what_was_typed(paivi, as_user) -> None:
    text = as_user(paivi).get(SEARCH, {"q": "xyzzy & co"}).content.decode()

    assert "?subject=xyzzy%20%26%20co" in text
    page = as_user(paivi).get(reverse("cases:new"), {"subject": "xyzzy & co", "type": "wish"})
    assert 'value="xyzzy &amp; co"' in page.content.decode()


def test_words_in_vain_are_counted_without_a_name(paivi, mikko, as_user) -> None:
    for user in (paivi, mikko):
        assert as_user(user).post(MISSED, {"q": " Lomaraha  ERISSÄ "}).status_code == 204
    as_user(paivi).post(MISSED, {"q": "\0 "})

    [missed] = MissedSearch.objects.all()
    assert (missed.words, missed.times, missed.language) == ("lomaraha erissä", 2, "fi")


def test_the_page_costs_the_same_with_one_hit_and_with_three(write, paivi, as_user) -> None:
    client = as_user(paivi)

    def cost() -> int:
        client.get(SEARCH, {"q": "lasku"})
        with CaptureQueriesContext(connection) as captured:
            assert client.get(SEARCH, {"q": "lasku"}).status_code == 200
        return len(captured)

    write("Lasku", "Lasku.")
    with_one = cost()
    write("Laskun kopio", "Lasku.")
    write("Laskun hinta", "Lasku.")

    assert cost() == with_one
