"""Writing, translating and publishing an article at the desk (B9)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from knowledgebase.choices import Audience
from knowledgebase.models import Article

pytestmark = pytest.mark.django_db

WRITE = "/knowledge/desk/write/"


def address(article: Article) -> str:
    return f"/knowledge/desk/articles/{article.key}/"


def picture(name: str) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def test_a_new_article_begins_as_a_draft_of_its_writer(as_user, mikko) -> None:
    words = {"language": "sv", "title": "Löner", "body": "## Orsak", "audience": "public"}

    answer = as_user(mikko).post(WRITE, {**words, "owner": mikko.pk, "then": "save"})

    article = Article.objects.get()
    assert answer.url == f"/knowledge/desk/articles/{article.key}/"
    assert (article.original, article.owner, article.published_from) == ("sv", mikko, None)


def test_save_and_publish_shows_it_at_once_and_asks_again_in_a_year(as_user, mikko, monday) -> None:
    words = {"language": "fi", "title": "Palkat", "body": "Teksti", "audience": "public"}

    as_user(mikko).post(WRITE, {**words, "then": "publish"})

    article = Article.objects.get()
    assert article.is_published(monday)
    assert article.review_on == monday.date() + timedelta(days=365)


def test_a_search_in_vain_becomes_the_title(as_user, mikko) -> None:
    page = as_user(mikko).get(WRITE, {"title": "Lomaraha", "language": "fi"}).content.decode()

    assert 'value="Lomaraha"' in page


@pytest.mark.parametrize("missing", ["title", "body"])
def test_what_is_typed_survives_a_refused_form(as_user, mikko, missing: str) -> None:
    words = {"language": "fi", "title": "Otsikkoni", "body": "Tekstini", "audience": "public"}

    answer = as_user(mikko).post(WRITE, {**words, missing: ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Otsikkoni" in page, "Tekstini" in page) == (missing != "title", missing != "body")
    assert not Article.objects.exists()


def test_named_readers_need_a_name(as_user, mikko, customer) -> None:
    words = {"language": "fi", "title": "Palkat", "body": "Teksti", "audience": "named"}
    browser = as_user(mikko)

    refused = browser.post(WRITE, words)
    browser.post(WRITE, {**words, "customers": [customer.pk]})

    assert refused.status_code == 422
    assert [each.pk for each in Article.objects.get().customers.all()] == [customer.pk]


def test_who_is_no_longer_among_the_readers_is_forgotten(as_user, mikko, make, form, customer):
    article = make(audience=Audience.NAMED, customers=(customer,))

    as_user(mikko).post(address(article), form(article, audience="public", customers=[customer.pk]))

    assert not article.customers.exists()


def test_two_at_once_the_second_is_shown_the_difference_and_may_save_on_top(
    as_user, mikko, outi, make, form
) -> None:
    article = make()
    opened = form(article, body="Outin teksti")
    as_user(mikko).post(address(article), form(article, body="Mikon teksti"))

    stopped = as_user(outi).post(address(article), opened)
    page = stopped.content.decode()
    again = {**opened, "number": 2, "version": article.version}

    assert stopped.status_code == 409
    assert "Mikko Rantanen" in page and "<del>Mikon</del>" in page and "<ins>Outin</ins>" in page
    assert "Outin teksti</textarea>" in page and 'name="number" value="2"' in page
    assert article.texts.get().body == "Mikon teksti"
    assert as_user(outi).post(address(article), again).status_code == 302
    assert article.texts.get().body == "Outin teksti"


def test_facts_that_changed_meanwhile_stop_too(as_user, mikko, make, form) -> None:
    article = make()
    opened = form(article)
    as_user(mikko).post(address(article), form(article, audience="staff"))

    stopped = as_user(mikko).post(address(article), {**opened, "owner": ""})

    article.refresh_from_db()
    assert stopped.status_code == 409
    assert (article.audience, article.owner) == ("staff", mikko)


def test_nothing_changed_makes_no_version(as_user, mikko, make, form) -> None:
    article = make()

    as_user(mikko).post(address(article), form(article))

    assert article.texts.get().number == 1


def test_a_translation_is_older_until_it_is_mended_or_confirmed(as_user, mikko, make, form) -> None:
    article = make()
    browser, older = as_user(mikko), "Alkuperäinen on muuttunut"
    browser.post(address(article), form(article, "sv", body="Svenska"))
    browser.post(address(article), form(article, body="Pieni", is_small="on"))
    fresh = browser.get(address(article), {"language": "sv"}).content.decode()
    browser.post(address(article), form(article, body="Uusi ohje"))

    stale = browser.get(address(article), {"language": "sv"}).content.decode()
    browser.post(f"{address(article)}translation/", {"language": "sv"})

    text = article.texts.get(language="sv")
    assert (older in fresh, older in stale) == (False, True)
    assert (text.number, text.follows) == (1, 3)


def test_the_original_is_no_translation_to_confirm(as_user, mikko, make) -> None:
    article = make()

    answer = as_user(mikko).post(f"{address(article)}translation/", {"language": "fi"})

    assert answer.status_code == 404


def test_taking_down_hides_it_and_saves_the_words(as_user, mikko, make, form, monday) -> None:
    article = make(is_published=True)

    as_user(mikko).post(address(article), form(article, body="Vanhentunut", then="take_down"))

    article.refresh_from_db()
    assert not article.is_published(monday)
    assert article.texts.get().body == "Vanhentunut"


def test_the_last_day_is_shown_to_its_end(as_user, mikko, make, form, monday) -> None:
    article = make()
    days = {"shown_from": "2026-02-02", "shown_until": "2026-02-03"}

    as_user(mikko).post(address(article), form(article, then="publish", **days))

    article.refresh_from_db()
    assert article.published_from == monday
    assert article.published_until.isoformat() == "2026-02-03T22:00:00+00:00"


def test_a_last_day_before_the_first_is_refused(as_user, mikko, make, form) -> None:
    article = make()
    days = {"shown_from": "2026-02-05", "shown_until": "2026-02-03"}

    answer = as_user(mikko).post(address(article), form(article, then="publish", **days))

    assert answer.status_code == 422


def test_the_preview_is_what_readers_would_see(as_user, mikko) -> None:
    answer = as_user(mikko).post("/knowledge/desk/preview/", {"body": "**Auki** <script>"})

    page = answer.content.decode()
    assert "<strong>Auki</strong>" in page and "<script>" not in page


def test_without_a_script_the_preview_keeps_all_that_was_typed(as_user, mikko, make, form) -> None:
    article = make()
    sent = form(article, title="", body="Uusi **teksti**", note="valikko", then="preview")

    page = as_user(mikko).post(address(article), sent).content.decode()

    assert "<strong>teksti</strong>" in page and "Uusi **teksti**</textarea>" in page
    assert 'value="valikko"' in page
    assert article.texts.get().number == 1


def test_a_picture_is_kept_shown_and_taken_away(as_user, mikko, make, form) -> None:
    article, browser = make(body="![Näkymä](<näyttö 1.png>)"), as_user(mikko)

    kept = browser.post(f"{address(article)}files/", {"files": picture("näyttö 1.png")})
    shown = article.texts.get().html
    file = article.files.get()
    page = browser.post(address(article), form(article, body="Kesken", remove=file.pk))

    assert kept.status_code == 201
    assert file.get_absolute_url() in shown
    assert "Kesken</textarea>" in page.content.decode()
    assert not article.files.exists()


def test_a_program_is_no_picture(as_user, mikko, make) -> None:
    article = make()
    program = SimpleUploadedFile("kuva.png", b"MZ\x00")

    answer = as_user(mikko).post(f"{address(article)}files/", {"files": program})

    assert answer.status_code == 422
    assert "kuva.png" in answer.content.decode()


def test_a_file_of_another_article_is_not_removed_here(as_user, mikko, make, form) -> None:
    article, other = make(), make("Toinen")
    as_user(mikko).post(f"{address(other)}files/", {"files": picture("kuva.png")})

    answer = as_user(mikko).post(address(article), form(article, remove=other.files.get().pk))

    assert answer.status_code == 404
    assert other.files.exists()


def test_pictures_come_with_a_new_article(as_user, mikko) -> None:
    words = {"language": "fi", "title": "Palkat", "body": "![k](kuva.png)", "audience": "staff"}

    as_user(mikko).post(WRITE, {**words, "files": [picture("kuva.png")]})

    assert Article.objects.get().files.get().name == "kuva.png"


@pytest.mark.parametrize("path", ["", "files/", "review/", "translation/", "versions/999999999/"])
def test_only_writers_change(as_user, administrator, paivi, make, path: str) -> None:
    article = make()

    for person in (administrator, paivi):
        assert as_user(person).post(f"{address(article)}{path}", {}).status_code == 403


@pytest.mark.parametrize("path", ["write/", "customers/?find_customers=Kivi", "related/"])
def test_only_writers_fetch_parts(as_user, administrator, paivi, path: str) -> None:
    for person in (administrator, paivi):
        assert as_user(person).get(f"/knowledge/desk/{path}").status_code == 403


def test_the_administrator_reads_without_a_form(as_user, administrator, make) -> None:
    page = as_user(administrator).get(address(make())).content.decode()

    assert "Kausi on kiinni." in page and "<textarea" not in page


def test_what_is_ticked_stays_while_one_looks_for_more(as_user, mikko, customer, stranger) -> None:
    other = stranger.company
    asked = {"find_customers": "Kuljetus", "customers": [customer.pk]}

    page = as_user(mikko).get("/knowledge/desk/customers/", asked).content.decode()

    assert f'value="{customer.pk}" id="customers-{customer.pk}" checked' in page
    assert f'value="{other.pk}"' in page


@pytest.mark.parametrize("then", ["publish", "save"])
def test_a_last_day_before_it_would_be_shown_is_refused_beside_the_field(
    as_user, mikko, make, form, then: str
) -> None:
    article = make(is_published=then == "save")
    last = {"shown_until": "2026-02-01", "body": "Uusi teksti", "then": then}

    answer = as_user(mikko).post(address(article), form(article, **last))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["shown_until"]
    assert article.texts.get().body == "## Syy\n\nKausi on kiinni."


def test_a_new_article_with_such_a_day_is_not_made(as_user, mikko) -> None:
    words = {"language": "fi", "title": "Palkat", "body": "Teksti", "audience": "public"}

    answer = as_user(mikko).post(WRITE, {**words, "shown_until": "2026-02-01", "then": "publish"})

    assert answer.status_code == 422
    assert not Article.objects.exists()


def test_what_cannot_be_published_is_not_saved_by_half(
    as_user, mikko, make, form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("planted")

    article = make()
    monkeypatch.setattr("knowledgebase.services.release", broken)

    with pytest.raises(RuntimeError, match="planted"):
        as_user(mikko).post(address(article), form(article, body="Uusi", then="publish"))

    assert article.texts.get().body == "## Syy\n\nKausi on kiinni."


def test_what_a_browser_keeps_is_kept_for_each_person(as_user, mikko, outi, make) -> None:
    """The script names the place by these; a colleague at the same browser has another."""
    article = make()

    pages = [as_user(each).get(address(article)).content.decode() for each in (mikko, outi)]

    for person, page in zip((mikko, outi), pages, strict=True):
        assert f'data-person="{person.pk}" data-article="{article.key}"' in page
