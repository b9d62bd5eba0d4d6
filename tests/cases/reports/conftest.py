"""Promises made, kept and missed at chosen moments, through the services, and their reports."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from accounts.models import Customer, User
from cases import services
from cases.models import Case
from tests import factories
from tests.cases.steps import at, handled, set_level, take_up

REPORT, CASES, NOW = (
    reverse(f"cases:{name}") for name in ("reports", "report_cases", "report_now")
)
FEBRUARY = "?period=month&on=2026-02-01"


@pytest.fixture
def english(manager: User) -> User:
    """The support manager, who reads English here."""
    User.objects.filter(pk=manager.pk).update(language="en")
    manager.refresh_from_db()
    return manager


@pytest.fixture
def promised(customer: Customer, paivi: User, mikko: User) -> Callable[..., Case]:
    """Register an error, take it up and solve it when told so; the sweep runs in between.

    `promised(received, started, solved, level=3)`; None leaves out what has not happened.
    """

    def make(
        received: datetime,
        started: datetime | None = None,
        solved: datetime | None = None,
        *,
        of: Customer | None = None,
        **given: object,
    ) -> Case:
        by = {} if of else {"by": paivi}
        case = factories.registered_case(of or customer, at=received, **by, **given)
        for moment, act in ((started, take_up), (solved, handled)):
            if moment:
                swept(moment)
                case = act(case, by=mikko, at=moment)
        return case

    return make


@pytest.fixture
def march(clock: Callable[[datetime], datetime]) -> datetime:
    """The third of March: February is the last full month."""
    return clock(at(2026, 3, 3, 10))


@pytest.fixture
def lived(promised: Callable[..., Case], march: datetime, mikko: User, paivi: User) -> None:
    """February: of five starts three in time, of two solutions one; two are missed for causes."""
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), at(2026, 2, 20, 9), level=3)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 11), at(2026, 2, 20, 9), level=2)
    promised(at(2026, 2, 2, 9), at(2026, 2, 3, 9), level=5)
    promised(at(2026, 2, 2, 9), at(2026, 2, 20, 9), level=3, subject="Liian myöhään")
    raised = promised(at(2026, 2, 2, 9), level=4)
    set_level(raised, 2, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    swept(march)


def swept(at: datetime) -> None:
    """Every deadline that has passed by now is noticed."""
    services.announce_passed_steps(limit=1000, at=at)


def panel(page, key: str, kind: str = "handling"):
    """One panel of a section, from the context of a page."""
    section = next(one for one in page.context["sections"] if one.key == key)
    return next(one for one in section.panels if one.key == f"{key}-{kind}")
