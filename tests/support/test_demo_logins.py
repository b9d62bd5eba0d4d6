"""The demo's printed logins: every role has one, and nobody else can log in."""

from datetime import datetime
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from softone_support.demo.logins import LOGINS, PASSWORD

pytestmark = pytest.mark.django_db


def test_exactly_the_printed_people_have_a_usable_password(loaded: datetime) -> None:
    usable = {person.email for person in User.objects.all() if person.has_usable_password()}

    assert usable == {login.email for login in LOGINS}
    for person in User.objects.filter(email__in=usable):
        validate_password(PASSWORD, person)
        assert check_password(PASSWORD, person.password)


def test_every_role_has_a_login(loaded: datetime) -> None:
    people = User.objects.filter(email__in=[login.email for login in LOGINS])

    assert set(people.values_list("role", flat=True)) == {"", *Role}
    assert set(people.filter(role=Role.SPECIALIST).values_list("team", flat=True)) == set(
        User.objects.exclude(team=None).values_list("team", flat=True)
    )
    assert "sv" in people.filter(role="").values_list("language", flat=True)


def test_a_printed_login_opens_the_door(loaded: datetime, client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": LOGINS[0].email, "password": PASSWORD})

    assert (answer.status_code, answer.get("Location")) == (302, "/")


def test_the_logins_are_printed_as_a_table(loaded: datetime) -> None:
    said = StringIO()

    call_command("demo_logins", stdout=said)

    lines = said.getvalue().splitlines()
    assert lines[0].split() == ["Role", "Name", "E-mail", "Password"]
    assert len(lines) == len(LOGINS) + 2
    assert all(PASSWORD in line for line in lines[2:])


def test_the_logins_are_not_printed_outside_a_demo(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("demo_logins")
