"""No page offers what its reader may not open, and none names the other company (A2, B1.4)."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.access.answers import outcome, read
from tests.access.world import ACTORS, World, build

pytestmark = pytest.mark.django_db

# Django admin is a house of its own, with tests of its own.
ELSEWHERE = ("/admin/", "/static/")
ENOUGH = 80
_LINK = re.compile(r"""(?:href|hx-get)=["']([^"'#]*)""")


@pytest.fixture
def world(monday) -> World:
    return build(monday)


def _walk(browser: Client) -> dict[str, tuple[str, str]]:
    """Every page that can be reached from the front page: its outcome and its text."""
    found: dict[str, tuple[str, str]] = {}
    waiting = deque(["/"])
    while waiting and len(found) < ENOUGH:
        address = waiting.popleft()
        if address in found:
            continue
        answer = browser.get(address)
        body = read(answer)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        text = body.decode() if is_page else ""
        found[address] = (outcome(answer), text)
        onward = [answer["Location"]] if answer.status_code == 302 else _LINK.findall(text)
        for link in onward:
            parts = urlsplit(urljoin(address, unescape(link)))
            if not parts.scheme and not parts.path.startswith(ELSEWHERE):
                waiting.append(parts._replace(fragment="").geturl())
    return found


@pytest.mark.parametrize("actor", ACTORS)
def test_every_link_leads_somewhere(world: World, actor: str) -> None:
    found = _walk(world.browser(actor))

    dead = {
        address: result for address, (result, _) in found.items() if result not in {"200", "302"}
    }
    allowed = {"/": "login"} if actor == "anonymous" else {}
    assert dead == allowed
    assert len(found) > 5


@pytest.mark.parametrize(
    ("actor", "secrets"),
    [
        ("own", ["Heinonen", "Sisäinen", "Muistiin"]),
        ("stranger", ["Kivimäki", "Muistiin"]),
        ("ended", ["Palkka-ajo", "Heinonen", "Muistiin"]),
        ("consultant", ["Palkka-ajo", "Ajo pysähtyy", "Muistiin."]),
        ("anonymous", ["Palkka-ajo", "Kivimäki", "Heinonen", "Muistiin"]),
    ],
)
def test_no_page_tells_what_is_anothers(world: World, actor: str, secrets: list[str]) -> None:
    pages = _walk(world.browser(actor))

    told = {
        address: [secret for secret in secrets if secret in text]
        for address, (_, text) in pages.items()
    }
    assert {address: words for address, words in told.items() if words} == {}
