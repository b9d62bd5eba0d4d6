"""The calendar and the levels as the migration lays them, also after a test that empties tables."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from sla import goals, hours
from sla.models import ServiceLevel

# A busy machine is no fault of an example.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")

DEFAULT_CALENDAR = import_module("sla.migrations.0002_default_calendar")


def at(*parts: int) -> datetime:
    """A moment on Helsinki's wall clock."""
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture(autouse=True)
def look_again() -> Iterator[None]:
    """Each test's rows are rolled back, so no test may trust what another has seen."""
    hours.look_again()
    goals.look_again()
    yield
    hours.look_again()
    goals.look_again()


@pytest.fixture
def levels(db: None) -> dict[int, ServiceLevel]:
    return ServiceLevel.objects.in_bulk()
