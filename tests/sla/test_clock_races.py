"""B5.4, B5.5: sweeps and actions at once never lose and never double a breach or a pause."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from sla import services
from sla.choices import ClockKind, ClockState
from sla.models import Clock, ClockEvent, ClockPause, ServiceLevel
from tests.sla.conftest import at, sweep

pytestmark = [
    pytest.mark.django_db(transaction=True),
]

MONDAY = at(2027, 1, 4, 10, 20)


def start_clocks(count: int, kind: str = ClockKind.HANDLING) -> list[Clock]:
    level = ServiceLevel.objects.get(number=1)
    return [
        services.start(kind, level=level, label=str(number), at=MONDAY) for number in range(count)
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


def breached_by_sweep(when, *clocks):
    return sum(event.percent == 100 for event in sweep(when, *clocks))


def test_two_sweeps_at_once_record_each_breach_once() -> None:
    clocks = start_clocks(40)
    when = clocks[0].due_at + timedelta(seconds=1)

    counts = at_once(lambda: breached_by_sweep(when), lambda: breached_by_sweep(when))

    # A sweep skips what the other one holds, so a third finds what both may have left.
    assert sum(counts) + breached_by_sweep(when) == 40
    assert ClockEvent.objects.filter(kind="breach").count() == 40
    assert not Clock.objects.running().exists()


def test_a_sweep_skips_the_clock_an_action_holds() -> None:
    held, free = start_clocks(2)
    when = held.due_at + timedelta(seconds=1)

    with transaction.atomic():
        Clock.objects.select_for_update().get(pk=held.pk)
        (recorded,) = at_once(lambda: breached_by_sweep(when))

    assert recorded == 1
    assert set(ClockEvent.objects.values_list("clock_id", flat=True)) == {free.pk}


def test_a_late_stop_and_the_sweep_together_write_one_breach() -> None:
    for clock in start_clocks(10):
        when = clock.due_at + timedelta(seconds=1)

        breach, swept = at_once(
            lambda clock=clock, when=when: services.stop(Clock.objects.get(pk=clock.pk), at=when),
            lambda clock=clock, when=when: breached_by_sweep(when, clock),
        )

        clock.refresh_from_db()
        assert (breach is not None) + swept <= 1
        assert (clock.state, clock.stopped_at) == (ClockState.BREACHED, when)
    assert ClockEvent.objects.filter(kind="breach").count() == 10


def test_two_pauses_at_once_are_one_and_two_resumes_move_the_target_once() -> None:
    for clock in start_clocks(10, ClockKind.RESOLUTION):
        one, other = (Clock.objects.get(pk=clock.pk) for _person in range(2))

        at_once(
            lambda one=one: services.pause(one, at=at(2027, 1, 4, 13)),
            lambda other=other: services.pause(other, at=at(2027, 1, 4, 13)),
        )
        at_once(
            lambda one=one: services.resume(one, at=at(2027, 1, 4, 14)),
            lambda other=other: services.resume(other, at=at(2027, 1, 4, 14)),
        )

        clock.refresh_from_db()
        assert (clock.state, clock.due_at) == (ClockState.RUNNING, at(2027, 1, 5, 9))
    pauses = ClockPause.objects.values_list("began_at", "ended_at")
    assert list(pauses) == 10 * [(at(2027, 1, 4, 13), at(2027, 1, 4, 14))]


def test_a_pause_and_a_stop_at_once_leave_no_open_pause() -> None:
    for clock in start_clocks(10, ClockKind.RESOLUTION):
        one, other = (Clock.objects.get(pk=clock.pk) for _person in range(2))

        at_once(
            lambda one=one: services.pause(one, at=at(2027, 1, 4, 13)),
            lambda other=other: services.stop(other, at=at(2027, 1, 4, 13)),
        )

        clock.refresh_from_db()
        assert (clock.state, clock.stopped_at) == (ClockState.MET, at(2027, 1, 4, 13))
    assert not ClockPause.objects.filter(ended_at=None).exists()


def test_a_late_pause_and_the_sweep_together_write_one_breach() -> None:
    for clock in start_clocks(10, ClockKind.RESOLUTION):
        when = clock.due_at + timedelta(seconds=1)

        breach, swept = at_once(
            lambda clock=clock, when=when: services.pause(Clock.objects.get(pk=clock.pk), at=when),
            lambda clock=clock, when=when: breached_by_sweep(when, clock),
        )

        assert (breach is not None) + swept <= 1
    assert ClockEvent.objects.filter(kind="breach").count() == 10
    assert not ClockPause.objects.exists()
