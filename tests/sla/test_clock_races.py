"""B5.5: two sweeps at once, or a sweep and an action, never lose and never double a breach."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from sla import services
from sla.choices import ClockKind, ClockState
from sla.models import Clock, ClockEvent, ServiceLevel
from tests.sla.conftest import at

pytestmark = [
    pytest.mark.django_db(transaction=True),
]

MONDAY = at(2027, 1, 4, 10, 20)


def start_clocks(count: int) -> list[Clock]:
    level = ServiceLevel.objects.get(number=1)
    return [
        services.start(ClockKind.HANDLING, level=level, label=str(number), at=MONDAY)
        for number in range(count)
    ]


def at_once(*actions):
    """Run each action on a connection of its own, all released together."""
    barrier = Barrier(len(actions))

    def run(action):
        barrier.wait()
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result() for future in [pool.submit(run, each) for each in actions]]


def sweep(when):
    recorded = 0
    while True:
        with transaction.atomic():
            due = list(Clock.objects.due_clocks(when, limit=3))
            recorded += len(services.record_breaches(due, detected_at=when))
        if not due:
            return recorded


def test_two_sweeps_at_once_record_each_breach_once() -> None:
    clocks = start_clocks(40)
    when = clocks[0].due_at + timedelta(seconds=1)

    counts = at_once(lambda: sweep(when), lambda: sweep(when))

    # A sweep skips what the other one holds, so a third finds what both may have left.
    assert sum(counts) + sweep(when) == 40
    assert ClockEvent.objects.count() == 40
    assert not Clock.objects.running().exists()


def test_a_sweep_skips_the_clock_an_action_holds() -> None:
    held, free = start_clocks(2)
    when = held.due_at + timedelta(seconds=1)

    with transaction.atomic():
        Clock.objects.select_for_update().get(pk=held.pk)
        (recorded,) = at_once(lambda: sweep(when))

    assert recorded == 1
    assert list(ClockEvent.objects.values_list("clock_id", flat=True)) == [free.pk]


def test_a_late_stop_and_the_sweep_together_write_one_breach() -> None:
    for clock in start_clocks(10):
        when = clock.due_at + timedelta(seconds=1)

        breach, (_event, is_new) = at_once(
            lambda clock=clock, when=when: services.stop(Clock.objects.get(pk=clock.pk), at=when),
            lambda clock=clock, when=when: services.record_breach(
                Clock.objects.get(pk=clock.pk), detected_at=when
            ),
        )

        clock.refresh_from_db()
        assert (breach is not None) + is_new == 1
        assert (clock.state, clock.stopped_at) == (ClockState.BREACHED, when)
    assert ClockEvent.objects.count() == 10
