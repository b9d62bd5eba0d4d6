"""Log lines name the page, never its key, its query or what a client says about its address."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.test import Client

from softone_support.settings import logs

pytestmark = pytest.mark.django_db

CANARY = "cfk3na-9f8e7d6c5b4a39281706f5e4d3c2b1a0"
KEY = f"/account/password/reset/key/3-{CANARY}/"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Whatever is logged, as production writes it."""
    root = logging.getLogger()
    kept, level, configuration = root.handlers[:], root.level, structlog.get_config()
    logs.configure(as_json=True, level="INFO")
    written = io.StringIO()
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield written
    root.handlers[:] = kept
    root.setLevel(level)
    structlog.configure(**configuration)


@pytest.mark.parametrize("method", ["get", "post", "put", "head"])
@pytest.mark.parametrize("address", [KEY, KEY + "?x=1", KEY[:-1], KEY + "more/"])
def test_no_line_holds_the_key_of_a_new_password(
    lines: io.StringIO, method: str, address: str
) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    getattr(browser, method)(address)

    assert CANARY not in lines.getvalue()
    assert lines.getvalue().count("request_finished") == 1


def test_a_fault_while_a_password_is_chosen_logs_no_key(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError(f"planted at {KEY}")

    monkeypatch.setattr("allauth.account.forms.UserTokenForm.clean", broken)
    Client(raise_request_exception=False).get(KEY)

    assert "planted at" in lines.getvalue()
    assert CANARY not in lines.getvalue()


def test_a_line_names_the_route_and_not_what_was_asked(as_user, mikko, lines: io.StringIO) -> None:
    browser = as_user(mikko)
    browser.get(f"/queue/?q={CANARY}", headers={"X-Forwarded-For": "203.0.113.9"})
    browser.get(f"/{CANARY}/")

    ours = [line for line in map(json.loads, lines.getvalue().splitlines()) if "request" in line]
    assert [line["request"] for line in ours if "code" in line] == [
        "GET /queue/",
        "GET /(no such page)",
    ]
    assert CANARY not in str(ours)
    assert "203.0.113.9" not in lines.getvalue()
