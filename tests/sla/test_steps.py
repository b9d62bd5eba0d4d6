"""B5.5: the steps of a promise's time, counted in open time, each once per deadline."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sla import services, steps
from sla.choices import ClockKind, ClockState
from sla.models import Clock, ClockEvent, EscalationStep, ServiceLevel
from tests.sla.conftest import at, sweep

pytestmark = pytest.mark.django_db

Levels = dict[int, ServiceLevel]
SECOND = timedelta(seconds=1)
# A Monday before Epiphany: the Tuesday is an eve, the Wednesday a holiday.
MONDAY = at(2027, 1, 4, 10, 20)


def started(levels: Levels, number: int, kind: str = ClockKind.HANDLING) -> Clock:
    return services.start(kind, level=levels[number], label="case-1", at=MONDAY)


def passed() -> list[tuple[int, datetime]]:
    events = ClockEvent.objects.order_by("due_at", "percent")
    return [(event.percent, event.due_at) for event in events]


def test_the_steps_are_laid_as_the_contract_says() -> None:
    rows = EscalationStep.objects.order_by("kind", "percent")
    told = [
        (row.kind, row.percent, row.tells_handler, row.tells_team, row.tells_manager)
        for row in rows
    ]

    assert told == [
        ("goal", 75, True, False, False),
        ("goal", 100, True, True, False),
        ("handling", 50, True, False, False),
        ("handling", 75, True, False, False),
        ("handling", 90, True, True, False),
        ("handling", 100, True, True, True),
        ("resolution", 50, True, False, False),
        ("resolution", 75, True, False, False),
        ("resolution", 90, True, True, False),
        ("resolution", 100, True, True, True),
    ]


def test_steps_are_counted_in_open_time_over_lunch_eve_and_holiday(levels: Levels) -> None:
    """Twelve hours from Monday 10:20: the half of it lies before Tuesday's lunch."""
    clock = started(levels, 3)

    assert [(step.percent, step.at) for step in steps.steps_of(clock)] == [
        (50, at(2027, 1, 5, 9, 20)),
        (75, at(2027, 1, 5, 13, 20)),
        (90, at(2027, 1, 7, 9, 8)),
        (100, at(2027, 1, 7, 10, 20)),
    ]


def test_half_of_a_short_time_warns_nobody(levels: Levels) -> None:
    """Level 2 gives four hours; the first step is for promises of eight hours and more."""
    clock = started(levels, 2)

    assert [step.percent for step in steps.steps_of(clock)] == [75, 90, 100]


def test_the_next_event_is_the_first_step(levels: Levels) -> None:
    clock = started(levels, 2)

    assert clock.next_event_at == at(2027, 1, 4, 14, 20)


def test_each_step_is_recorded_once_as_it_passes(levels: Levels) -> None:
    clock = started(levels, 2)
    found = [
        [event.percent for event in sweep(when)]
        for when in (
            at(2027, 1, 4, 14, 20),
            at(2027, 1, 4, 14, 20) + SECOND,
            at(2027, 1, 4, 14, 21),
            at(2027, 1, 4, 14, 57),
            at(2027, 1, 4, 15, 20),
            at(2027, 1, 4, 15, 20) + SECOND,
            at(2027, 1, 5, 9),
        )
    ]

    clock.refresh_from_db()
    assert found == [[], [75], [], [90], [], [100], []]
    assert (clock.state, clock.next_event_at) == (ClockState.BREACHED, None)


def test_after_an_outage_all_steps_are_recorded_with_their_true_times(levels: Levels) -> None:
    started(levels, 3)

    sweep(at(2027, 1, 11, 9))

    assert passed() == [
        (50, at(2027, 1, 5, 9, 20)),
        (75, at(2027, 1, 5, 13, 20)),
        (90, at(2027, 1, 7, 9, 8)),
        (100, at(2027, 1, 7, 10, 20)),
    ]
    assert set(ClockEvent.objects.values_list("detected_at", flat=True)) == {at(2027, 1, 11, 9)}


def test_an_action_that_finds_the_deadline_missed_records_the_steps_before_it(
    levels: Levels,
) -> None:
    clock = started(levels, 2)

    breach = services.stop(clock, at=at(2027, 1, 4, 15, 30))

    assert breach and breach.percent == 100
    assert [percent for percent, _when in passed()] == [75, 90, 100]


def test_no_step_is_recorded_after_the_promise_was_kept(levels: Levels) -> None:
    services.stop(started(levels, 2), at=at(2027, 1, 4, 14))

    assert (sweep(at(2027, 1, 5, 9)), passed()) == ([], [])


def test_a_pause_takes_the_coming_steps_with_it_and_repeats_none(levels: Levels) -> None:
    clock = started(levels, 2, ClockKind.RESOLUTION)
    due = clock.due_at
    sweep(steps.steps_of(clock)[1].at + SECOND)
    before = passed()

    services.pause(clock, at=at(2027, 1, 7, 15, 45))
    services.resume(clock, at=at(2027, 1, 8, 9))
    sweep(at(2027, 1, 8, 10))

    clock.refresh_from_db()
    assert [percent for percent, _when in before] == [50, 75]
    assert (due, clock.due_at) == (at(2027, 1, 8, 14), at(2027, 1, 11, 9, 15))
    assert passed() == before
    assert [event.percent for event in sweep(clock.due_at)] == [90]


def test_a_paused_clock_passes_no_step(levels: Levels) -> None:
    clock = started(levels, 2, ClockKind.RESOLUTION)
    services.pause(clock, at=at(2027, 1, 4, 11))

    assert sweep(at(2027, 2, 1, 9)) == []


def test_another_level_has_steps_of_its_own(levels: Levels) -> None:
    clock = started(levels, 3)
    sweep(at(2027, 1, 5, 9, 30))

    services.change_level(clock, level=levels[2], at=at(2027, 1, 5, 10))
    sweep(at(2027, 1, 7, 8, 1))

    assert passed() == [(50, at(2027, 1, 5, 9, 20)), (75, at(2027, 1, 7, 8))]


def test_there_and_back_again_warns_once_per_deadline(levels: Levels) -> None:
    clock = started(levels, 2)
    sweep(at(2027, 1, 4, 14, 30))

    services.change_level(clock, level=levels[3], at=at(2027, 1, 4, 14, 31))
    services.change_level(clock, level=levels[2], at=at(2027, 1, 4, 14, 32))
    sweep(at(2027, 1, 4, 15, 10))

    assert [percent for percent, _when in passed()] == [75, 90]


def test_the_database_refuses_a_step_twice_for_one_deadline(levels: Levels) -> None:
    clock = started(levels, 2)
    [event] = sweep(at(2027, 1, 4, 14, 30))
    event.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)
    assert clock.events.count() == 1


def test_an_edited_step_counts_from_the_next_plan(levels: Levels) -> None:
    EscalationStep.objects.filter(kind="handling", percent=75).update(percent=60)
    steps.look_again()

    clock = started(levels, 2)

    assert [step.percent for step in steps.steps_of(clock)] == [60, 90, 100]


def test_a_goal_is_a_clock_without_a_level() -> None:
    """B5.7: eight hours from Monday 10:20 end on the eve."""
    clock = services.start_goal(seconds=8 * 3600, label="case-1", since=MONDAY, at=MONDAY)

    assert (clock.level, clock.due_at) == (None, at(2027, 1, 5, 12, 20))
    assert clock.next_event_at == at(2027, 1, 5, 9, 20)


def test_a_goal_that_is_started_late_warns_of_nothing_that_has_passed() -> None:
    now = at(2027, 1, 5, 10)

    clock = services.start_goal(seconds=8 * 3600, label="case-1", since=MONDAY, at=now)

    assert (clock.started_at, clock.next_event_at) == (MONDAY, clock.due_at)


def test_what_was_used_is_told_when_a_clock_stops(levels: Levels) -> None:
    clock = started(levels, 2, ClockKind.RESOLUTION)
    services.pause(clock, at=at(2027, 1, 4, 13))
    services.resume(clock, at=at(2027, 1, 4, 15))

    services.stop(clock, at=at(2027, 1, 5, 9))

    # 40 min and an hour on Monday around lunch, the last hour, and one on Tuesday.
    assert clock.used_seconds == (40 + 60 + 60 + 60) * 60


def test_a_clock_that_is_opened_again_has_used_nothing_for_good(levels: Levels) -> None:
    clock = started(levels, 2, ClockKind.RESOLUTION)
    services.stop(clock, at=at(2027, 1, 4, 13))

    services.reopen(clock, at=at(2027, 1, 5, 9))

    clock.refresh_from_db()
    assert clock.used_seconds is None
