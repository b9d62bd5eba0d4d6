"""The writers' list, work list and statistics (B9)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledgebase import services
from knowledgebase.choices import Audience, Verdict
from knowledgebase.models import Article
from knowledgebase.search.models import MissedSearch
from knowledgebase.selectors import desk_list, worklist
from knowledgebase.selectors.statistics import statistics
from tests import factories

pytestmark = pytest.mark.django_db

DESK = "/knowledge/desk/"


def titles(page) -> list[str]:
    return [row.title for row in page.context["page"].rows]


def test_the_tabs_show_what_waits(as_user, mikko, outi, make, monday) -> None:
    make("Luonnos", owner=outi)
    shown = make("Näkyvä", is_published=True, owner=None)
    services.confirm(shown, next_on=monday.date(), at=monday - timedelta(days=365))
    older = make("Vanha käännös", is_published=True, owner=mikko)
    for language, body, seen in [("sv", "Gammal", 0), ("fi", "Uusi", 1)]:
        services.write_text(
            older,
            language=language,
            title="Vanha käännös",
            body=body,
            seen=seen,
            by=mikko,
            at=monday,
        )
    services.vote(older.texts.get(language="fi"), verdict=Verdict.HELPED, by=outi, at=monday)
    browser = as_user(mikko)

    found = {
        show: titles(browser.get(DESK, {"show": show}))
        for show in [show.value for show in desk_list.Show]
    }

    assert found == {
        "all": ["Luonnos", "Näkyvä", "Vanha käännös"],
        "drafts": ["Luonnos"],
        "review": ["Näkyvä"],
        "older": ["Vanha käännös"],
        "silent": ["Näkyvä"],
        "mine": ["Vanha käännös"],
    }
    counts = {choice.address: count for choice, count in browser.get(DESK).context["tabs"]}
    assert counts == {f"?show={show}": len(rows) for show, rows in found.items()}


def test_filters_narrow_and_nonsense_does_not(as_user, mikko, make) -> None:
    module = factories.ModuleFactory()
    make("Palkat", module=module)
    make("Sisäinen palkkaohje", audience=Audience.STAFF)
    make("Löner", language="sv")
    browser = as_user(mikko)

    assert titles(browser.get(DESK, {"module": module.pk})) == ["Palkat"]
    assert titles(browser.get(DESK, {"audience": "staff"})) == ["Sisäinen palkkaohje"]
    assert titles(browser.get(DESK, {"language": "sv"})) == ["Löner"]
    assert titles(browser.get(DESK, {"q": "palk ohje"})) == ["Sisäinen palkkaohje"]
    nonsense = {"module": "x", "topic": 10**30, "language": "de", "show": "?", "after": "ä"}
    assert len(titles(browser.get(DESK, nonsense))) == 3


def test_the_list_pages_by_title(as_user, mikko, make, monkeypatch) -> None:
    monkeypatch.setattr(desk_list, "PAGE_SIZE", 2)
    for title in ("C", "A", "B"):
        make(title)
    browser = as_user(mikko)

    first = browser.get(DESK)
    second = browser.get(f"{DESK}{first.context['older']}")

    assert (titles(first), titles(second)) == (["A", "B"], ["C"])


@pytest.mark.parametrize("path", ["", "worklist/", "statistics/"])
def test_three_articles_cost_as_many_queries_as_one(
    as_user, mikko, paivi, make, monday, path: str
) -> None:
    browser = as_user(mikko)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(f"{DESK}{path}").status_code == 200
        return len(queries)

    def more(name: str) -> None:
        module = factories.ModuleFactory()
        article = make(name, is_published=True, module=module)
        text = article.texts.get()
        services.write_text(
            article, language="sv", title="T", body="T", seen=0, by=mikko, at=monday
        )
        services.mark_read(text, by=paivi, at=monday)
        services.vote(text, verdict=Verdict.UNCLEAR, by=paivi, at=monday)
        MissedSearch.objects.create(language="fi", words=name, last_at=monday)

    more("Yksi")
    browser.get(f"{DESK}{path}")
    one = cost()
    more("Kaksi")
    more("Kolme")

    assert cost() == one


@pytest.mark.parametrize("path", ["", "worklist/", "statistics/", "pick/"])
def test_the_desk_is_for_staff(as_user, paivi, administrator, path: str) -> None:
    assert as_user(paivi).get(f"{DESK}{path}").status_code == 403
    assert as_user(administrator).get(f"{DESK}{path}").status_code == 200


def test_words_searched_in_vain_are_dealt_with(as_user, mikko, monday) -> None:
    missed = MissedSearch.objects.create(language="fi", words="lomaraha", times=4, last_at=monday)
    browser = as_user(mikko)
    before = browser.get(f"{DESK}worklist/").content.decode()

    browser.post(f"{DESK}worklist/searches/", {"missed": missed.pk})

    missed.refresh_from_db()
    assert "title=Lomaraha" in before
    assert missed.settled_at == monday
    assert (
        "lomaraha"
        not in browser.get(f"{DESK}worklist/", follow=True).content.decode().split("flashes")[0]
    )


def test_a_remark_names_its_version_and_is_dealt_with(as_user, mikko, paivi, make, monday) -> None:
    article = make(is_published=True)
    said = services.vote(
        article.texts.get(), verdict=Verdict.UNANSWERED, by=paivi, at=monday, comment="Entä Excel?"
    )
    services.write_text(article, language="fi", title="P", body="Uusi", seen=1, by=mikko, at=monday)
    browser = as_user(mikko)
    page = browser.get(f"{DESK}worklist/").content.decode()

    browser.post(f"{DESK}worklist/votes/", {"vote": said.pk})

    said.refresh_from_db()
    assert "Entä Excel?" in page and "teksti on muuttunut" in page
    assert (said.settled_by, said.settled_at) == (mikko, monday)


@pytest.mark.parametrize("path", ["searches/", "votes/"])
def test_dealing_with_is_the_writers_and_of_what_is_there(
    as_user, mikko, administrator, path: str
) -> None:
    address = f"{DESK}worklist/{path}"

    assert as_user(administrator).post(address, {}).status_code == 403
    for pk in ("", "0", "-1", 2**63, "ä", "²"):
        assert as_user(mikko).post(address, {"missed": pk, "vote": pk}).status_code == 404


def test_read_by_many_and_helped_few(make, monday, mikko) -> None:
    article = make("Huono ohje", is_published=True)
    for number in range(6):
        reader = factories.UserFactory()
        services.mark_read(article.texts.get(), by=reader, at=monday)
        if number < 3:
            verdict = Verdict.HELPED if number == 0 else Verdict.UNCLEAR
            services.vote(article.texts.get(), verdict=verdict, by=reader, at=monday)

    (weak,) = worklist.worklist(mikko, at=monday).weak

    assert (weak.title, weak.readers, weak.votes, weak.helped) == ("Huono ohje", 6, 3, 33)


def test_upper_apps_add_what_no_article_answered(as_user, mikko, monday, monkeypatch) -> None:
    row = worklist.Unanswered("Palkat jumissa", "/cases/SO-1/", "fi", monday)
    page = as_user(mikko).get(f"{DESK}worklist/").content.decode()

    monkeypatch.setattr(worklist, "UNANSWERED", [lambda user, at: [row]])

    assert "h-unanswered" not in page
    assert "Palkat jumissa" in as_user(mikko).get(f"{DESK}worklist/").content.decode()


def test_figures_count_readers_votes_and_cases_avoided_in_a_period(make, paivi, stranger, monday):
    old, new = make("Vanha", is_published=True), make("Uusi", is_published=True)
    make("Luonnos")
    Article.objects.filter(pk=old.pk).update(created_at=monday - timedelta(days=400))
    services.mark_read(old.texts.get(), by=paivi, at=monday - timedelta(days=60))
    for _ in range(2):
        services.mark_read(new.texts.get(), by=paivi, at=monday)
    services.mark_read(new.texts.get(), by=stranger, at=monday)
    services.vote(new.texts.get(), verdict=Verdict.HELPED, by=paivi, at=monday)
    services.vote(new.texts.get(), verdict=Verdict.UNCLEAR, by=stranger, at=monday)
    services.mark_solved(new.texts.get(), by=paivi, at=monday)

    month, year = statistics(30, at=monday), statistics(365, at=monday)

    total = month.total
    assert (total.articles, total.readers, total.readings) == (2, 2, 3)
    assert (total.helped, total.avoided, total.stale) == (50, 1, 1)
    assert [(line.name, line.figures.readers) for line in month.articles] == [
        ("Uusi", 2),
        ("Vanha", 0),
    ]
    assert year.total.readers == 3
