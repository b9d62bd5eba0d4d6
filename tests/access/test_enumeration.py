"""Nobody learns from the portal who has an account, and no session outlives its right (A19, A22)."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from accounts.notices.models import OutboxMail
from tests.access.answers import bare, outcome
from tests.access.world import World, build
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
RESET = "/account/password/reset/"


@pytest.fixture
def world(monday) -> World:
    world = build(monday)
    closed = UserFactory(email="suljettu@kivimaki.example", is_active=False)
    nobody = UserFactory(email="salasanaton@kivimaki.example")
    nobody.set_unusable_password()
    nobody.save()
    world.people |= {"closed": closed, "without password": nobody}
    return world


# As long as the addresses of the others, so that nothing but the answer can differ.
UNKNOWN = "tuntematon@kivimaki.example"
WHO = ["paivi@kivimaki.example", "suljettu@kivimaki.example", "salasanaton@kivimaki.example"]


def _answer(address: str, email: str, **form: str) -> tuple:
    answer = Client().post(address, {**form, "email": email, "login": email})
    status, headers, cookies, body = bare(answer, address)
    return status, headers, cookies, body.replace(email, "EMAIL")


@pytest.mark.parametrize("email", WHO)
def test_a_wrong_password_reads_the_same_for_everybody(world: World, email: str) -> None:
    nobody = _answer(LOGIN, UNKNOWN, password="väärä-sana-tähän")

    assert _answer(LOGIN, email, password="väärä-sana-tähän") == nobody
    assert nobody[0] == 200


def test_the_right_password_of_a_closed_account_opens_nothing(world: World) -> None:
    browser = Client()
    browser.post(LOGIN, {"login": "suljettu@kivimaki.example", "password": PASSWORD})

    assert SESSION_KEY not in browser.session
    assert outcome(browser.get("/")) == "login"


@pytest.mark.parametrize("email", WHO)
def test_a_new_password_is_promised_to_everybody_alike(world: World, email: str) -> None:
    assert _answer(RESET, email) == _answer(RESET, UNKNOWN)


def test_the_page_after_asking_says_the_same(world: World) -> None:
    known, unknown = Client(), Client()
    known.post(RESET, {"email": "paivi@kivimaki.example"})
    unknown.post(RESET, {"email": UNKNOWN})
    there = reverse("account_reset_password_done")

    assert bare(known.get(there), there) == bare(unknown.get(there), there)


@pytest.mark.parametrize(
    ("email", "mails"),
    [
        ("paivi@kivimaki.example", ["paivi@kivimaki.example"]),
        ("PAIVI@Kivimaki.Example", ["paivi@kivimaki.example"]),
        # Somebody new has no password yet, and this is how the first one is chosen.
        ("salasanaton@kivimaki.example", ["salasanaton@kivimaki.example"]),
        ("suljettu@kivimaki.example", []),
        (UNKNOWN, []),
        ("paivi@kivimaki.example.evil.example", []),
        ("paivi@kıvımaki.example", []),
        ("paivi@kivimaki.example\nbcc: x@evil.example", []),
        ("paivi@kivimaki.example,x@evil.example", []),
    ],
)
def test_only_a_registered_address_gets_the_mail(
    world: World, email: str, mails: list[str]
) -> None:
    before = set(OutboxMail.objects.values_list("pk", flat=True))
    Client().post(RESET, {"email": email})

    sent = OutboxMail.objects.exclude(pk__in=before).values_list("to_address", flat=True)
    assert list(sent) == mails


def test_it_is_told_to_a_person_and_not_to_whoever_asked(world: World) -> None:
    before = set(OutboxMail.objects.values_list("pk", flat=True))
    Client().post(RESET, {"email": ["paivi@kivimaki.example", "x@evil.example"]})

    sent = OutboxMail.objects.exclude(pk__in=before).values_list("to_address", flat=True)
    assert "paivi@kivimaki.example" not in sent
    assert list(sent) == []


# --- Sessions ---------------------------------------------------------------------------------


def _log_in(browser: Client) -> None:
    browser.post(LOGIN, {"login": "paivi@kivimaki.example", "password": PASSWORD})


def test_the_key_of_a_session_changes_at_login(world: World) -> None:
    browser = Client()
    browser.get(world.address("account_reset_password_from_key", "ours"))
    planted = browser.session.session_key
    _log_in(browser)

    assert planted
    assert browser.session.session_key != planted
    browser.cookies["sessionid"] = planted
    assert outcome(browser.get("/")) == "login"


def test_a_made_up_session_is_not_taken_over(world: World) -> None:
    browser = Client()
    browser.cookies["sessionid"] = "a" * 32
    _log_in(browser)

    assert browser.cookies["sessionid"].value != "a" * 32


def test_a_closed_account_is_out_at_the_next_request(world: World) -> None:
    browser = world.browser("own")
    assert browser.get("/").status_code == 200

    User.objects.filter(pk=world.people["own"].pk).update(is_active=False)

    assert outcome(browser.get("/")) == "login"
    assert outcome(browser.post("/cases/new/", world.post("cases:new"))) == "login"


def test_logging_out_ends_the_session_for_whoever_kept_its_cookie(world: World) -> None:
    browser, thief = world.browser("own"), Client()
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert thief.get("/").status_code == 200

    browser.post("/account/logout/")

    assert outcome(thief.get("/")) == "login"


def test_a_new_password_ends_every_other_session(world: World) -> None:
    browser, other = world.browser("own"), world.browser("own")
    browser.post("/account/login/again/", {"password": PASSWORD})
    browser.post("/account/password/", world.post("account_change_password"))

    assert outcome(other.get("/")) == "login"
    assert outcome(browser.get("/")) == "200"


def test_a_lost_role_counts_at_the_next_request(world: World) -> None:
    browser = world.browser("manager")
    assert browser.get("/queue/").status_code == 200

    User.objects.filter(pk=world.people["manager"].pk).update(role=Role.CONSULTANT)
    assert browser.get(world.address("cases:case", "ours")).status_code == 404

    User.objects.filter(pk=world.people["manager"].pk).update(role="")
    assert browser.get("/queue/").status_code == 403


def test_a_lost_seat_counts_at_the_next_request(world: World) -> None:
    browser = world.browser("own")
    address = world.address("cases:case", "ours")
    assert browser.get(address).status_code == 200

    world.people["own"].memberships.update(ended_on="2026-02-02")

    assert browser.get(address).status_code == 404
    assert browser.get(world.address("cases:attachment", "ours")).status_code == 404


def test_a_used_link_of_a_new_password_is_dead(world: World) -> None:
    address = world.address("account_reset_password_from_key", "ours")
    browser = Client()
    form = browser.get(address)["Location"]
    browser.post(form, world.post("account_reset_password_from_key"))

    again = Client().get(address)
    forged = Client().get(world.address("account_reset_password_from_key", "forged"))
    assert (again.status_code, forged.status_code) == (200, 200)
    assert (
        bare(again, address)[3]
        == bare(forged, world.address("account_reset_password_from_key", "forged"))[3]
    )
