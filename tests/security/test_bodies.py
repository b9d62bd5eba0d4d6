"""Who may send how much: refused by the announced size, before anything is read."""

import uuid
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from accounts.filetypes import MAX_BYTES, MAX_FILES
from accounts.forms.login import LanguageForm
from softone_support.middleware import MOST_OF_A_FORM, MOST_WITH_FILES, TAKES_FILES

pytestmark = pytest.mark.django_db

DRAFT = {"key": uuid.UUID(int=1)}
ARTICLE = {"key": "palkka-ajo"}
MULTIPART = "multipart/form-data; boundary=x"


class Unread(BytesIO):
    """A body that must not be touched."""

    def read(self, *args: object) -> bytes:
        raise AssertionError("the body was read")


def _send(browser: Client, address: str, size: int, **more: str):
    return browser.generic(
        "POST",
        address,
        b"",
        MULTIPART,
        CONTENT_LENGTH=str(size),
        **{"wsgi.input": Unread(), **more},
    )


@pytest.mark.parametrize("address", ["/cases/new/", "/feedback/", "/account/login/", "/language/"])
def test_a_visitor_sends_no_large_body_anywhere(address: str) -> None:
    answer = _send(Client(enforce_csrf_checks=True), address, MOST_OF_A_FORM + 1)

    assert answer.status_code == 413
    assert b"<h1>" in answer.content
    assert "Content-Security-Policy" in answer.headers


def test_a_made_up_session_is_no_login() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["sessionid"] = "a" * 32

    assert _send(browser, "/cases/new/", MOST_OF_A_FORM + 1).status_code == 413


def test_a_person_sends_files_only_where_a_form_takes_them(as_user, paivi) -> None:
    browser = as_user(paivi)
    browser.handler.enforce_csrf_checks = True

    assert _send(browser, "/feedback/", MOST_OF_A_FORM + 1).status_code == 413
    assert _send(browser, "/cases/new/", MOST_WITH_FILES + 1).status_code == 413
    # Let through: the CSRF check is the next to look at it, and finds no token.
    assert _send(browser, "/cases/new/", MOST_WITH_FILES).status_code == 403


def test_a_body_of_unknown_size_is_refused(as_user, paivi) -> None:
    answer = as_user(paivi).generic(
        "POST",
        "/cases/new/",
        b"",
        MULTIPART,
        CONTENT_LENGTH="",
        HTTP_TRANSFER_ENCODING="chunked",
    )

    assert answer.status_code == 411


def test_a_small_form_comes_through_without_a_login() -> None:
    assert Client().post("/language/", {"language": "sv"}).status_code == 302
    assert LanguageForm({"language": "sv"}).is_valid()


def test_ten_full_files_fit_and_each_such_address_exists() -> None:
    assert MAX_FILES * MAX_BYTES < MOST_WITH_FILES
    for name in TAKES_FILES:
        kwargs = {
            "cases:new": {},
            "cases:new_for": {"pk": 1},
            "cases:draft": DRAFT,
            "cases:draft_files": DRAFT,
            "knowledgebase:write": {},
            "knowledgebase:edit": ARTICLE,
            "knowledgebase:files": ARTICLE,
            "admin:accounts_importrun_file": {"kind": "invoices"},
        }
        assert reverse(name, kwargs=kwargs.get(name, {"number": 1}))
