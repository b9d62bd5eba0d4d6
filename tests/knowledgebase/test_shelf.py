"""The front page of the articles: modules, topics, what is read, what is new (B9)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Customer, Module, User
from knowledgebase import services
from knowledgebase.models import Topic
from knowledgebase.selectors.shelf import PAGE, Knowledge
from tests import factories
from tests.knowledgebase import writing

Browser = Callable[[User], Client]


def page_of(client: Client, address: str = "/knowledge/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def payroll(customer: Customer) -> Module:
    return factories.licensed(customer, key="payroll", name_fi="Palkanlaskenta")


def test_an_empty_shelf_shows_a_way_on(as_user: Browser, paivi: User, mikko: User) -> None:
    assert 'href="/cases/new/"' in page_of(as_user(paivi))
    assert 'class="empty"' in page_of(as_user(mikko))


def test_the_companys_own_modules_come_first(
    as_user: Browser, paivi: User, payroll: Module, monday: datetime
) -> None:
    other = factories.ModuleFactory(name_fi="Arkisto")
    writing.article("arkisto", module=other, at=monday)
    writing.article("palkka", module=payroll, at=monday)
    writing.article("yleinen", at=monday)

    knowledge = Knowledge(paivi, language="fi", at=monday)

    assert [(shelf.module, shelf.is_own) for shelf in knowledge.shelves] == [
        (payroll, True),
        (other, False),
        (None, True),
    ]


def test_module_and_topic_narrow_by_the_address(
    as_user: Browser, paivi: User, payroll: Module, monday: datetime
) -> None:
    period = Topic.objects.get(key="period")
    writing.article("molemmat", title="Molemmat", module=payroll, topic=period, at=monday)
    writing.article("moduuli", title="Moduuli", module=payroll, at=monday)
    writing.article("yleinen", title="Yleinen", topic=period, at=monday)

    def listed(query: str) -> list[str]:
        page = page_of(as_user(paivi), f"/knowledge/?{query}").partition('<ol class="hits">')[2]
        page = page.partition("</ol>")[0]
        return [word for word in ("Moduuli", "Molemmat", "Yleinen") if f">{word}</a>" in page]

    assert listed("module=payroll") == ["Moduuli", "Molemmat"]
    assert listed("topic=period") == ["Molemmat", "Yleinen"]
    assert listed("module=payroll&topic=period") == ["Molemmat"]
    assert listed("module=general") == ["Yleinen"]


@pytest.mark.parametrize(
    "query", ["module=nope", "topic=ä", "page=0", "page=99999999999", "page=x"]
)
def test_the_address_takes_anything(
    as_user: Browser, paivi: User, monday: datetime, query: str
) -> None:
    writing.article("yksi", at=monday)

    page_of(as_user(paivi), f"/knowledge/?{query}")
    page_of(as_user(paivi), f"/knowledge/?module=general&{query}")


def test_a_long_list_is_paged(as_user: Browser, paivi: User, monday: datetime) -> None:
    for number in range(PAGE + 1):
        writing.article(f"a-{number}", title=f"Ohje {number:03}", at=monday)
    client = as_user(paivi)

    first = page_of(client, "/knowledge/?module=general")
    second = page_of(client, "/knowledge/?module=general&page=2")

    assert 'rel="next" href="?module=general&amp;page=2"' in first
    assert "Ohje 030" in second.partition('<ol class="hits">')[2].partition("</ol>")[0]


def test_what_most_people_read_comes_first_and_only_what_one_may_read(
    paivi: User, stranger: User, mikko: User, monday: datetime
) -> None:
    seldom = writing.article("harvoin", at=monday)
    often = writing.article("usein", at=monday)
    secret = writing.article("salaa", published=False, at=monday)
    for article, readers in ((seldom, [paivi]), (often, [paivi, stranger]), (secret, [mikko])):
        for reader in readers:
            services.mark_read(article.texts.get(), by=reader, at=monday)
    cache.clear()

    found = Knowledge(paivi, language="fi", at=monday).read_most()

    assert [entry.article for entry in found] == [often, seldom]


def test_titles_are_in_the_readers_language_or_the_original(paivi: User, monday: datetime) -> None:
    both = writing.article("molemmat", title="Suomeksi", at=monday)
    writing.text(both, language="sv", title="På svenska", at=monday)
    writing.article("vain", title="Vain suomeksi", at=monday)

    found = Knowledge(paivi, language="sv", at=monday).newest()

    assert {(entry.title, entry.language) for entry in found} == {
        ("På svenska", "sv"),
        ("Vain suomeksi", "fi"),
    }


def test_the_lead_of_an_article_is_its_first_paragraph_as_plain_words(
    paivi: User, monday: datetime
) -> None:
    writing.article("yksi", body="Vero on **60 %** & <muuta>.\n\n## Otsikko\n\nToinen.", at=monday)

    entry = Knowledge(paivi, language="fi", at=monday).newest()[0]

    assert entry.lead == "Vero on 60 % & <muuta>."


@pytest.mark.parametrize("address", ["/knowledge/", "/knowledge/?module=payroll"])
def test_the_shelf_costs_the_same_with_one_article_and_with_three(
    as_user: Browser,
    paivi: User,
    payroll: Module,
    monday: datetime,
    django_assert_max_num_queries: Any,
    address: str,
) -> None:
    client, counts = as_user(paivi), []
    client.get(address)
    for number in range(3):
        made = writing.article(f"a-{number}", module=payroll, at=monday)
        services.mark_read(made.texts.get(), by=paivi, at=monday)
        writing.text(made, body="Toisin.", at=monday)
        cache.clear()
        client.get(address)
        with django_assert_max_num_queries(16) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[2]
