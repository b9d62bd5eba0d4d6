"""B9: search learns of every change, once it is committed, whoever dies in between."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cases import services as cases
from knowledgebase import services
from knowledgebase.models import Article
from knowledgebase.search import sources
from knowledgebase.search.models import Change, Document, Posting
from knowledgebase.search.selectors.results import search
from knowledgebase.search.services import rebuild, take_changes
from tests import factories
from tests.cases.steps import reply

pytestmark = pytest.mark.django_db


def documents() -> list[tuple[str, str, str]]:
    return sorted(Document.objects.values_list("kind", "key", "language"))


def test_a_change_is_a_row_until_it_is_taken(write, monday) -> None:
    article = write("Lasku", "Lasku.")
    services.take_down(article, at=monday)

    assert list(Change.objects.values_list("kind", "key")) == [("article", str(article.pk))]
    assert (take_changes(), take_changes(), Change.objects.count()) == (1, 0, 0)


def test_what_is_rolled_back_was_no_change(write, monday) -> None:
    article = write("Lasku", "Lasku.")

    with pytest.raises(RuntimeError), transaction.atomic():
        services.take_down(article, at=monday)
        raise RuntimeError

    assert Change.objects.count() == 0


def test_taking_the_same_again_changes_nothing(write, monday) -> None:
    article = write("Lasku", "Lasku ja toinen lasku.")
    before = sorted(Posting.objects.values_list("term", "impact"))

    for _ in range(2):
        services.writing.changed(article, at=monday)
    take_changes()

    assert sorted(Posting.objects.values_list("term", "impact")) == before
    assert documents() == [("article", str(article.pk), "fi")]


def test_every_word_of_a_case_marks_it_changed_and_nothing_else_does(
    customer, paivi, mikko, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday)
    take_changes()
    cases.take_up(case, by=mikko, at=monday, seen_owner=None)
    assert Change.objects.count() == 0

    reply(case, by=mikko, at=monday, body="Vastaus")

    assert list(Change.objects.values_list("kind", "key")) == [("case", str(case.pk))]


def test_rebuilding_finds_what_was_missed_and_forgets_what_is_gone(
    write, customer, paivi, monday
) -> None:
    article, case = write("Lasku", "Lasku."), None
    case = factories.registered_case(customer, by=paivi, at=monday, subject="Kadonnut lasku")
    Change.objects.all().delete()
    gone = write("Poistettu", "Poistettu.")
    Article.objects.filter(pk=gone.pk).delete()
    told = []

    rebuild(["article", "case"], told=lambda *each: told.append(each))

    assert documents() == [("article", str(article.pk), "fi"), ("case", str(case.pk), "fi")]
    assert told == [("article", 1, str(article.pk)), ("case", 1, str(case.pk))]


def test_rebuilding_goes_on_where_it_was(write, monday) -> None:
    first, second = write("Yksi", "Yksi."), write("Kaksi", "Kaksi.")
    told = []

    rebuild(["article"], since=str(first.pk), told=lambda *each: told.append(each))

    assert told == [("article", 1, str(second.pk))]


def test_the_command_says_how_far_it_is(write, capsys) -> None:
    write("Lasku", "Lasku.")

    call_command("rebuild_search", "--kind", "article")

    assert "article: 1" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_each_change_once(write, monday) -> None:
    article = write("Lasku", "Lasku.")
    services.writing.changed(article, at=monday)

    with transaction.atomic():
        Change.objects.select_for_update().get()
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM (SELECT 1 FROM search_change"
                    " FOR UPDATE SKIP LOCKED) AS free"
                )
                assert cursor.fetchone() == (0,)
        finally:
            other.close()


def test_an_index_that_points_at_nothing_shows_nothing(write, paivi, monday) -> None:
    article = write("Lasku", "Lasku.")
    Article.objects.filter(pk=article.pk).delete()

    assert search("lasku", paivi, "fi", at=monday).hits == []


def test_sources_of_all_kinds_are_connected() -> None:
    assert {source.kind for source in sources.all_sources()} == {"article", "case"}
