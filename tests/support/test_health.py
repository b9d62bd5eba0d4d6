"""The health pages tell machines what works, and nobody anything else."""

import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from redis.exceptions import ConnectionError as NoConnection

from accounts.notices.selectors import OutboxAge
from softone_support import health
from softone_support.tasks import HEARTBEAT_KEY, note_heartbeat

ALL_WELL = {
    "database": "ok",
    "cache": "ok",
    "beat": "ok",
    "mail": "ok",
    "dead_letters": "ok",
}


@pytest.fixture(autouse=True)
def beating_heart(db: None) -> Iterator[None]:
    note_heartbeat()
    yield
    cache.clear()


def readiness(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def outbox(monkeypatch: pytest.MonkeyPatch, age: OutboxAge) -> None:
    monkeypatch.setattr(health.notices, "outbox_age", lambda at: age)


def test_alive_asks_neither_database_nor_login(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"ok\n", {})


def test_ready_when_every_part_works(client: Client) -> None:
    assert readiness(client) == (200, ALL_WELL)


def test_ready_leaves_no_session_and_no_cookie_and_is_never_cached(client: Client) -> None:
    answer = client.get("/readyz")

    assert dict(answer.cookies) == {}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("age", [None, 3600])
def test_late_when_the_heart_has_stopped(client: Client, age: float | None) -> None:
    cache.set(HEARTBEAT_KEY, age and time.time() - age)

    assert readiness(client) == (503, {**ALL_WELL, "beat": "late"})


def test_late_when_mail_does_not_leave(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox(monkeypatch, OutboxAge(seconds=health.MAIL_MAX_SECONDS + 1, dead=0))

    assert readiness(client) == (503, {**ALL_WELL, "mail": "late"})


def test_a_dead_letter_is_told_but_closes_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox(monkeypatch, OutboxAge(seconds=0, dead=1))

    assert readiness(client) == (200, {**ALL_WELL, "dead_letters": "late"})


def test_late_without_the_cache(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise NoConnection

    monkeypatch.setattr(cache, "get", gone)

    assert readiness(client) == (503, {**ALL_WELL, "cache": "late", "beat": "late"})


def test_late_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def cursor(self) -> None:
            raise OperationalError("the words of the server stay inside")

    monkeypatch.setattr(health, "connection", Gone())

    status, parts = readiness(client)
    assert (status, parts) == (
        503,
        {**ALL_WELL, "database": "late", "mail": "late", "dead_letters": "late"},
    )
