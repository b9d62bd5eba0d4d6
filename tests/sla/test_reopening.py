"""B4, B5: what was settled or taken back runs again, and no detour buys time."""

from datetime import datetime, timedelta

import pytest

from sla import services
from sla.choices import ClockKind, ClockState, PauseKind
from sla.models import Clock, ClockEvent, ClockLevel, ClockPause, ServiceLevel
from sla.selectors import used_seconds
from tests.sla.conftest import at, sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_warnings")]

Levels = dict[int, ServiceLevel]
SECOND = timedelta(seconds=1)
MONDAY = at(2027, 1, 4, 10, 20)
FRIDAY = at(2027, 1, 8, 14)


def started(levels: Levels, number: int = 2, kind: str = ClockKind.RESOLUTION) -> Clock:
    return services.start(kind, level=levels[number], label="17", at=MONDAY)


def standing(clock: Clock) -> tuple[str, datetime, datetime | None, datetime | None]:
    clock.refresh_from_db()
    return clock.state, clock.due_at, clock.next_event_at, clock.stopped_at


def reopened_at_the_last_minute(levels: Levels) -> Clock:
    """Ten minutes were left on Monday; it is Tuesday morning."""
    clock = started(levels, 1)
    services.stop(clock, at=at(2027, 1, 4, 15, 50))
    services.reopen(clock, at=at(2027, 1, 5, 8))
    return clock


def test_the_time_a_matter_was_settled_does_not_count(levels: Levels) -> None:
    clock = started(levels)
    services.stop(clock, at=at(2027, 1, 5, 10))

    services.reopen(clock, at=at(2027, 1, 7, 9))

    due = at(2027, 1, 11, 13)
    assert standing(clock) == (ClockState.RUNNING, due, due, None)
    assert clock.not_due_before == at(2027, 1, 7, 10)
    assert list(ClockPause.objects.values_list("kind", "began_at", "ended_at")) == [
        (PauseKind.SETTLED, at(2027, 1, 5, 10), at(2027, 1, 7, 9))
    ]
    assert used_seconds(clock, at=at(2027, 1, 7, 10)) == 7 * 3600 + 40 * 60


def test_a_reopened_clock_has_at_least_an_hour(levels: Levels) -> None:
    clock = reopened_at_the_last_minute(levels)

    due = at(2027, 1, 5, 9)
    assert standing(clock) == (ClockState.RUNNING, due, due, None)


def test_a_clock_stopped_in_its_last_second_has_an_hour_from_the_next_opening(
    levels: Levels,
) -> None:
    clock = started(levels, 1)
    services.stop(clock, at=clock.due_at)

    services.reopen(clock, at=at(2027, 1, 5, 20))

    assert clock.due_at == at(2027, 1, 7, 9)


def test_the_least_hour_stands_still_in_a_pause_too(levels: Levels) -> None:
    clock = reopened_at_the_last_minute(levels)

    services.pause(clock, at=at(2027, 1, 5, 8, 30))
    services.resume(clock, at=at(2027, 1, 5, 10, 30))

    assert clock.due_at == at(2027, 1, 5, 11)


def test_a_change_of_level_keeps_the_least_hour(levels: Levels) -> None:
    clock = reopened_at_the_last_minute(levels)
    services.change_level(clock, level=levels[4], at=at(2027, 1, 5, 8, 10))

    services.change_level(clock, level=levels[1], at=at(2027, 1, 5, 8, 20))

    assert clock.due_at == at(2027, 1, 5, 9)


def test_a_clock_can_be_settled_and_reopened_again(levels: Levels) -> None:
    clock = reopened_at_the_last_minute(levels)
    services.stop(clock, at=at(2027, 1, 5, 8, 50))

    services.reopen(clock, at=at(2027, 1, 7, 9))
    services.stop(clock, at=at(2027, 1, 7, 10))

    assert standing(clock) == (
        ClockState.MET,
        at(2027, 1, 7, 10),
        None,
        at(2027, 1, 7, 10),
    )
    assert ClockPause.objects.count() == 2


def test_a_breach_remains_a_breach_and_its_lateness_goes_on(levels: Levels) -> None:
    clock = started(levels)
    services.stop(clock, at=at(2027, 1, 11, 9))

    services.reopen(clock, at=at(2027, 1, 12, 9))

    assert standing(clock) == (ClockState.BREACHED, FRIDAY, None, None)
    assert ClockPause.objects.count() == 0
    services.stop(clock, at=at(2027, 1, 12, 15))
    assert clock.stopped_at == at(2027, 1, 12, 15)
    assert ClockEvent.objects.count() == 1


def test_only_what_has_stopped_is_reopened(levels: Levels) -> None:
    clock = started(levels)
    before = standing(clock)

    services.reopen(clock, at=at(2027, 1, 7, 9))

    assert standing(clock) == before


def test_a_promise_taken_back_goes_on_as_if_it_had_been_kept(levels: Levels) -> None:
    kept, taken_back = started(levels), started(levels)
    services.stop(kept, at=at(2027, 1, 5, 9))
    services.cancel(taken_back, at=at(2027, 1, 5, 9))

    for clock in (kept, taken_back):
        services.reopen(clock, at=at(2027, 1, 7, 9))

    assert standing(taken_back) == standing(kept)
    assert taken_back.due_at > FRIDAY


def test_a_start_that_was_made_is_not_undone(levels: Levels) -> None:
    clock = started(levels, kind=ClockKind.HANDLING)
    services.stop(clock, at=MONDAY)

    services.reopen(clock, at=at(2027, 1, 5, 9))

    assert standing(clock)[0] == ClockState.MET


def test_a_start_taken_back_leaves_an_hour_and_no_pause(levels: Levels) -> None:
    clock = started(levels, 1, ClockKind.HANDLING)
    services.cancel(clock, at=MONDAY)

    services.reopen(clock, at=at(2027, 1, 11, 9))

    due = at(2027, 1, 11, 10)
    assert standing(clock) == (ClockState.RUNNING, due, due, None)
    assert clock.pauses.count() == 0


@pytest.mark.parametrize(
    ("kind", "due"),
    [(ClockKind.HANDLING, at(2027, 1, 11, 13)), (ClockKind.RESOLUTION, at(2027, 1, 15, 14))],
)
def test_a_revived_clock_counts_its_new_level_from_then(
    levels: Levels, kind: str, due: datetime
) -> None:
    clock = started(levels, 5, kind)
    services.cancel(clock, at=at(2027, 1, 5, 9))

    services.revive(clock, level=levels[2], at=at(2027, 1, 11, 8))

    assert standing(clock) == (ClockState.RUNNING, due, due, None)
    assert (clock.level_id, clock.first_level_id) == (2, 5)
    assert list(ClockLevel.objects.values_list("level_id", "since")) == [(2, at(2027, 1, 11, 8))]


def test_a_detour_buys_no_time_and_the_sweep_finds_what_is_due_at_once(levels: Levels) -> None:
    clock = started(levels)
    services.cancel(clock, at=at(2027, 1, 5, 9))
    back = at(2027, 1, 11, 9)

    services.revive(clock, level=levels[2], at=back)

    assert standing(clock) == (ClockState.RUNNING, FRIDAY, FRIDAY, None)
    assert list(Clock.objects.due(back)) == [clock]
    assert ClockLevel.objects.count() == 0


def test_a_promise_taken_back_in_time_may_return_at_a_lower_level(levels: Levels) -> None:
    clock = started(levels, 1)
    services.cancel(clock, at=at(2027, 1, 4, 11))

    services.revive(clock, level=levels[3], at=at(2027, 1, 11, 9))

    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at(2027, 2, 1, 16))


def test_pauses_before_the_detour_still_count(levels: Levels) -> None:
    clock = started(levels)
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.cancel(clock, at=at(2027, 1, 5, 10))

    services.revive(clock, level=levels[2], at=at(2027, 1, 7, 9))

    assert clock.due_at == at(2027, 1, 11, 9)


def test_a_promise_taken_back_too_late_was_missed(levels: Levels) -> None:
    clock = started(levels)

    breach = services.cancel(clock, at=FRIDAY + SECOND)
    services.revive(clock, level=levels[5], at=at(2027, 1, 11, 9))

    assert (breach, breach.due_at, breach.detected_at) == (
        ClockEvent.objects.get(),
        FRIDAY,
        FRIDAY + SECOND,
    )
    assert standing(clock) == (ClockState.BREACHED, FRIDAY, None, None)


def test_a_breach_survives_the_detour(levels: Levels) -> None:
    clock = started(levels)
    sweep(FRIDAY + SECOND, clock)
    services.cancel(clock, at=at(2027, 1, 11, 8))

    services.revive(clock, level=levels[3], at=at(2027, 1, 11, 9))

    assert standing(clock) == (ClockState.BREACHED, FRIDAY, None, None)
    assert (clock.level_id, ClockEvent.objects.count()) == (3, 1)


def test_a_late_start_of_handling_is_not_undone_by_the_detour(levels: Levels) -> None:
    clock = started(levels, 1, ClockKind.HANDLING)
    services.stop(clock, at=at(2027, 1, 5, 9))
    before = standing(clock)
    services.cancel(clock, at=at(2027, 1, 5, 10))

    services.revive(clock, level=levels[1], at=at(2027, 1, 7, 9))

    assert standing(clock) == before


def test_only_what_was_taken_back_is_revived(levels: Levels) -> None:
    running, met = started(levels), started(levels)
    services.stop(met, at=MONDAY)
    before = [standing(running), standing(met)]

    for clock in (running, met):
        assert services.revive(clock, level=levels[1], at=at(2027, 1, 5, 9)) is None

    assert [standing(running), standing(met)] == before
    assert ClockLevel.objects.count() == 0
