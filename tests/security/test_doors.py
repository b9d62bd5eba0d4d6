"""Smaller doors, each tried once: filters of the admin, groups, ways back, headers, cache."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.feedback.forms import FeedbackForm, own_page
from accounts.feedback.models import Feedback
from accounts.models import User
from accounts.notices.models import OutboxMail
from cases.selectors import options
from softone_support.caches import JsonSerializer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody with every right that can be given, who is still no full administrator."""
    person = factories.staff(Role.ADMINISTRATOR, email="ville@softone.fi", is_staff=True)
    person.is_superuser = False
    person.save()
    person.user_permissions.set(Permission.objects.all())
    return person


# --- Administration ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lookup", ["one_time_path", "one_time_path__startswith", "one_time_path__regex"]
)
def test_a_filter_of_the_outbox_tells_no_link(as_user, administrator, lookup: str) -> None:
    browser = as_user(administrator)
    page = reverse("admin:notices_outboxmail_changelist")

    assert browser.get(page, {lookup: "/account"}).status_code == 400
    assert browser.get(page, {"state": "waiting"}).status_code == 200


@pytest.mark.parametrize(
    "register", ["accounts_user", "notices_notice", "accounts_customer", "accounts_superuser"]
)
def test_no_other_register_leads_to_it(as_user, administrator, register: str) -> None:
    for relation in ("outbox_mails", "recipient__outbox_mails", "user__outbox_mails"):
        asked = {f"{relation}__one_time_path__startswith": "/account"}
        answer = as_user(administrator).get(f"/admin/{register.replace('_', '/')}/", asked)
        assert answer.status_code in {302, 400, 404}, relation


@pytest.mark.parametrize("page", ["changelist", "add", "change", "delete"])
def test_only_full_administrators_open_groups(as_user, administrator, page: str) -> None:
    group = Group.objects.create(name="Everything")
    address = reverse(
        f"admin:auth_group_{page}", args=[group.pk] if page in {"change", "delete"} else []
    )
    browser = as_user(administrator)

    assert (browser.get(address).status_code, browser.post(address).status_code) == (403, 403)
    administrator.is_superuser = True
    administrator.save()
    assert browser.get(address).status_code == 200


# --- Ways back --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "/\t/evil.example",
        "/\n/evil.example",
        "/x\x00",
        "/\x1f/evil.example",
        "/\u2028x",
        "/a\u200bb",
    ],
)
def test_a_page_with_hidden_characters_is_not_ours(page: str) -> None:
    form = FeedbackForm({"text": "Hei", "page": page})

    assert (own_page(page), form.path()) == ("", "")


@pytest.mark.parametrize("page", ["/\t/evil.example", "/\x0b/evil.example/", "/x/\t/../y"])
def test_what_is_stored_leads_nowhere_else(client, page: str) -> None:
    client.post("/feedback/", {"text": "Hei", "page": page})

    assert Feedback.objects.get().page == ""


def test_the_page_that_is_stored_is_looked_at_again() -> None:
    form = FeedbackForm({"text": "Hei", "page": "/cases/new/?module=3#top"})

    assert form.path() == "/cases/new/"


@pytest.mark.parametrize("target", ["queue", "home", "", "x.y", "admin:index", "-", "/\x7fx"])
def test_a_way_back_that_is_no_address_is_no_fault(as_user, mikko, target: str) -> None:
    visitor, desk = Client(), as_user(mikko)
    desk.post("/feedback/", {"text": "Hei"})
    language = visitor.post("/language/", {"language": "sv", "next": target})
    theme = visitor.post("/theme/", {"theme": "dark", "next": target})
    seen = desk.post(reverse("feedback:seen", args=[Feedback.objects.get().pk]), {"next": target})

    assert [(answer.status_code, answer["Location"]) for answer in (language, theme, seen)] == [
        (302, "/"),
        (302, "/"),
        (302, reverse("feedback:list")),
    ]


# --- Headers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/contact/", "/tuntematon/", "/healthz", "/queue/"])
def test_every_answer_is_for_this_site_alone(as_user, paivi, address: str) -> None:
    headers = as_user(paivi).get(address).headers

    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_logging_out_empties_the_browser(as_user, paivi) -> None:
    browser = as_user(paivi)

    assert "Clear-Site-Data" not in browser.get("/").headers
    assert "Clear-Site-Data" not in browser.get("/account/logout/").headers
    left = browser.post("/account/logout/")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in browser.get("/account/login/").headers


# --- Cache ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [3, 0, -1, 1.5, 1e22, True, None, "", "12", "ä", [], [["1", "Yksi"]], {"a": [1.0]}]
)
def test_a_value_comes_back_from_the_cache_as_it_was(value: object) -> None:
    cache.set("value", value)
    found = cache.get("value", "nothing")

    assert (found, type(found)) == (value, type(value))


def test_the_cache_runs_nothing_and_still_counts() -> None:
    cache.set("turns", 1)

    assert cache.incr("turns") == 2
    with pytest.raises(ValueError):
        JsonSerializer().loads(b"\x80\x05cposix\nsystem\n.")
    with pytest.raises(TypeError):
        cache.set("person", object())


def test_options_from_the_cache_narrow_the_queue_as_those_of_the_database_do(
    as_user, manager
) -> None:
    first = options.levels()
    assert (options.levels(), dict(options.levels())) == (first, dict(first))
    assert len(first) > 1

    assert as_user(manager).get("/queue/?level=2").status_code == 200


def test_the_outbox_holds_nothing_of_strangers(client) -> None:
    client.post("/account/password/reset/", {"email": "nobody@example.com"})

    assert not OutboxMail.objects.exists()
