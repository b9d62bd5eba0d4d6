"""The frame of every page, logging in, and what people choose for themselves (B1, B12.1)."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User

STATIC = Path(settings.BASE_DIR) / "static"
VENDORED = json.loads((STATIC / "vendor" / "vendor.json").read_text())
PASSWORD = "neljä-hiljaista-lokkia"


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user(
        "paivi@kivimaki.example",
        PASSWORD,
        first_name="Päivi",
        last_name="Korhonen",
        language="en",
    )


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def logged_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


# --- What we vendor ---------------------------------------------------------------------------


@pytest.mark.parametrize("package", VENDORED, ids=lambda package: package["name"])
def test_a_vendored_file_is_the_one_we_looked_at(package: dict) -> None:
    found = {
        name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in package["files"]
    }

    assert found == package["files"]


def test_every_vendored_file_is_in_the_register() -> None:
    register = STATIC / "vendor" / "vendor.json"
    foreign = [*(STATIC / "vendor").rglob("*"), *(STATIC / "fonts").rglob("*")]

    on_disk = {str(path.relative_to(STATIC)) for path in foreign if path.is_file()}
    registered = {name for package in VENDORED for name in package["files"]}

    assert on_disk - registered == {str(register.relative_to(STATIC))}


def test_no_stylesheet_points_to_a_source_map() -> None:
    # The manifest storage refuses to collect a stylesheet whose map is missing.
    with_map = [path for path in STATIC.rglob("*.css") if "sourceMappingURL" in path.read_text()]

    assert with_map == []


# --- Logging in -------------------------------------------------------------------------------

ENTRANCE = [
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ENTRANCE)
def test_the_entrance_is_open_to_a_visitor(visitor: Client, name: str) -> None:
    assert visitor.get(reverse(name)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_own_pages_ask_a_visitor_to_log_in(visitor: Client, name: str) -> None:
    response = visitor.get(reverse(name))

    assert response.status_code == 302
    assert response["location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_reauthenticate", "account_logout"]
)
def test_own_pages_open_after_logging_in(logged_in: Client, name: str) -> None:
    assert logged_in.get(reverse(name)).status_code == 200


def test_a_person_logs_in_with_address_and_password(visitor: Client, person: User) -> None:
    response = visitor.post(
        reverse("account_login"), {"login": "Paivi@Kivimaki.example", "password": PASSWORD}
    )

    assert (response.status_code, response["location"]) == (302, reverse("home"))


@pytest.mark.parametrize("address", ["paivi@kivimaki.example", "nobody@nowhere.example"])
def test_a_failed_login_does_not_tell_whether_the_address_is_known(
    visitor: Client, person: User, address: str
) -> None:
    response = visitor.post(reverse("account_login"), {"login": address, "password": "wrong"})

    assert response.context["form"].non_field_errors() == [
        "The e-mail address or the password is wrong. Check both and try again."
    ]


@pytest.mark.django_db
def test_an_empty_login_names_each_field_and_leads_to_it(visitor: Client) -> None:
    page = visitor.post(reverse("account_login"), {}).content.decode()

    assert re.findall(r'<a href="#(id_\w+)">', page) == ["id_login", "id_password"]
    assert 'aria-describedby="id_login_error"' in page
    assert page.count('id="id_login_error"') == 1


@pytest.mark.django_db
def test_a_spent_reset_link_offers_a_new_one(visitor: Client) -> None:
    page = visitor.get(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
    )

    assert page.status_code == 200
    assert f'href="{reverse("account_reset_password")}"' in page.content.decode()


def test_logging_out_takes_a_post(logged_in: Client) -> None:
    logged_in.get(reverse("account_logout"))
    assert "_auth_user_id" in logged_in.session

    logged_in.post(reverse("account_logout"))
    assert "_auth_user_id" not in logged_in.session


@pytest.mark.parametrize("name", ["account_signup", "account_email"])
def test_nobody_signs_up_or_edits_addresses_here(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_two_different_new_passwords_are_told_apart(logged_in: Client) -> None:
    response = logged_in.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "kolme-kuusta-ja-kivi", "password2": "toinen"},
    )

    assert response.context["form"].errors == {
        "password2": ["The two new passwords differ. Write the same one twice."]
    }


# --- Language and theme -----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_visitor_changes_the_language_and_stays_on_the_page(visitor: Client) -> None:
    page = reverse("account_login")

    response = visitor.post(reverse("accounts:language"), {"language": "sv", "next": page})

    assert (response.status_code, response["location"]) == (302, page)
    assert '<html lang="sv"' in visitor.get(page).content.decode()


def test_a_person_keeps_the_language_chosen(logged_in: Client, person: User) -> None:
    logged_in.post(reverse("accounts:language"), {"language": "sv", "next": "/"})

    person.refresh_from_db()
    assert person.language == "sv"


def test_a_person_keeps_the_theme_chosen(logged_in: Client, person: User) -> None:
    logged_in.post(reverse("accounts:theme"), {"theme": "dark", "next": "/"})

    person.refresh_from_db()
    assert person.theme == "dark"
    page = logged_in.get(reverse("account_change_password")).content.decode()
    assert '<html lang="en" data-bs-theme="dark">' in page


@pytest.mark.django_db
def test_a_visitors_browser_keeps_the_theme_chosen(visitor: Client) -> None:
    visitor.post(reverse("accounts:theme"), {"theme": "light", "next": "/"})

    page = visitor.get(reverse("account_login")).content.decode()
    assert '<html lang="en" data-bs-theme="light">' in page


@pytest.mark.django_db
def test_a_made_up_theme_cookie_is_not_drawn(visitor: Client) -> None:
    visitor.cookies["theme"] = "x onload"

    assert '<html lang="en">' in visitor.get(reverse("account_login")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_a_choice_never_leads_away_from_the_portal(visitor: Client, away: str) -> None:
    response = visitor.post(reverse("accounts:theme"), {"theme": "dark", "next": away})

    assert response["location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [("language", {"language": "xx"}), ("theme", {"theme": "pink"}), ("theme", {})],
)
def test_a_choice_that_is_not_offered_is_refused(
    visitor: Client, name: str, data: dict[str, str]
) -> None:
    response = visitor.post(reverse(f"accounts:{name}"), data)

    assert (response.status_code, response.cookies.keys()) == (400, set())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["language", "theme"])
def test_following_a_link_changes_nothing(visitor: Client, name: str) -> None:
    assert visitor.get(reverse(f"accounts:{name}")).status_code == 405


# --- The frame --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_frame_has_no_script_or_style_of_its_own(visitor: Client) -> None:
    page = visitor.get(reverse("account_login")).content.decode()

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", page) == []


@pytest.mark.django_db
def test_the_first_link_of_a_page_skips_to_its_content(visitor: Client) -> None:
    page = visitor.get(reverse("account_login")).content.decode()

    first = re.search(r'<a [^>]*href="([^"]*)"', page)
    assert first is not None
    assert first.group(1) == "#content"
    assert '<main id="content"' in page


@pytest.mark.django_db
def test_a_visitor_is_offered_neither_notices_nor_places(visitor: Client) -> None:
    page = visitor.get(reverse("account_login")).content.decode()

    assert "tool-bell" not in page
    assert "mainnav" not in page


def test_an_unknown_address_leads_on(logged_in: Client) -> None:
    response = logged_in.get("/nothing-here/")

    assert response.status_code == 404
    assert "We cannot find this page" in response.content.decode()


def test_our_own_fault_is_told_without_the_database() -> None:
    # No `db` fixture: a query would fail this test.
    assert "<main" in render_to_string("500.html")
