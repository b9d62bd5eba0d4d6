"""The calendar and the levels as the migration lays them, also after a test that empties tables."""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import settings

from accounts.choices import Role
from sla import advice, goals, hours, services, steps
from sla.models import Calendar, Clock, ClockEvent, EscalationStep, ServiceLevel
from tests import factories

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
def office(client: Client) -> Iterator[Client]:
    """The browser of an administrator who reads English."""
    person = factories.staff(
        Role.ADMINISTRATOR,
        email="ville@softone.example",
        first_name="Ville",
        last_name="Tuominen",
        language="en",
    )
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    with translation.override("en"):
        yield client


@pytest.fixture
def finland(db: None) -> Calendar:
    return Calendar.objects.get(key="fi")


def edition() -> int:
    """The version of Finland's calendar."""
    return Calendar.objects.get(key="fi").version


def calendar_form(calendar: Calendar, **changes: str) -> dict[str, str]:
    """What the form of a calendar sends when nothing but `changes` was touched."""
    rows = list(calendar.opening_hours.order_by("weekday", "opens"))
    form = {
        "name": calendar.name,
        "timezone": calendar.timezone,
        "eve_closes": "14:00",
        "known_from": "2025-01-01",
        "known_until": "2032-12-31",
        "opening_hours-TOTAL_FORMS": str(len(rows) + 1),
        "opening_hours-INITIAL_FORMS": str(len(rows)),
        f"opening_hours-{len(rows)}-calendar": str(calendar.pk),
    }
    for number, row in enumerate(rows):
        form |= {
            f"opening_hours-{number}-id": str(row.pk),
            f"opening_hours-{number}-calendar": str(calendar.pk),
            f"opening_hours-{number}-weekday": str(row.weekday),
            f"opening_hours-{number}-opens": f"{row.opens:%H:%M}",
            f"opening_hours-{number}-closes": f"{row.closes:%H:%M}",
        }
    return form | changes


def exception_form(calendar: Calendar, on: str, *windows: tuple[str, str]) -> dict[str, str]:
    """What the form of a new exception sends; without windows the day is closed."""
    form = {
        "calendar": str(calendar.pk),
        "date": on,
        "reason_fi": "Muutto",
        "hours-TOTAL_FORMS": "2",
        "hours-INITIAL_FORMS": "0",
    }
    for number, (opens, closes) in enumerate(windows):
        form |= {f"hours-{number}-opens": opens, f"hours-{number}-closes": closes}
    return form


def words_of(response: HttpResponse) -> str:
    """A page's text without tags, each space an ordinary one."""
    text = html.unescape(strip_tags(response.content.decode().replace("<", " <")))
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def levels(db: None) -> dict[int, ServiceLevel]:
    return ServiceLevel.objects.in_bulk()
