"""A real portal refuses the demo's logins and a key that others know."""

from datetime import datetime

import pytest
from django.core.checks import Error, Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from accounts.models import User
from softone_support import checks

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_open(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Closing the connection would end the test's transaction."""
    monkeypatch.setattr(connection, "close", lambda: None)


def test_a_real_portal_refuses_demo_logins(loaded: datetime, settings) -> None:
    settings.DEMO = False

    found = checks.no_demo_logins(databases=["default"])

    assert [error.id for error in found] == ["portal.E001"]


def test_a_person_with_a_demo_address_who_cannot_log_in_is_no_danger(db: None) -> None:
    User.objects.create_user("a@firma.example", None, first_name="A", last_name="B")
    User.objects.create_user("b@firma.fi", "pitka-salasana-1", first_name="B", last_name="C")
    User.objects.create_user(
        "c@firma.example", "pitka-salasana-1", first_name="C", last_name="D", is_active=False
    )

    assert checks.no_demo_logins(databases=["default"]) == []


def test_a_demo_keeps_its_logins(loaded: datetime) -> None:
    assert checks.no_demo_logins(databases=["default"]) == []


@pytest.mark.parametrize(
    "key",
    ["", "short", "x" * 60, "django-insecure-" + "a1b2c3d4e5" * 5, "change-me" + "a1b2c3d4e5" * 5],
)
def test_a_real_portal_refuses_a_known_key(settings, key: str) -> None:
    settings.SECRET_KEY = key or "-"

    assert [error.id for error in checks.own_secret_key()] == ["portal.E002"]


def test_both_checks_are_asked_when_the_portal_starts(db: None, settings) -> None:
    User.objects.create_user("a@firma.example", "pitka-salasana-1", first_name="A", last_name="B")
    settings.SECRET_KEY = "short"

    found = run_checks(tags=[Tags.database, Tags.security], databases=["default"])

    ours = {error.id for error in found if isinstance(error, Error)}
    assert {"portal.E001", "portal.E002"} <= ours


def test_the_web_server_refuses_to_start_with_demo_logins(kept_open: None) -> None:
    checks.refuse_unsafe_start()
    User.objects.create_user("a@firma.example", "pitka-salasana-1", first_name="A", last_name="B")

    with pytest.raises(ImproperlyConfigured, match="address of the demo"):
        checks.refuse_unsafe_start()


def test_the_web_server_starts_while_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch, kept_open: None
) -> None:
    def away(alias: str) -> int:
        raise OperationalError

    monkeypatch.setattr(checks, "_demo_logins", away)

    checks.refuse_unsafe_start()
