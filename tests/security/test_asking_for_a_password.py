"""Asking for a new password: the same work for everybody, and no flood of mail for anybody."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.notices.models import OutboxMail
from accounts.notices.services import waking
from tests import factories

RESET = "/account/password/reset/"
WRITES = re.compile(r"^(INSERT|UPDATE|SAVEPOINT|SELECT portal_now)", re.IGNORECASE)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks that a worker was asked to run."""
    tasks: list[str] = []
    monkeypatch.setattr(waking, "_ask", lambda task, args: tasks.append(task))
    return tasks


def _work(email: str) -> tuple[int, list[str]]:
    with CaptureQueriesContext(connection) as queries:
        status = Client().post(RESET, {"email": email}).status_code
    return status, [q["sql"].split(" ", 2)[0] for q in queries if WRITES.match(q["sql"])]


@pytest.mark.django_db(transaction=True)
def test_the_same_is_written_and_woken_for_everybody(asked: list[str]) -> None:
    factories.UserFactory(email="paivi@kivimaki.fi")
    factories.UserFactory(email="suljettu@kivimaki.fi", is_active=False)
    # The first time that an address is asked for or logged in with, allauth notes it.
    Client().post(RESET, {"email": "paivi@kivimaki.fi"})
    asked.clear()

    known = _work("paivi@kivimaki.fi")
    closed, unknown = _work("suljettu@kivimaki.fi"), _work("tuntematon@kivimaki.fi")

    assert known == closed == unknown
    assert known[0] == 302
    assert asked == ["notices.send_mail"] * 3
    assert OutboxMail.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["paivi@kivimaki.fi", "tuntematon@kivimaki.fi"])
def test_five_an_hour_for_one_address_wherever_they_come_from(email: str) -> None:
    factories.UserFactory(email="paivi@kivimaki.fi")
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{turn}").post(RESET, {"email": email.upper()}).status_code
        for turn in range(7)
    ]

    assert answers == [302] * 5 + [429] * 2
    assert OutboxMail.objects.count() <= 5


def test_a_link_lives_for_one_day() -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 86_400
