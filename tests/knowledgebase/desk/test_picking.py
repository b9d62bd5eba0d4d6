"""`??` offers a reply what its customer may read, and nothing else (B9)."""

import pytest

from knowledgebase.choices import Audience
from knowledgebase.search.services import take_changes
from knowledgebase.selectors import pick

pytestmark = pytest.mark.django_db


def names(found) -> list[str]:
    return [row.title for row in found]


def test_only_what_the_customer_may_read(make, mikko, customer, stranger, monday) -> None:
    make("Palkka kaikille", is_published=True)
    make("Palkka vain meille", is_published=True, audience=Audience.STAFF)
    make("Palkka luonnos")
    make("Palkka nimetyille", is_published=True, audience=Audience.NAMED, customers=(customer,))

    take_changes()

    def found(whom) -> list[str]:
        return names(pick(mikko, "palkka", monday, customer=whom))

    assert sorted(found(customer)) == ["Palkka kaikille", "Palkka nimetyille"]
    assert found(stranger.company) == ["Palkka kaikille"]
    assert found(None) == ["Palkka kaikille"]


def test_a_customer_that_is_not_there(as_user, mikko) -> None:
    for pk in ("999999999", 2**63, "ä", "-1"):
        answer = as_user(mikko).get("/knowledge/desk/pick/", {"customer": pk})
        assert (pk, answer.status_code) == (pk, 404)


def test_the_list_carries_title_and_address(as_user, mikko, make, customer, settings) -> None:
    settings.SITE_URL = "https://tuki.softone.example"
    article = make("Palkat <b>", is_published=True)
    take_changes()

    asked = {"customer": customer.pk, "q": "palk", "language": "fi"}
    page = as_user(mikko).get("/knowledge/desk/pick/", asked).content.decode()

    assert f'data-address="https://tuki.softone.example/knowledge/{article.key}/"' in page
    assert 'data-title="Palkat &lt;b&gt;"' in page
