"""A sweep over a million running clocks, and a calendar edit that re-plans a hundred thousand.

Everything happens in one transaction that is rolled back, on the database of `./run manage`; it
needs one customer with a SuperUser (the demo has some). Used by `./run bench sla`.
"""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from accounts import moment
from accounts.choices import CaseType
from accounts.models import CustomerModule, Team, User
from benchmarks.parts.rows import Row
from cases import services
from cases.choices import Stage
from cases.models import Case
from sla import hours
from sla import services as sla
from sla.hours import OpenCalendar
from sla.levels import levels_in_use
from sla.models import Calendar, Clock

SWEPT_CLOCKS, DUE_CLOCKS = 1_000_000, 1_000
REPLANNED_CLOCKS = 100_000
SWEEP_SECONDS, REPLAN_SECONDS, REPLAN_MEGABYTES = 1.0, 60.0, 300.0
_BATCH = 100

_CLOCKS = """
    INSERT INTO sla_clock (kind, label, level_id, first_level_id, calendar_id, calendar_version,
        started_at, due_at, target_seconds, state, next_event_at)
    SELECT kind, 'bench-' || n, 3, 3, %(calendar)s, %(version)s, %(began)s,
        %(due)s + n * interval '1 second', 43200, 'running', %(due)s + n * interval '1 second'
    FROM generate_series(1, %(cases)s) AS n, (VALUES ('handling'), ('resolution')) AS kinds (kind)
"""
_CASES = """
    INSERT INTO cases_case (submission_key, version, customer_id, contact_id, registered_by_id,
        channel, case_type, module_id, subject, stage, outcome, release, proposed_level_id,
        level_id, team_id, received_at, handling_clock_id, resolution_clock_id, next_due_at,
        customer_wrote_at)
    SELECT gen_random_uuid(), 1, %(customer)s, %(person)s, %(person)s, 'portal', %(type)s,
        %(module)s, 'Mittaus', %(stage)s, '', '', 3, 3, %(team)s, %(began)s, handling.id,
        resolution.id, handling.due_at, %(began)s
    FROM sla_clock AS handling JOIN sla_clock AS resolution USING (label)
    WHERE handling.label LIKE 'bench-%%' AND handling.kind = 'handling'
        AND resolution.kind = 'resolution'
"""


def sweeping() -> list[Row]:
    """How long the database works on what is due among a million running clocks."""
    with _rolled_back():
        at = moment.now()
        _fill(SWEPT_CLOCKS // 2, began=at - timedelta(days=1), due=at + timedelta(days=30))
        _make_due(DUE_CLOCKS, at=at)
        watch = _Watch()
        with connection.execute_wrapper(watch):
            found = sum(iter(lambda: services.announce_passed_steps(limit=_BATCH, at=at), 0))
        nothing = _Watch()
        with connection.execute_wrapper(nothing):
            services.announce_passed_steps(limit=_BATCH, at=at)
    assert found == DUE_CLOCKS, found
    return [
        _row("sweep, 1,000 due of 1,000,000", watch.seconds, SWEEP_SECONDS, "s"),
        _row("sweep, nothing due", nothing.seconds, 0.02, "s"),
    ]


def replanning() -> list[Row]:
    """How long the worker needs for a hundred thousand clocks after a calendar edit."""
    with _rolled_back():
        at = moment.now()
        calendar = hours.calendar_in_use()
        began = calendar.work.next_opening(at - timedelta(days=1))
        _fill(REPLANNED_CLOCKS // 2, began=began, due=at + timedelta(days=30))
        _close_a_day(calendar, at=at)
        before, watch, clock = _megabytes(), _Watch(), time.perf_counter()
        with connection.execute_wrapper(watch):
            while services.replan_deadlines(limit=1000, at=at):
                pass
        seconds = time.perf_counter() - clock
        left = Clock.objects.outdated(Calendar.objects.get(pk=calendar.id), at).count()
    assert left == 0, left
    return [
        _row("re-planning 100,000 clocks", seconds, REPLAN_SECONDS, "s"),
        _row("… its memory", _megabytes() - before, REPLAN_MEGABYTES, "MB more"),
        _row("… its queries for 1,000 clocks", watch.queries / 100, 20, "queries"),
    ]


def _row(name: str, measured: float, most: float, unit: str) -> Row:
    return Row(name, measured, unit, target=most, at_most=True, digits=3)


class _Watch:
    """Adds up how long the database took to answer."""

    def __init__(self) -> None:
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += time.perf_counter() - began
            self.queries += 1


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    hours.look_again()


def _fill(cases: int, *, began: datetime, due: datetime) -> None:
    """Write so many programming errors with both their clocks running."""
    licence = CustomerModule.objects.select_related("customer").first()
    person = User.objects.speaking_for(licence.customer).first() if licence else None
    team, calendar = Team.objects.first(), hours.calendar_in_use()
    assert licence, "there is no customer: ./run demo makes some"
    assert person
    assert team
    assert levels_in_use()
    given = {
        "cases": cases, "began": began, "due": due,
        "calendar": calendar.id, "version": calendar.version,
        "customer": licence.customer_id, "module": licence.module_id, "person": person.pk,
        "team": team.pk, "type": CaseType.PROGRAMMING_ERROR.value, "stage": Stage.NEW.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CLOCKS, given)
        cursor.execute("ANALYZE sla_clock")
        cursor.execute(_CASES, given)
        cursor.execute("ANALYZE cases_case")


def _make_due(count: int, *, at: datetime) -> None:
    """Let the first clocks have passed their deadline a minute ago, and no other."""
    Clock.objects.due(at).update(next_event_at=at + timedelta(days=1))
    first = Case.objects.filter(subject="Mittaus").order_by("pk").values("handling_clock")[:count]
    past = at - timedelta(minutes=1)
    Clock.objects.filter(pk__in=first).update(due_at=past, next_event_at=past)


def _close_a_day(calendar: OpenCalendar, *, at: datetime) -> None:
    """Edit the calendar so that every deadline moves."""
    row = Calendar.objects.get(pk=calendar.id)
    day = calendar.work.local_date(calendar.work.next_opening(at))
    row.exceptions.create(date=day, reason_fi="Mittaus")
    sla.publish_calendar(row)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
