"""The page of an article: languages, warnings, the reader's own traces (B9)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Customer, User
from knowledgebase import services
from knowledgebase.models import Reading, Vote
from tests import factories
from tests.knowledgebase import writing

Browser = Callable[[User], Client]
KEY = "palkka-ajo"


def page_of(client: Client, key: str = KEY, **asked: str) -> str:
    answer = client.get(f"/knowledge/{key}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def in_swedish(person: User) -> User:
    person.language = "sv"
    person.save(update_fields=["language"])
    return person


# --- Languages ----------------------------------------------------------------------------------


def test_the_readers_own_language_comes_first(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    article = writing.article(KEY, at=monday)
    writing.text(article, language="sv", title="Lönekörningen stannar", at=monday)

    page = page_of(as_user(in_swedish(paivi)))

    assert "<h1>Lönekörningen stannar</h1>" in page
    assert '<article class="article">' in page
    assert 'href="?language=fi" lang="fi"' in page


def test_what_is_in_finnish_only_says_so_in_the_readers_language(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    writing.article(KEY, at=monday)
    paivi.language = "en"
    paivi.save(update_fields=["language"])

    page = page_of(as_user(paivi))

    assert '<html lang="en">' in page
    assert '<article class="article" lang="fi">' in page
    assert "This article is in Finnish only." in page
    assert 'class="notice" lang="en"' in page


@pytest.mark.parametrize("asked", ["sv", "en", "xx", "", "fi' OR 1=1"])
def test_a_language_that_is_not_there_shows_the_original(
    as_user: Browser, paivi: User, monday: datetime, asked: str
) -> None:
    writing.article(KEY, at=monday)

    assert "<h1>Palkka-ajo pysähtyy</h1>" in page_of(as_user(paivi), language=asked)


def test_a_translation_older_than_its_original_warns(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    article = writing.article(KEY, at=monday)
    writing.text(article, language="sv", title="Lönekörningen", at=monday)
    client, link = as_user(paivi), '<a href="?language=fi" hreflang="fi">'
    fresh = page_of(client, language="sv")
    writing.text(article, is_small=True, body="Pilkku.", at=monday)
    corrected = page_of(client, language="sv")
    writing.text(article, body="Aivan toisin.", at=monday)

    assert [link in each for each in (fresh, corrected)] == [False, False]
    assert link in page_of(client, language="sv")
    assert link not in page_of(client, language="fi")


# --- The reading mark ---------------------------------------------------------------------------


def test_looking_writes_nothing_and_the_mark_does(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    writing.article(KEY, at=monday)
    client = as_user(paivi)
    page_of(client)
    before = Reading.objects.count()

    for _ in range(2):
        assert client.post(f"/knowledge/{KEY}/reading/", {"language": "fi"}).status_code == 204

    reading = Reading.objects.get()
    assert before == 0
    assert (reading.user, reading.language, reading.number, reading.times) == (paivi, "fi", 1, 2)


def test_a_change_since_one_read_shows_until_it_is_read(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    article = writing.article(KEY, at=monday)
    client, words = as_user(paivi), "Changed since you read it"
    paivi.language = "en"
    paivi.save(update_fields=["language"])
    client.post(f"/knowledge/{KEY}/reading/", {"language": "fi"})
    writing.text(article, is_small=True, body="Pilkku.", at=monday)
    corrected = client.get("/knowledge/").content.decode()
    writing.text(article, body="Aivan toisin.", at=monday)
    changed = client.get("/knowledge/").content.decode()
    page = page_of(client)
    client.post(f"/knowledge/{KEY}/reading/", {"language": "fi"})
    read = client.get("/knowledge/").content.decode()

    assert [words in each for each in (corrected, changed, read)] == [False, True, False]
    assert "This has changed since you last read it" in page


# --- Votes --------------------------------------------------------------------------------------


def test_a_vote_is_shown_and_can_be_changed(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    writing.article(KEY, at=monday)
    client = as_user(paivi)
    form = {"language": "fi", "verdict": "unclear", "comment": "Kohta 2."}

    answer = client.post(f"/knowledge/{KEY}/vote/", form)
    said = Vote.objects.values_list("verdict", "comment").get()
    page = page_of(client)
    client.post(f"/knowledge/{KEY}/vote/", {**form, "verdict": "helped"})

    assert answer["Location"] == f"/knowledge/{KEY}/?language=fi#vote"
    assert said == ("unclear", "Kohta 2.")
    assert 'value="unclear" aria-pressed="true"' in page
    assert ">Kohta 2.</textarea>" in page
    assert Vote.objects.values_list("verdict", "comment").get() == ("helped", "")


def test_without_leaving_the_page_only_the_vote_is_drawn_again(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    writing.article(KEY, at=monday)
    form = {"language": "fi", "verdict": "helped"}

    answer = as_user(paivi).post(f"/knowledge/{KEY}/vote/", form, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert answer.content.decode().startswith('\n<form class="vote"')


@pytest.mark.parametrize("verdict", ["", "best", "HELPED"])
def test_a_verdict_that_does_not_exist_is_refused(
    as_user: Browser, paivi: User, monday: datetime, verdict: str
) -> None:
    writing.article(KEY, at=monday)

    answer = as_user(paivi).post(f"/knowledge/{KEY}/vote/", {"language": "fi", "verdict": verdict})

    assert (answer.status_code, Vote.objects.count()) == (422, 0)


# --- What leads on ------------------------------------------------------------------------------


def test_the_way_to_a_specialist_carries_module_and_title(
    as_user: Browser, paivi: User, customer: Customer, monday: datetime
) -> None:
    module = factories.licensed(customer)
    writing.article(KEY, title="Ajo & muut", module=module, at=monday)

    page = page_of(as_user(paivi))

    assert f'href="/cases/new/?module={module.pk}&amp;subject=Ajo+%26+muut"' in page


def test_related_articles_are_those_the_reader_may_read(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    out = writing.article("ulkona", title="Ulkona", at=monday)
    draft = writing.article("kesken", title="Kesken", published=False, at=monday)
    writing.article(KEY, related=[out, draft], at=monday)

    page = page_of(as_user(paivi))

    assert 'href="/knowledge/ulkona/"' in page
    assert 'href="/knowledge/kesken/"' not in page


def test_staff_see_for_whom_and_since_when(
    as_user: Browser, paivi: User, mikko: User, monday: datetime
) -> None:
    writing.article(KEY, owner=mikko, at=monday)
    line = '<div class="article-desk'

    assert line not in page_of(as_user(paivi))
    assert line in page_of(as_user(mikko))


# --- Cost ---------------------------------------------------------------------------------------


def test_an_article_costs_the_same_with_one_neighbour_and_with_three(
    as_user: Browser,
    paivi: User,
    monday: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = as_user(paivi)
    others = [writing.article(f"muu-{number}", at=monday) for number in range(3)]
    few = writing.article("yksi", related=others[:1], at=monday)
    many = writing.article("kolme", related=others, at=monday)
    for language in ("sv", "en"):
        writing.text(many, language=language, at=monday)
    client.get("/knowledge/yksi/")
    found = []
    for key in (few.key, many.key):
        with django_assert_num_queries(8) as asked:
            client.get(f"/knowledge/{key}/")
        found.append(len(asked))

    assert found[0] == found[1]


def test_a_taken_down_article_is_gone(as_user: Browser, paivi: User, monday: datetime) -> None:
    article = writing.article(KEY, at=monday - timedelta(days=1))
    client = as_user(paivi)
    before = client.get(f"/knowledge/{KEY}/").status_code
    services.take_down(article, at=monday)

    assert (before, client.get(f"/knowledge/{KEY}/").status_code) == (200, 404)
