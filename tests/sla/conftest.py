"""The calendar and the levels as the migration lays them, also after a test that empties tables."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import settings

from sla import advice, goals, hours, services, steps
from sla.models import Clock, ClockEvent, EscalationStep, ServiceLevel

# A busy machine is no fault of an example.
settings.register_profile("portal", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1_000)

DEFAULT_CALENDAR = import_module("sla.migrations.0002_default_calendar")


def pytest_configure(config: pytest.Config) -> None:
    """Let `--thorough` try many more examples of every law."""
    settings.load_profile("thorough" if config.getoption("--thorough") else "portal")


def at(*parts: int) -> datetime:
    """A moment on Helsinki's wall clock."""
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Helsinki"))


def sweep(when: datetime, *clocks: Clock) -> list[ClockEvent]:
    """Record what the clocks (all of them, when none is named) have passed, as the sweep does."""
    due = Clock.objects.due(when)
    with transaction.atomic():
        if clocks:
            due = due.filter(pk__in=[clock.pk for clock in clocks])
        held = due.order_by("pk").select_for_update(skip_locked=True)
        return services.record_passed_steps(list(held), detected_at=when)


@pytest.fixture(autouse=True)
def look_again() -> Iterator[None]:
    """Each test's rows are rolled back, so no test may trust what another has seen."""
    held = (hours, goals, steps, advice)
    for each in held:
        each.look_again()
    yield
    for each in held:
        each.look_again()


@pytest.fixture
def no_warnings(db: None) -> None:
    """Only deadlines count: nobody is warned before."""
    EscalationStep.objects.filter(percent__lt=100).delete()
    steps.look_again()
    steps.steps_in_use()


@pytest.fixture
def levels(db: None) -> dict[int, ServiceLevel]:
    return ServiceLevel.objects.in_bulk()
