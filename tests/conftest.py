"""The cast and the clock of the tests. Databases are real; `./run test` starts them."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.choices import Industry, Role
from accounts.models import Customer, Team, User
from cases.models import Case
from knowledgebase.search import lemmas
from sla import hours, levels
from tests import factories

pytest_plugins = ["tests.embedded.suites"]

# Monday of a plain week: no eve, no holiday.
MONDAY = datetime.fromisoformat("2026-02-02T09:00:00+02:00")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`./run test --thorough` takes its time."""
    parser.addoption(
        "--thorough", action="store_true", help="try many more examples where a test makes them up"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the lists of word forms once, before the processes that share them start."""
    if not hasattr(config, "workerinput"):
        lemmas.build()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test with real transactions find the rows that migrations laid.

    Such a test empties the database behind itself. Restoring works only when all of them do.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            restored = {**marker.kwargs, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**restored), append=False)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    hours.look_again()
    levels.look_again()


@pytest.fixture
def clock(db: None) -> Iterator[Callable[[datetime], datetime]]:
    """Set the portal's time: `clock(moment)`. It stands still until it is set again."""

    def set_to(at: datetime) -> datetime:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('portal.now', %s, false)", [at.isoformat()])
        return at

    yield set_to
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.now', '', false)")


@pytest.fixture
def monday(clock: Callable[[datetime], datetime]) -> datetime:
    """Monday 2 February 2026 at 9: the portal's time stands there."""
    return clock(MONDAY)


@pytest.fixture
def team(db: None) -> Team:
    return factories.team_for(Industry.CONTRACTOR)


@pytest.fixture
def customer(team: Team) -> Customer:
    return factories.CustomerFactory(name="Rakennusliike Kivimäki Oy")


@pytest.fixture
def paivi(customer: Customer) -> User:
    """A SuperUser of the customer."""
    return factories.superuser_of(
        customer, email="paivi@kivimaki.example", first_name="Päivi", last_name="Korhonen"
    )


@pytest.fixture
def stranger(db: None) -> User:
    """A SuperUser of another customer."""
    other = factories.CustomerFactory(name="Kuljetus Heinonen Oy", industry=Industry.TRANSPORT)
    factories.team_for(Industry.TRANSPORT)
    return factories.superuser_of(other, email="heikki@heinonen.example")


@pytest.fixture
def mikko(team: Team) -> User:
    """A product specialist of the customer's team."""
    return factories.staff(
        Role.SPECIALIST,
        email="mikko@softone.example",
        first_name="Mikko",
        last_name="Rantanen",
        team=team,
    )


@pytest.fixture
def outi(team: Team) -> User:
    """Another product specialist of the same team."""
    return factories.staff(
        Role.SPECIALIST,
        email="outi@softone.example",
        first_name="Outi",
        last_name="Salmela",
        team=team,
    )


@pytest.fixture
def manager(db: None) -> User:
    return factories.staff(Role.MANAGER, email="marjut@softone.example")


@pytest.fixture
def case(customer: Customer, paivi: User, monday: datetime) -> Case:
    """A programming error of level 3, registered by Päivi on Monday at 9."""
    return factories.registered_case(customer, by=paivi, at=monday)


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    """The browser of a person who has logged in: `as_user(paivi).get(…)`."""

    def log_in(user: User) -> Client:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in
