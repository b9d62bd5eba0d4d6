"""Where a form asks to be sent on to, and who asks: the portal's own pages only (A17, A18)."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse

from accounts.notices.models import OutboxMail
from accounts.notices.sweeps import send_waiting_mail
from tests.access.world import World, build
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

AWAY = [
    "http://evil.example",
    "https://evil.example/",
    "HTTP://EVIL.EXAMPLE/",
    "//evil.example",
    "///evil.example",
    "////evil.example/",
    "http:///evil.example",
    "http:/evil.example",
    "http:evil.example",
    "https:evil.example",
    "https:///evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "\\evil.example",
    "//evil.example\\@testserver",
    "//testserver@evil.example",
    "//testserver:80@evil.example/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "http://eviltestserver/",
    "http://testserver:8080@evil.example",
    "http://evil.example#testserver",
    "http://evil.example?testserver",
    "http://evil.example\\.testserver/",
    "http://testserver:evil.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://evil.example/",
    "mailto:a@evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    "\n//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\x1f//evil.example",
    "\u00a0//evil.example",
    "\u3000//evil.example",
    "/\u2028/evil.example",
    "//\u200bevil.example",
    "／／evil.example",
    "//evil。example",
    "//ⓔvil.example",
    "//[::1]/",
    "//127.1/",
    "//2130706433/",
    "http://[::ffff:127.0.0.1]/",
    "http://[evil.example/",
    "//evil.example:80:80/",
    "//%65vil.example/",
    "/%09/evil.example/../..//evil.example",
    "?next=//evil.example",
    ".//evil.example",
]


def where_a_browser_goes(answer: HttpResponse) -> str:
    """The host that a browser reads out of the answer, or its scheme when that is no host."""
    target = answer.headers.get("Location", "").strip("".join(map(chr, range(33))))
    target = "".join(char for char in target if char not in "\t\n\r").replace("\\", "/")
    if target.startswith("//"):
        target = "//" + target.lstrip("/")
    parts = urlsplit(urljoin("http://testserver/somewhere/", target))
    return parts.hostname or "" if parts.scheme in {"http", "https"} else parts.scheme


@pytest.fixture
def world(monday, settings) -> World:
    settings.ACCOUNT_RATE_LIMITS = False
    return build(monday)


def _answers(world: World, target: str) -> dict[str, HttpResponse]:
    """Every form that can be told where to go on."""
    visitor, own, desk = (world.browser(each) for each in ("anonymous", "own", "specialist"))
    login = {"login": "paivi@kivimaki.example", "password": PASSWORD}
    seen = world.address("feedback:seen", "ours")
    feedback = world.post("feedback:give")
    return {
        "language": visitor.post("/language/", {"language": "sv", "next": target}),
        "theme": visitor.post("/theme/", {"theme": "dark", "next": target}),
        "feedback": visitor.post("/feedback/", {**feedback, "page": target}),
        "seen": desk.post(seen, {"next": target}),
        "again": own.post("/account/login/again/", {"password": PASSWORD, "next": target}),
        "known": own.get("/account/login/", {"next": target}),
        "login": visitor.post("/account/login/", {**login, "next": target}),
        "logout": desk.post("/account/logout/", {"next": target}),
    }


def test_nobody_is_led_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.feedback.limits.LIMIT", 10_000)
    led_away = {}
    for target in AWAY:
        for form, answer in _answers(world, target).items():
            where = where_a_browser_goes(answer)
            if answer.status_code not in {302, 422} or where != "testserver":
                led_away[f"{form} {target!r}"] = (answer.status_code, where)

    assert led_away == {}


def test_ones_own_page_is_kept(world: World) -> None:
    page = "/queue/?view=untaken&level=2"
    kept = {form: answer["Location"] for form, answer in _answers(world, page).items()}

    assert kept == dict.fromkeys(kept, page)


def test_a_closed_page_asks_to_log_in_and_comes_back(world: World) -> None:
    page = world.address("cases:case", "ours") + "?show=all"
    visitor = world.browser("anonymous")
    asked = visitor.get(page)
    login = {"login": "paivi@kivimaki.example", "password": PASSWORD}
    there = visitor.post(asked["Location"], {**login, "next": page})

    assert there["Location"] == page


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "evil.example:80", "", "testserver@evil"]
)
def test_another_host_is_not_ours(world: World, host: str) -> None:
    answer = world.browser("anonymous").get("/account/login/", headers={"host": host})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Server": "evil.example"},
        {"X-Original-URL": "/queue/"},
        {"X-Rewrite-URL": "/queue/"},
        {"Forwarded": "host=evil.example"},
        {"X-Forwarded-Port": "1"},
        {"X-Remote-User": "mikko@softone.example"},
        {"Remote-User": "mikko@softone.example"},
        {"X-HTTP-Method-Override": "DELETE"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_what_a_client_says_about_itself_counts_for_nothing(world: World, header: dict) -> None:
    visitor = world.browser("anonymous")
    plain, told = visitor.get("/queue/"), visitor.get("/queue/", headers=header)

    assert (told.status_code, told["Location"]) == (plain.status_code, plain["Location"])
    assert b"evil" not in visitor.get("/account/login/", headers=header).content


@pytest.mark.parametrize("header", [{"host": "localhost"}, {"X-Forwarded-Host": "evil.example"}])
def test_the_link_of_a_new_password_leads_to_the_portal(
    world: World, header: dict, mailoutbox: list
) -> None:
    answer = world.browser("anonymous").post(
        "/account/password/reset/", {"email": "paivi@kivimaki.example"}, headers=header
    )
    assert (answer.status_code, OutboxMail.objects.filter(kind__contains="reset").count()) == (
        302,
        1,
    )
    send_waiting_mail()

    [letter] = [mail for mail in mailoutbox if "/password/reset/key/" in mail.body]
    links = {word for word in letter.body.split() if word.startswith("http")}
    assert {urlsplit(link).netloc for link in links} == {"testserver"}
