"""B9, B3.4: what is sought is found, the best first, in the form in which it stands."""

import pytest
from django.utils.html import strip_tags

from accounts.models import User
from knowledgebase import services
from knowledgebase.search.models import Document, StopWord, Synonyms
from knowledgebase.search.selectors import vocabulary
from knowledgebase.search.selectors.results import search
from knowledgebase.search.services import take_changes
from tests import factories

pytestmark = pytest.mark.django_db


def found(text: str, user: User, at, language: str = "fi", **how) -> list[str]:
    return [strip_tags(hit.title) for hit in search(text, user, language, at=at, **how).hits]


@pytest.fixture
def circulation(write):
    return write(
        "Ostolaskun hyväksymiskierto",
        "Kierto alkaa.\n\n## Lasku jää asiatarkastajalle\n\nVaihda tarkastaja ja jatka määräaikaa.",
    )


@pytest.mark.parametrize(
    "text",
    [
        *("ostolasku", "ostolaskujen kierto", "hyväksymiskierrossa", "kierto", "lasku"),
        *("hyväksyminen", "ostolaksu", "hyvaksymiskierto", "maaraaika", "Ostolaskut?"),
        *("hyväksymisk", "ostol", "asiatarkastajan"),
    ],
)
def test_inflection_compounds_typing_errors_and_beginnings_are_understood(
    circulation, paivi, monday, text: str
) -> None:
    found_titles = found(text, paivi, monday, is_being_typed=True)

    assert found_titles == ["Ostolaskun hyväksymiskierto"]


@pytest.mark.parametrize("text", ["", " ", "varasto", "'\\:* & | (", "%", "\0", "x" * 400])
def test_nothing_is_found_for_nothing(circulation, paivi, monday, text: str) -> None:
    assert found(text, paivi, monday) == []


def test_a_title_comes_before_a_mention(write, paivi, monday) -> None:
    write("Lomapäivien siirto", "Salasana mainitaan tässä kerran.")
    write("Unohtunut salasana", "Paina linkkiä.")

    assert found("salasana", paivi, monday) == ["Unohtunut salasana", "Lomapäivien siirto"]


def test_who_has_every_word_comes_before_who_has_one(write, paivi, monday) -> None:
    write("Matkalaskun hyväksyntä", "Esihenkilö hyväksyy.")
    write("Matkalaskun kuitti", "Kuva riittää. Kuitti liitetään laskuun.")

    assert found("matkalasku kuitti", paivi, monday)[0] == "Matkalaskun kuitti"


def test_the_readers_language_comes_first_once_an_article(write, paivi, monday) -> None:
    article = write("Timer-leimaus", "Leimaus Timerissa.")
    services.write_text(
        article, language="sv", title="Timer-stämpling", body="I Timer.", seen=0, by=None, at=monday
    )
    take_changes()

    assert found("timer", paivi, monday) == ["Timer-leimaus"]
    assert found("timer", paivi, monday, "sv") == ["Timer-stämpling"]


def test_the_section_that_answers_is_named_with_its_words_marked(
    circulation, paivi, monday
) -> None:
    [hit] = search("tarkastajat", paivi, "fi", at=monday).hits

    assert hit.section == "Lasku jää asiatarkastajalle"
    assert hit.section_url.endswith("?language=fi#s-lasku-jaa-asiatarkastajalle")
    assert "Vaihda <mark>tarkastaja</mark> ja jatka" in hit.text


def test_what_stands_in_an_article_is_never_markup(write, paivi, monday) -> None:
    write("Lasku <b>lihava</b>", "Lasku <script>alert(1)</script> & muuta.")

    [hit] = search("lasku", paivi, "fi", at=monday).hits

    assert "&lt;b&gt;" in hit.title
    assert ("<script" in hit.text, "<mark>Lasku</mark> &lt;script&gt;" in hit.text) == (False, True)


def test_an_editor_teaches_words_that_mean_the_same(write, paivi, monday) -> None:
    write("Palkkalaskelman lähetys", "Lähetä.")
    Synonyms.objects.all().delete()
    vocabulary.look_again()
    assert found("tilinauha", paivi, monday) == []

    Synonyms.objects.create(language="fi", words="palkkalaskelma, tilinauha, rahan lista")
    vocabulary.look_again()

    assert found("tilinauhat", paivi, monday) == ["Palkkalaskelman lähetys"]
    assert found("rahojen lista", paivi, monday) == ["Palkkalaskelman lähetys"]


def test_an_editor_teaches_words_that_say_nothing(write, paivi, monday) -> None:
    write("Miten kauan lasku säilyy", "Kuusi vuotta.")
    write("Varaston saldo", "Saldo.")
    StopWord.objects.get_or_create(language="fi", word="kauan")
    vocabulary.look_again()

    assert found("kauan saldo", paivi, monday) == ["Varaston saldo"]
    assert found("kauan lasku", paivi, monday) == ["Miten kauan lasku säilyy"]
    assert found("kauan", paivi, monday) == ["Miten kauan lasku säilyy"]


def test_a_module_is_brought_forward_or_kept_to(write, paivi, monday) -> None:
    first, second = factories.ModuleFactory.create_batch(2)
    write("Raportin asetukset", "Raportti.", module=first)
    write("Raportin asetus", "Raportti.", module=second)

    assert found("raportti", paivi, monday, module=second.pk)[0] == "Raportin asetus"
    assert found("raportti", paivi, monday, within=first.pk) == ["Raportin asetukset"]


def test_a_text_that_changes_is_found_by_its_new_words_only(circulation, paivi, monday) -> None:
    services.write_text(
        circulation, language="fi", title="Varasto", body="Saldo.", seen=1, by=None, at=monday
    )
    take_changes()

    assert found("kierto", paivi, monday) == []
    assert found("saldo", paivi, monday) == ["Varasto"]


def test_what_is_gone_is_not_found(circulation, paivi, monday) -> None:
    key = str(circulation.pk)
    circulation.delete()
    services.writing.search.mark_changed("article", [key], at=monday)
    take_changes()

    assert Document.objects.count() == 0
