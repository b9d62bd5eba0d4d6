"""B1.1, B3.3, B9: what a reading for holes found, and stays closed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.search.models import Change, Document, MissedSearch, WordForm
from knowledgebase.search.selectors.question import ask
from knowledgebase.search.selectors.results import search
from knowledgebase.search.services import forget_old_misses, forget_words, take_changes

pytestmark = pytest.mark.django_db

SEARCH = reverse("knowledgebase:search")
MISSED = reverse("knowledgebase:search_missed")


@pytest.mark.parametrize("subject", ["lasku kun", "lasku ei toimi enää", "kun", "lasku apua"])
def test_a_subject_may_end_in_a_word_that_says_nothing(
    write, paivi, as_user, monday, subject: str
) -> None:
    write("Lasku kunnossa", "Enää apuakaan ei tarvita, kunhan lasku on kunnossa.")
    client = as_user(paivi)

    assert search(subject, paivi, "fi", at=monday, is_being_typed=True)
    assert client.get(reverse("cases:new"), {"subject": subject}).status_code == 200
    assert client.get(reverse("cases:matches"), {"subject": subject}).status_code == 200


def test_words_of_hidden_articles_change_nothing_for_others(write, paivi, mikko, monday) -> None:
    write("Lasku ja tilaus", "Lasku, tilaus.")
    write("Tilaus", "Tilaus.")
    before = [(hit.url, hit.title) for hit in found(paivi, monday)]

    write("Salainen kanarialintu", "Kanarialintu, lasku.", audience=Audience.STAFF)
    write("Luonnos kanarialinnusta", "Kanarialintu.", is_published=False)

    assert [(hit.url, hit.title) for hit in found(paivi, monday)] == before
    assert ask("kanarialin", "fi", is_being_typed=True).wants[0].terms.keys() == (
        ask("kanarialin", "fi").wants[0].terms.keys()
    )
    assert len(ask("kanarialin", "fi", for_staff=True, is_being_typed=True).wants[0].terms) > len(
        ask("kanarialin", "fi").wants[0].terms
    )


def found(user, at):
    return search("kanarialintu lasku tilaus", user, "fi", at=at).hits


def test_an_article_for_ones_own_company_is_ranked_all_the_same(
    write, customer, paivi, stranger, monday
) -> None:
    write("Kanarialintu", "Lintu.", audience=Audience.NAMED, customers=[customer])

    hits = [search("kanarialintu", each, "fi", at=monday).hits for each in (paivi, stranger)]

    assert [len(each) for each in hits] == [1, 0]


def test_counts_do_not_tell_of_what_is_hidden_while_the_index_lags(write, paivi, monday) -> None:
    article = write("Lasku", "Lasku.")
    services.take_down(article, at=monday)

    assert search("lasku", paivi, "fi", at=monday).counts == {}


def test_a_word_that_folding_lengthens_stops_nothing(write, paivi, monday) -> None:
    write("ß" * 40, "ﷺ" * 30 + " " + "x" * 100_000)
    write("Lasku", "Lasku.")

    assert len(search("lasku", paivi, "fi", at=monday).hits) == 1


def test_one_row_that_cannot_be_described_stops_no_other(write, monday, monkeypatch) -> None:
    good, bad = write("Lasku", "Lasku."), write("Tilaus", "Tilaus.")
    Document.objects.all().delete()
    for article in (good, bad):
        services.writing.changed(article, at=monday)
    # Longer than any column takes: as a row that something else has spoilt.
    type(bad.texts.get()).objects.filter(article=bad).update(title="Ta\x01")
    monkeypatch.setattr(
        "knowledgebase.search.services.indexing.impacts",
        lambda title, *rest: {1 << 70: 1.0} if title.startswith("Ta") else {1: 1.0},
    )
    take_changes()

    assert (Document.objects.get().title, Change.objects.count()) == ("Lasku", 0)


def test_words_that_no_document_has_any_more_are_forgotten(write, monday) -> None:
    article = write("Korhosen lasku", "Lasku.")
    services.write_text(
        article, language="fi", title="Lasku", body="Lasku.", seen=1, by=None, at=monday
    )
    take_changes()

    forget_words()

    assert set(WordForm.objects.values_list("form", flat=True)) == {"lasku"}


def test_a_search_that_finds_is_not_counted_as_missed(write, paivi, as_user) -> None:
    write("Lasku", "Lasku.")

    as_user(paivi).post(MISSED, {"q": "lasku"})

    assert MissedSearch.objects.count() == 0


@pytest.mark.parametrize("q", ["matti@yritys.fi", "010190-123A palkka", "040 123 4567", "12345678"])
def test_what_tells_of_a_person_is_not_kept(paivi, as_user, q: str) -> None:
    as_user(paivi).post(MISSED, {"q": q})

    assert MissedSearch.objects.count() == 0


def test_one_person_fills_no_list(paivi, as_user) -> None:
    client = as_user(paivi)
    for number in range(30):
        client.post(MISSED, {"q": "sana" + "abcdefghijklmnopqrstuvwxyzåäöüéç"[number]})

    assert MissedSearch.objects.count() == 20


def test_searches_in_vain_are_forgotten_in_half_a_year(monday) -> None:
    for days, words in ((181, "vanha"), (10, "uusi")):
        MissedSearch.objects.create(
            language="fi", words=words, last_at=monday - timedelta(days=days)
        )

    forget_old_misses(at=monday)

    assert MissedSearch.objects.get().words == "uusi"


@pytest.mark.parametrize("language", ["de", "xx", "\0", "../fi"])
def test_the_list_for_a_reply_knows_three_languages(
    as_user, mikko, customer, language: str
) -> None:
    asked = {"customer": customer.pk, "q": "lasku", "language": language}

    assert as_user(mikko).get(reverse("knowledgebase:pick"), asked).status_code == 200
