"""Privacy notice and security page, in three languages, for everybody (B12.4)."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from accounts.information.article import compose
from accounts.information.models import ContactDetails, InformationPage

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PRIVACY = reverse("information:page", args=["privacy"])


def both_pages() -> dict[str, InformationPage]:
    return {page.slug: page for page in InformationPage.objects.all()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["privacy", "security"])
def test_a_visitor_reads_the_page_in_the_own_language(slug: str, language: str) -> None:
    address = reverse("information:page", args=[slug])
    answer = Client(headers={"accept-language": language}).get(address)

    title = getattr(both_pages()[slug], f"title_{language}")
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.content.decode()
    assert len(answer.context["article"].contents) >= 6


def test_the_languages_say_the_same_things_in_the_same_order() -> None:
    for page in both_pages().values():
        bodies = [getattr(page, f"body_{language}") for language in LANGUAGES]
        shape = [re.findall(r"^(## |- |\d\. )", body, re.MULTILINE) for body in bodies]

        assert shape[0] == shape[1] == shape[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_inside_leads_to_a_page_of_ours(language: str) -> None:
    bodies = [getattr(page, f"body_{language}") for page in both_pages().values()]
    inside = {href for body in bodies for href in re.findall(r"\]\((/[^)]*)\)", body)}

    assert {resolve(href).view_name for href in inside} == {"contact", "information:page"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_notice_names_every_cookie_there_is(language: str) -> None:
    """Session, token, language and theme, and the confirmation: nothing else is set."""
    notice = getattr(both_pages()["privacy"], f"body_{language}")
    section = re.split(r"^## ", notice, flags=re.MULTILINE)[6]

    assert len(re.findall(r"^- ", section, re.MULTILINE)) == 4
    assert len(re.findall(r"\*\*", section)) == 10


def test_an_untranslated_text_is_shown_in_finnish_and_says_so(client: Client) -> None:
    InformationPage.objects.filter(slug="privacy").update(title_sv="", body_sv="")
    answer = client.get(PRIVACY, headers={"accept-language": "sv"})

    assert '<article class="article" lang="fi">' in answer.content.decode()
    assert "<h1>Tietosuoja</h1>" in answer.content.decode()


def test_an_absent_page_is_not_found(client: Client) -> None:
    assert client.get(reverse("information:page", args=["absent"])).status_code == 404


def test_a_page_sets_no_cookie_for_a_visitor_who_only_reads(client: Client) -> None:
    answer = client.get(PRIVACY)

    assert set(answer.cookies) <= {settings.CSRF_COOKIE_NAME}


def test_the_first_pages_can_be_taken_back_and_written_again() -> None:
    migration = import_module("accounts.information.migrations.0002_first_pages")
    with connection.schema_editor() as editor:
        migration.remove(apps, editor)
        left = InformationPage.objects.count() + ContactDetails.objects.count()
        migration.write(apps, editor)

    assert left == 0
    assert set(both_pages()) == {"privacy", "security"}
    with translation.override("en"):
        assert compose(both_pages()["security"].body).contents
