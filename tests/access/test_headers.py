"""What the browser is told with every answer, good or bad (A11, A12)."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path

from softone_support import urls
from tests.access import matrix
from tests.access.answers import read
from tests.access.world import World, build

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOTHING = {"default-src", "object-src", "base-uri", "frame-ancestors"}
OURS_ONLY = {"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"}
# A file is no page: its own policy is stricter than that of pages.
SANDBOX = {"sandbox": [], "default-src": ["'none'"]}
FILES = {"cases:attachment", "cases:draft_file", "knowledgebase:file"}
# Pictures of articles are asked for each time, and answered "as before" while they may be read.
KEPT = {"knowledgebase:file": "private, no-cache"}
# One address for each page of the table, as somebody who may open it.
PAGES = {row.name: row for row in reversed(matrix.rows()) if row.method == "GET"}


def policy_of(answer: HttpResponse) -> dict[str, list[str]]:
    """The content security policy by directive."""
    parts = [part.split() for part in answer.headers.get("Content-Security-Policy", "").split(";")]
    return {name: sources for name, *sources in filter(None, parts)}


def faults_of(answer: HttpResponse, *, is_file: bool = False) -> list[str]:
    """What is wrong with the headers of an answer, in words."""
    faults = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in ALWAYS.items()
        if answer.headers.get(name) != value
    ]
    policy = policy_of(answer)
    if is_file:
        return faults if policy == SANDBOX else [*faults, f"policy: {policy}"]
    if {name for name, sources in policy.items() if sources == ["'none'"]} != NOTHING:
        faults.append(f"policy: {policy}")
    if {name for name, sources in policy.items() if sources == ["'self'"]} != OURS_ONLY:
        faults.append(f"policy: {policy}")
    return faults


def may_be_kept(answer: HttpResponse) -> bool:
    """Whether a cache, or the browser's own, may keep the answer."""
    return "no-store" not in answer.headers.get("Cache-Control", "")


@pytest.fixture
def world(monday) -> World:
    return build(monday)


@pytest.mark.parametrize("actor", ["anonymous", "own", "specialist", "administrator"])
def test_every_address_answers_with_every_header(world: World, actor: str) -> None:
    browser = world.browser(actor)
    faults = {}
    for name, row in PAGES.items():
        answer = browser.get(world.address(name, row.whose))
        is_file = name in FILES and answer.status_code == 200
        read(answer)
        found = faults_of(answer, is_file=is_file)
        kept = KEPT.get(name) if is_file else None
        if kept:
            found += [] if answer["Cache-Control"] == kept else [answer["Cache-Control"]]
        elif actor != "anonymous" and may_be_kept(answer):
            found.append(f"kept: {answer.headers.get('Cache-Control')}")
        if found:
            faults[name] = found

    assert faults == {}


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("planted")


@pytest.fixture
def planted_fault(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address of the portal whose view breaks."""
    monkeypatch.setattr(urls, "urlpatterns", [path("broken/", _broken), *urls.urlpatterns])
    clear_url_caches()
    yield "/broken/"
    monkeypatch.undo()
    clear_url_caches()


def _unknown(client: Client) -> HttpResponse:
    return client.get("/tuntematon/")


def _refused(client: Client) -> HttpResponse:
    return client.get("/queue/")


def _wrong_method(client: Client) -> HttpResponse:
    return client.put("/queue/")


def _bad_choice(client: Client) -> HttpResponse:
    return client.post("/language/", {"language": "xx"})


def _unfinished(client: Client) -> HttpResponse:
    return client.post("/cases/new/", {"subject": ""})


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (404, _unknown),
        (403, _refused),
        (405, _wrong_method),
        (400, _bad_choice),
        (422, _unfinished),
    ],
)
def test_a_refusal_carries_them_too(
    world: World, status: int, ask: Callable[[Client], HttpResponse]
) -> None:
    answer = ask(world.browser("own"))

    assert (answer.status_code, faults_of(answer), may_be_kept(answer)) == (status, [], False)


def test_a_stale_form_carries_them_too(world: World) -> None:
    answer = world.browser("own", enforce_csrf_checks=True).post("/cases/new/")

    assert (answer.status_code, faults_of(answer), may_be_kept(answer)) == (403, [], False)


def test_our_own_fault_carries_them_too(world: World, planted_fault: str) -> None:
    answer = world.browser("own").get(planted_fault)

    assert (answer.status_code, faults_of(answer), may_be_kept(answer)) == (500, [], False)
    assert b"planted" not in answer.content


def test_another_host_carries_what_can_be(world: World) -> None:
    answer = world.browser("anonymous").get("/contact/", headers={"host": "evil.example"})

    assert (answer.status_code, answer["X-Content-Type-Options"]) == (400, "nosniff")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert b"evil" not in answer.content


def test_a_visitor_gets_two_cookies_at_most(world: World) -> None:
    visitor = world.browser("anonymous")
    for address in ("/", "/account/login/", "/account/password/reset/", "/feedback/", "/contact/"):
        visitor.get(address, follow=True)

    assert len(visitor.cookies) <= 2


def test_no_cookie_can_be_read_by_a_script_or_sent_from_elsewhere(world: World) -> None:
    browser = world.browser("anonymous")
    browser.get("/account/login/")
    browser.post("/language/", {"language": "sv"})
    browser.post("/theme/", {"theme": "dark"})
    browser.post(
        "/account/login/",
        {"login": "paivi@kivimaki.example", "password": "kolme vihreaa kuusta"},
    )
    browser.post("/feedback/", {"text": "Hyvin toimii."})

    flags = {
        name: (bool(cookie["httponly"]), cookie["samesite"], cookie["path"], cookie["domain"])
        for name, cookie in browser.cookies.items()
    }
    assert set(flags) == {"csrftoken", "sessionid", "django_language", "theme", "messages"}
    assert flags == dict.fromkeys(flags, (True, "Lax", "/", ""))
