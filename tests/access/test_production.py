"""Production as it starts: which settings it refuses, and what its pages then carry (A11, A12).

In processes of their own, because settings are read once.
"""

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection

from accounts.choices import Role
from tests import factories

# Before the tests that empty the tables: these pages show rows of the migrations.
pytestmark = pytest.mark.django_db

GOOD_KEY = secrets.token_urlsafe(60)


def variables(**changed: str | None) -> dict[str, str]:
    """The environment of a portal in production, on the database of this test run."""
    url = urlsplit(os.environ["DATABASE_URL"])
    folder, _, _name = url.path.rpartition("/")
    database = url._replace(path=f"{folder}/{connection.settings_dict['NAME']}")
    wanted = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "softone_support.settings.production",
        "DATABASE_URL": urlunsplit(database),
        "REDIS_URL": os.environ["REDIS_URL"],
        "CACHE_URL": os.environ.get("CACHE_URL"),
        "SECRET_KEY": GOOD_KEY,
        "ALLOWED_HOSTS": "portal.example.com",
        "SITE_URL": "https://portal.example.com",
        "MAIL_FROM": "SoftOne <support@example.com>",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
        **changed,
    }
    return {name: value for name, value in wanted.items() if value is not None}


def run(*command: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env=variables(**changed),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def check(**changed: str | None) -> subprocess.CompletedProcess[str]:
    return run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **changed)


def test_good_values_pass_every_check() -> None:
    checked = check()

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    "key",
    [
        *("", "short", "x" * 80, "only-while-the-image-is-built"),
        *("django-insecure-" + GOOD_KEY, "change-me-" + GOOD_KEY),
    ],
    ids=["empty", "short", "one letter", "of the image", "of a template", "of an example"],
)
def test_a_key_that_others_could_know_is_refused(key: str) -> None:
    checked = check(SECRET_KEY=key)

    assert checked.returncode != 0
    assert "SECRET_KEY" in checked.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL"])
def test_what_must_be_said_has_no_default(name: str) -> None:
    checked = check(**{name: None})

    assert checked.returncode != 0
    assert f"Set the {name} environment variable" in checked.stderr


def test_nothing_of_the_environment_turns_on_debugging_or_the_demo() -> None:
    asked = run(
        "-c",
        "from django.conf import settings; print(settings.DEBUG, settings.DEMO)",
        DEBUG="true",
        DJANGO_DEBUG="1",
        DEMO="true",
    )

    assert asked.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("is_active", [True, False])
def test_logins_of_the_demo_are_refused(is_active: bool) -> None:
    factories.staff(Role.ADMINISTRATOR, email="aino@softone.example", is_active=is_active)

    found = run_checks(tags=[Tags.database], databases=["default"])

    assert [fault.id for fault in found] == (["portal.E001"] if is_active else [])


def test_a_person_of_the_demo_without_password_is_no_login() -> None:
    person = factories.UserFactory(email="aino@softone.example")
    person.set_unusable_password()
    person.save()
    factories.UserFactory(email="aino@softone.fi")

    assert run_checks(tags=[Tags.database], databases=["default"]) == []


# --- Pages --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they are gathered for production, with their fingerprints."""
    folder = tmp_path_factory.mktemp("static")
    gathered = run(
        "manage.py", "collectstatic", "--no-input", "--verbosity", "0", STATIC_ROOT=str(folder)
    )
    assert gathered.returncode == 0, gathered.stderr
    return folder


def fetch(static_files: Path, *requests: tuple[str, str, dict]) -> list[dict[str, Any]]:
    asked = run("-m", "tests.access.fetch", json.dumps(requests), STATIC_ROOT=str(static_files))
    assert asked.returncode == 0, asked.stderr
    return [json.loads(line) for line in asked.stdout.splitlines()]


def test_pages_go_by_https_with_cookies_for_this_host_alone(static_files: Path) -> None:
    plain, health, login, chosen = fetch(
        static_files,
        ("get", "/account/login/", {"secure": False}),
        ("get", "/healthz", {"secure": False}),
        ("get", "/account/login/", {}),
        ("post", "/language/", {"data": {"language": "sv"}}),
    )

    assert (plain["status"], plain["headers"]["Location"]) == (
        301,
        "https://portal.example.com/account/login/",
    )
    assert health["status"] == 200
    assert login["status"] == 200
    assert login["headers"]["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    cookies = {**login["cookies"], **chosen["cookies"]}
    ours = {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    assert cookies == {"__Host-csrftoken": ours, "django_language": ours}


def test_the_cookie_of_a_session_is_for_this_host_alone() -> None:
    asked = run(
        "-c",
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,"
        " s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)",
    )

    assert asked.stdout.split() == ["__Host-sessionid", "True", "True", "Lax", "None", "/"]


def test_a_page_takes_everything_from_the_portal_itself(static_files: Path) -> None:
    [page] = fetch(static_files, ("get", "/contact/", {}))

    sources = re.findall(
        r'<(?:script|link|img|use|form)\b[^>]*?(?:src|href|action)="([^"]+)"', page["body"]
    )
    assert len(sources) > 5
    assert [
        source for source in sources if not source.startswith(("/", "#", "mailto:", "tel:"))
    ] == []


def test_a_file_of_a_page_is_kept_for_long_and_is_nothing_but_itself(static_files: Path) -> None:
    [page] = fetch(static_files, ("get", "/contact/", {}))
    files = sorted(set(re.findall(r'"(/static/[^"#]+)', page["body"])))
    answers = fetch(static_files, *(("get", file, {}) for file in files))

    assert len(files) > 4
    for file, answer in zip(files, answers, strict=True):
        headers = answer["headers"]
        assert (file, answer["status"]) == (file, 200)
        assert "immutable" in headers["Cache-Control"]
        assert (file, headers.get("X-Content-Type-Options")) == (file, "nosniff")
        assert (file, headers.get("Referrer-Policy")) == (file, "same-origin")
        assert (file, headers.get("Cross-Origin-Opener-Policy")) == (file, "same-origin")
        assert answer["cookies"] == {}


def test_a_picture_opened_by_itself_runs_nothing(static_files: Path) -> None:
    """An SVG is a document: without a policy a script in it would be the portal's own."""
    [page] = fetch(static_files, ("get", "/contact/", {}))
    [icon] = re.findall(r'rel="icon" href="([^"]+\.svg)"', page["body"])
    [answer] = fetch(static_files, ("get", icon, {}))

    assert "default-src 'none'" in answer["headers"].get("Content-Security-Policy", "")
    assert answer["headers"].get("X-Frame-Options") == "DENY"


def test_an_unknown_address_shows_nothing_of_how_the_portal_is_made(static_files: Path) -> None:
    [missing, other_host] = fetch(
        static_files,
        ("get", "/tuntematon/", {}),
        ("get", "/contact/", {"headers": {"host": "evil.example"}}),
    )

    assert (missing["status"], other_host["status"]) == (404, 400)
    for answer in (missing, other_host):
        assert not re.search(
            r"Traceback|URLconf|urlpatterns|Exception", answer["body"], re.IGNORECASE
        )
        assert {"Server", "X-Powered-By"} & set(answer["headers"]) == set()
