"""An answer that one customer got becomes an article that names nobody (B9)."""

import time

import pytest

from cases.anonymising import Finding, Trace, findings
from cases.models import ArticleSource
from cases.templatetags.articles import linked_articles
from knowledgebase.choices import Audience
from knowledgebase.models import Article
from tests.cases import steps

pytestmark = pytest.mark.django_db

TICKED = dict.fromkeys(["no_people", "no_company", "no_numbers", "no_pictures"], "on")


@pytest.fixture
def handled(case, mikko, paivi, monday):
    return steps.handled(case, by=mikko, at=monday)


def address(case) -> str:
    return f"/cases/{case.reference}/article/"


def test_question_and_answer_are_there_to_begin_with(as_user, mikko, handled) -> None:
    page = as_user(mikko).get(address(handled))

    body = page.context["form"]["body"].value()
    assert body.startswith("## Ongelma\n\nAjo pysähtyy virheeseen.\n\n## Ratkaisu")
    assert page.context["form"]["title"].value() == "Palkka-ajo keskeytyy"


def test_the_draft_is_for_staff_and_remembers_its_case(as_user, mikko, handled) -> None:
    words = {"title": "Palkka-ajo keskeytyy", "body": "## Ongelma\n\nKausi on kiinni."}

    answer = as_user(mikko).post(address(handled), {**words, **TICKED})

    article = Article.objects.get()
    assert answer.url == f"/knowledge/desk/articles/{article.key}/"
    assert (article.audience, article.published_from) == (Audience.STAFF, None)
    assert (article.module, article.owner) == (handled.module, mikko)
    assert ArticleSource.objects.get().case == handled


def test_what_is_marked_must_go_or_be_looked_at(as_user, mikko, handled) -> None:
    words = {"title": "Ajo", "body": "Soita Päivi Korhoselle, 040 123 4567."}
    browser = as_user(mikko)

    refused = browser.post(address(handled), {**words, **TICKED})
    looked = browser.post(address(handled), {**words, **TICKED, "may_stay": "on"})

    assert refused.status_code == 422
    assert "040 123 4567" in refused.content.decode()
    assert "Soita Päivi" in refused.content.decode()
    assert looked.status_code == 302


@pytest.mark.parametrize("missing", TICKED)
def test_every_tick_is_needed(as_user, mikko, handled, missing: str) -> None:
    ticked = {name: value for name, value in TICKED.items() if name != missing}

    answer = as_user(mikko).post(address(handled), {"title": "A", "body": "B", **ticked})

    assert answer.status_code == 422
    assert not Article.objects.exists()


def test_an_open_case_is_not_ready_for_it(as_user, mikko, case) -> None:
    assert as_user(mikko).get(address(case)).status_code == 409
    assert as_user(mikko).post(address(case), {"title": "A", **TICKED}).status_code == 409
    assert "/article/" not in as_user(mikko).get(case.get_absolute_url()).content.decode()


def test_the_button_stands_on_a_handled_case(as_user, mikko, administrator, handled) -> None:
    here = handled.get_absolute_url()

    assert address(handled) in as_user(mikko).get(here).content.decode()
    assert address(handled) not in as_user(administrator).get(here).content.decode()


def test_customers_strangers_and_administrators_draft_nothing(
    as_user, paivi, stranger, administrator, handled
) -> None:
    for person, status in [(paivi, 403), (stranger, 404), (administrator, 403)]:
        assert as_user(person).get(address(handled)).status_code == status
        assert as_user(person).post(address(handled), TICKED).status_code == status


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kirjoita paivi@kivimaki.example", (Trace.MAIL, "paivi@kivimaki.example")),
        ("Soita +358 40 123 4567.", (Trace.PHONE, "+358 40 123 4567")),
        ("Tili FI21 1234 5600 0007 85", (Trace.IBAN, "FI21 1234 5600 0007 85")),
        ("Y-tunnus 1234567-8", (Trace.BUSINESS_ID, "1234567-8")),
        ("Henkilö 131052-308T", (Trace.IDENTITY_CODE, "131052-308T")),
        ("Rakennusliike Kivimäellä on", (Trace.COMPANY, "Rakennusliike Kivimäellä")),
        ("Korhosen palkka", (Trace.PERSON, "Korhosen")),
    ],
)
def test_what_tells_whose_it_was_is_found(text: str, found) -> None:
    names = {"people": ["Päivi Korhonen"], "companies": ["Rakennusliike Kivimäki Oy"]}

    assert findings(text, **names) == [Finding(*found)]


@pytest.mark.parametrize(
    "text", ["Versio 25.1.2, rivit 10–20", "Alv 25,5 % vuodesta 2026", "Tili 1700, 12.1.2026"]
)
def test_plain_numbers_are_left_alone(text: str) -> None:
    assert findings(text, people=["Päivi Korhonen"], companies=["Yritys Oy"]) == []


def test_only_links_to_our_own_articles_are_links(settings) -> None:
    settings.SITE_URL = "https://tuki.softone.example"
    own = "[Ohje](https://tuki.softone.example/knowledge/ohje/)"

    assert linked_articles(own) == '<p><a href="/knowledge/ohje/">Ohje</a></p>'
    for other in (
        "[x](https://elsewhere.example/knowledge/ohje/)",
        "[x](javascript:alert(1))",
        "[x](https://tuki.softone.example/knowledge/../cases/)",
    ):
        assert "<a" not in linked_articles(other)
    assert "<b>" not in linked_articles("[<b>](https://tuki.softone.example/knowledge/ohje/)")


@pytest.mark.parametrize("text", ["a" * 100_000, "a@" + "b." * 50_000, "a@" * 50_000])
def test_a_long_text_is_read_at_once(text: str) -> None:
    began = time.perf_counter()

    findings(text, people=[], companies=[])

    assert time.perf_counter() - began < 1


def test_a_mail_address_is_found_whole_between_its_neighbours() -> None:
    text = "Kirjoita: <eero.hyvonen+tuki@posti.hoivasaatio.example>, kiitos."

    assert findings(text, people=[], companies=[]) == [
        Finding(Trace.MAIL, "eero.hyvonen+tuki@posti.hoivasaatio.example")
    ]
