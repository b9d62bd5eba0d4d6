"""A case with its promises made, kept and missed at chosen moments, through the services."""

from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.models import Customer, User
from cases import services
from cases.models import Case
from tests import factories
from tests.cases.steps import handled, take_up


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


def swept(at: datetime) -> None:
    """Every deadline that has passed by now is noticed."""
    services.announce_passed_steps(limit=1000, at=at)
