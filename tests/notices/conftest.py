"""People, a kind of notice whose door can be shut, and a clock that tests set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.db import connection

from accounts.models import User
from accounts.notices import kinds
from accounts.notices.kinds import Kind, Signature, Words
from accounts.notices.services import waking

# Long past, so that whatever is due then is due whenever the tests run.
NOON = datetime(2026, 1, 5, 10, 20, tzinfo=UTC)
PASSWORD = "kaamos-ja-hanki-7"


@dataclass
class Matter:
    """What the test's kind of notice is about: who may see it, and what it says."""

    closed_to: set[int] = field(default_factory=set)
    words: Words = field(
        default_factory=lambda: Words(
            subject="Mikko kysyy teiltä yhtä asiaa.",
            sentences=["Aikamme seisoo, kunnes vastaatte."],
            action_label="Vastaa portaalissa",
            path="/cases/17/",
            icon="message-square",
            reference="SO-104217",
            thread="case-17",
        )
    )
    loads: int = 0


@pytest.fixture
def matter(monkeypatch: pytest.MonkeyPatch) -> Matter:
    """Register the kind "test.asked" for this test only."""
    matter = Matter()

    def load(user: User, contexts: list[dict]) -> dict[int, User]:
        matter.loads += 1
        return User.objects.in_bulk([user.pk])

    def may_still_see(user: User, context: dict, loaded: dict[int, User]) -> bool:
        return user.pk in loaded and user.pk not in matter.closed_to

    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(
        Kind(
            name="test.asked",
            may_still_see=may_still_see,
            words=lambda user, context, loaded: matter.words,
            load=load,
        )
    )
    return matter


@pytest.fixture
def make_person(db: None) -> Callable[..., User]:
    def make(email: str = "paivi@kivimaki.example", **fields: object) -> User:
        return User.objects.create_user(
            email, PASSWORD, **{"first_name": "Päivi", "last_name": "Korhonen", **fields}
        )

    return make


@pytest.fixture
def person(make_person: Callable[..., User]) -> User:
    return make_person()


@pytest.fixture
def at(db: None) -> Iterator[Callable[[datetime], None]]:
    """Set the portal's clock; the connection forgets it after the test."""

    def set_now(moment: datetime | None) -> None:
        with connection.cursor() as cursor:
            value = moment.isoformat() if moment else ""
            cursor.execute("SELECT set_config('portal.now', %s, false)", [value])

    yield set_now
    set_now(None)


@pytest.fixture(autouse=True)
def unsigned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail has no foot: the opening hours belong to the portal's own rows, not to these tests."""
    monkeypatch.setattr(kinds, "_signatures", [lambda language: Signature()])


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test learns from another one that the broker is away."""
    monkeypatch.setattr(waking, "_rest", {"until": 0.0})
