"""What the tests of cases need beside the cast: the desk's other roles, and real transactions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts import held
from accounts.choices import Industry, Role
from accounts.models import Team, User
from accounts.notices.services import waking
from accounts.selectors import support
from sla import advice, goals, hours, levels, steps
from sla.models import EscalationStep
from tests import factories


@pytest.fixture(autouse=True)
def _look_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test's calendar is its own, so no test may trust what another has seen.

    Within one test nothing is asked twice for, however slow the machine: queries are counted.
    """
    monkeypatch.setattr(held, "CHECK_EVERY_SECONDS", 600.0)
    all_held = (hours, levels, goals, steps, advice, support)
    for each in all_held:
        each.look_again()
    yield
    for each in all_held:
        each.look_again()


@pytest.fixture
def no_warnings(db: None) -> None:
    """Only deadlines count: nobody is warned before."""
    EscalationStep.objects.filter(percent__lt=100).delete()
    steps.look_again()


@pytest.fixture(autouse=True)
def _no_worker_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_rest", {"until": float("inf")})


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    """Files that are sent in a test go to a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def other_team(db: None) -> Team:
    return factories.team_for(Industry.RETAIL)


@pytest.fixture
def reetta(other_team: Team) -> User:
    """A product specialist of the other team."""
    return factories.staff(Role.SPECIALIST, email="reetta@softone.example", team=other_team)


@pytest.fixture
def consultant(db: None) -> User:
    return factories.staff(Role.CONSULTANT, email="kalle@softone.example")


@pytest.fixture
def product(db: None) -> User:
    """A person of the product department."""
    return factories.staff(Role.PRODUCT, email="petra@softone.example")


@pytest.fixture
def administrator(db: None) -> User:
    return factories.staff(Role.ADMINISTRATOR, email="aino@softone.example")


@pytest.fixture
def jouni(customer) -> User:
    """The other SuperUser of Päivi's company."""
    return factories.superuser_of(customer, email="jouni@kivimaki.example", first_name="Jouni")
