"""B5.5: every missed deadline is recorded and announced exactly once, also after an outage."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from cases import services, sweeps
from cases.choices import Stage
from cases.models import Case
from sla.choices import ClockKind, ClockState
from tests import factories
from tests.cases.steps import (
    at,
    breaches,
    brought_to,
    event_kinds,
    forget,
    handled,
    take_up,
    told,
)

pytestmark = pytest.mark.usefixtures("no_warnings")

DUE = at(2026, 2, 3, 15)
SECOND = timedelta(seconds=1)


def sweep(when: datetime, limit: int = 100) -> int:
    return services.announce_passed_steps(limit=limit, at=when)


def test_nothing_is_missed_in_the_very_second_it_is_due(case) -> None:
    assert sweep(DUE) == 0
    assert breaches(case) == []


def test_a_missed_start_is_recorded_at_the_moment_it_was_due(case) -> None:
    assert sweep(DUE + timedelta(minutes=7)) == 1

    event = case.events.last()
    assert (event.kind, event.clock_kind, event.at) == ("breached", ClockKind.HANDLING, DUE)
    assert event.by is None
    case = Case.objects.get(pk=case.pk)
    assert (case.handling_clock.state, case.resolution_clock.state) == (
        ClockState.BREACHED,
        ClockState.RUNNING,
    )
    assert (case.taken_up_at, case.next_due_at) == (None, DUE)


def test_a_second_sweep_finds_nothing_more(case, manager) -> None:
    found = [sweep(DUE + n * timedelta(minutes=1)) for n in (1, 2, 3)]

    assert found == [1, 0, 0]
    assert breaches(case) == [(ClockKind.HANDLING, DUE)]
    assert told(manager) == ["case.breached"]


def test_both_deadlines_of_a_forgotten_case_are_announced_each_once(case, manager) -> None:
    target = at(2026, 3, 2, 16)

    found = [sweep(target + SECOND), sweep(target + timedelta(days=1))]

    assert found == [2, 0]
    assert breaches(case) == [(ClockKind.HANDLING, DUE), (ClockKind.RESOLUTION, target)]
    assert told(manager) == ["case.breached"] * 2


def test_after_three_days_of_downtime_each_is_announced_once_with_its_own_time(
    customer, paivi, monday, manager
) -> None:
    cases = [
        factories.registered_case(customer, by=paivi, at=monday + n * timedelta(hours=2), level=2)
        for n in range(3)
    ]

    # The database was asked last on Monday at noon.
    found = [sweep(at(2026, 2, 2, 12)), sweep(at(2026, 2, 5, 12)), sweep(at(2026, 2, 5, 13))]

    assert found == [0, 3, 0]
    assert [breaches(case) for case in cases] == [
        [(ClockKind.HANDLING, at(2026, 2, 2, 14))],
        [(ClockKind.HANDLING, at(2026, 2, 2, 16))],
        [(ClockKind.HANDLING, at(2026, 2, 3, 9))],
    ]
    assert told(manager) == ["case.breached"] * 3


def test_a_small_batch_takes_the_longest_due_first(customer, paivi, monday) -> None:
    cases = [
        factories.registered_case(customer, by=paivi, at=monday + n * timedelta(hours=1), level=1)
        for n in (1, 0, 2)
    ]
    late = at(2026, 2, 2, 15, 1)

    found = []
    while sweep(late, limit=1):
        found.append([len(breaches(case)) for case in cases])

    assert found == [[0, 1, 0], [1, 1, 0], [1, 1, 1]]


def test_the_team_the_owner_and_the_manager_hear_of_it_and_no_other(
    case, mikko, outi, reetta, manager, product, consultant, administrator, paivi, jouni
) -> None:
    take_up(case, by=reetta, at=at(2026, 2, 2, 10))
    forget()

    sweep(at(2026, 3, 2, 16, 1))

    people = [mikko, outi, reetta, manager, product, consultant, administrator, paivi, jouni]
    assert [told(person) for person in people] == [["case.breached"]] * 4 + [[]] * 5


def test_who_may_not_log_in_is_told_nothing(case, mikko, outi) -> None:
    User.objects.filter(pk=mikko.pk).update(is_active=False)

    sweep(DUE + SECOND)

    assert (told(mikko), told(outi)) == ([], ["case.breached"])


def test_one_person_who_is_owner_and_of_the_team_hears_once(case, mikko) -> None:
    take_up(case, by=mikko, at=at(2026, 2, 2, 10))
    forget()

    sweep(at(2026, 3, 2, 16, 1))

    assert told(mikko) == ["case.breached"]


def test_a_promise_that_was_kept_is_not_announced(case, mikko) -> None:
    take_up(case, by=mikko, at=DUE)

    assert sweep(DUE + timedelta(days=1)) == 0


def test_a_handled_case_is_never_announced(case, mikko) -> None:
    case = handled(case, by=mikko, at=at(2026, 2, 2, 10))

    assert sweep(at(2027, 3, 1, 9)) == 0
    assert "breached" not in event_kinds(case)


def test_a_case_on_its_way_is_announced_when_its_target_passes(case, mikko) -> None:
    case = brought_to(case, Stage.EXECUTION, by=mikko, at=at(2026, 2, 2, 10))

    assert sweep(at(2026, 3, 2, 16, 0, 1)) == 1
    assert breaches(case) == [(ClockKind.RESOLUTION, at(2026, 3, 2, 16))]


def test_a_case_that_cannot_be_announced_holds_up_no_other(customer, paivi, monday) -> None:
    broken, sound = (
        factories.registered_case(customer, by=paivi, at=monday, level=1) for _each in range(2)
    )
    # A row that no service leaves: the database refuses a second one.
    broken.events.create(kind="breached", clock_kind=ClockKind.HANDLING, at=monday)

    found = [sweep(at(2026, 2, 2, 10, 1)) for _sweep in range(2)]

    assert found == [1, 0]
    assert breaches(sound) == [(ClockKind.HANDLING, at(2026, 2, 2, 10))]
    assert Case.objects.get(pk=broken.pk).handling_clock.state == ClockState.RUNNING


def test_the_task_of_beat_works_off_a_backlog_in_batches(
    customer, paivi, clock, monkeypatch
) -> None:
    monkeypatch.setattr(sweeps, "BATCH", 2)
    cases = [
        factories.registered_case(customer, by=paivi, at=at(2026, 2, 2, 9), level=1)
        for _ in range(5)
    ]
    clock(at(2026, 2, 2, 10, 1))

    sweeps.announce_passed_steps()

    assert [len(breaches(case)) for case in cases] == [1] * 5
