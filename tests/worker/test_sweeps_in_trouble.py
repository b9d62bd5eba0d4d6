"""Two sweepers, a doubled beat, a sweep killed by -9, a clock that jumps: once each (B5.5)."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import connection

from accounts.choices import Role
from accounts.models import Customer, User
from accounts.notices.models import Notice
from cases.models import Case, CaseEvent
from sla.models import ClockEvent
from tests import factories
from tests.worker.programs import Portal

pytestmark = [
    pytest.mark.worker,
    # The calendar and the levels come from migrations, and other tests empty the tables.
    pytest.mark.django_db(transaction=True),
]

SWEEP = "cases.announce_passed_steps"
# Level 2 gives four opening hours: registered at 9, warned at 13:00 and 13:36, due at 14.
NINE = datetime.fromisoformat("2026-02-02T09:00:00+02:00")
WARNED = datetime.fromisoformat("2026-02-02T13:10:00+02:00")
MISSED = datetime.fromisoformat("2026-02-02T14:10:00+02:00")
CASES = 12


@pytest.fixture
def cases(
    clock: Callable[[datetime], datetime], customer: Customer, paivi: User, mikko: User
) -> list[Case]:
    """Programming errors of one customer, all received at 9, in the hands of one specialist."""
    factories.staff(Role.MANAGER, email="marjut@softone.example")
    clock(NINE)
    module = factories.licensed(customer)
    return [
        factories.registered_case(customer, by=paivi, level=2, at=NINE, module=module)
        for _number in range(CASES)
    ]


def steps() -> Counter[int]:
    """How many clocks have passed each step of the start of handling."""
    passed = ClockEvent.objects.filter(clock__kind="handling")
    return Counter(passed.values_list("percent", flat=True))


def recorded(kind: str) -> Counter[int]:
    """How often each case says so of its start of handling."""
    events = CaseEvent.objects.filter(kind=kind, clock_kind="handling")
    return Counter(events.values_list("case_id", flat=True))


def told(kind: str) -> Counter[tuple[str, int]]:
    """How often each person was told so of each case."""
    notices = Notice.objects.filter(kind=f"case.{kind}").select_related("recipient")
    return Counter((notice.recipient.email, notice.context["case"]) for notice in notices)


def once(cases: list[Case], *people: str) -> Counter[tuple[str, int]]:
    return Counter((f"{person}@softone.example", case.pk) for person in people for case in cases)


def sweep(portal: Portal, times: int = 1) -> None:
    """Ask for a sweep so often, and wait until all have been done."""
    wanted = portal.done() + Counter({SWEEP: times})
    portal.send(*[SWEEP] * times)
    portal.wait_for(lambda: portal.done() >= wanted, "the sweeps")


def test_two_workers_and_a_doubled_beat_pass_each_step_once(
    portal: Portal, cases: list[Case]
) -> None:
    portal.start("worker", at=MISSED)
    portal.start("worker", at=MISSED)

    sweep(portal, times=8)

    assert steps() == Counter({75: CASES, 90: CASES, 100: CASES})
    assert recorded("breached") == Counter(case.pk for case in cases)
    assert recorded("warned") == Counter()
    assert told("breached") == once(cases, "marjut", "mikko")


def test_a_sweep_that_is_killed_half_way_leaves_nothing_and_the_next_does_all(
    portal: Portal, cases: list[Case]
) -> None:
    worker = portal.start("worker", at=MISSED)
    with psycopg.connect(**connection.get_connection_params()) as other:
        # The sweep has written its steps and events when it comes to the notices, and waits.
        other.execute("LOCK TABLE notices_notice IN EXCLUSIVE MODE")
        portal.send(SWEEP)
        portal.wait_for(lambda: _waits_for_a_lock(other), "a sweep half way")
        portal.kill(worker)
    assert (steps(), recorded("breached"), told("breached")) == (Counter(),) * 3

    portal.start("worker", at=MISSED)
    sweep(portal)

    assert steps() == Counter({75: CASES, 90: CASES, 100: CASES})
    assert recorded("breached") == Counter(case.pk for case in cases)
    assert told("breached") == once(cases, "marjut", "mikko")


def _waits_for_a_lock(other: psycopg.Connection) -> bool:
    found = other.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
    return bool(found and found[0])


def test_a_clock_set_two_hours_ahead_and_back_loses_and_doubles_nothing(
    portal: Portal, cases: list[Case]
) -> None:
    """What a wrong clock called late stays so; it is told once however the clock moves."""
    worker = portal.start("worker", at=WARNED)
    sweep(portal)
    portal.kill(worker)
    assert (steps(), told("warned")) == (Counter({75: CASES}), once(cases, "mikko"))

    worker = portal.start("worker", at=WARNED + timedelta(hours=2))
    sweep(portal)
    portal.kill(worker)
    ahead = (steps(), recorded("breached"), told("breached"))

    for moment in (WARNED, WARNED - timedelta(hours=2), MISSED):
        worker = portal.start("worker", at=moment)
        sweep(portal, times=2)
        portal.kill(worker)

    assert ahead == (
        Counter({75: CASES, 90: CASES, 100: CASES}),
        Counter(case.pk for case in cases),
        once(cases, "marjut", "mikko"),
    )
    assert (steps(), recorded("breached"), told("breached")) == ahead
    assert told("warned") == once(cases, "mikko")


def test_a_clock_set_two_hours_back_only_delays(portal: Portal, cases: list[Case]) -> None:
    worker = portal.start("worker", at=MISSED - timedelta(hours=2))
    sweep(portal, times=2)
    portal.kill(worker)
    assert (steps(), told("warned"), told("breached")) == (Counter(),) * 3

    portal.start("worker", at=MISSED)
    sweep(portal)

    assert steps() == Counter({75: CASES, 90: CASES, 100: CASES})
    missed = CaseEvent.objects.filter(kind="breached").values_list("at", flat=True)
    assert set(missed) == {datetime.fromisoformat("2026-02-02T14:00:00+02:00")}
