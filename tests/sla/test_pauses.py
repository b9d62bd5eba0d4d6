"""B5.4: waiting for the customer moves a resolution target by open time, and by nothing else."""

import random
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sla import services
from sla.choices import ClockKind, ClockState
from sla.levels import levels_in_use
from sla.models import Clock, ClockEvent, ClockPause, ServiceLevel
from sla.pauses import union
from sla.selectors import (
    due_after_change,
    due_if_resumed,
    plan_in_force,
    records_of,
    used_seconds,
)
from tests.sla.conftest import at, sweep
from tests.sla.test_vectors import cases, instant, pauses_of, same, seconds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_warnings")]

Levels = dict[int, ServiceLevel]
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
MONDAY, TUESDAY = at(2027, 1, 4, 10, 20), at(2027, 1, 5, 9)
# The end of that week: level 2. Tuesday is an eve, Wednesday is Epiphany.
FRIDAY = at(2027, 1, 8, 14)
LEVEL_OF = {"same_day": 1, "same_week": 2, "4_weeks": 3, "6_months": 4, "12_months": 5}


def resolution(levels: Levels, number: int = 2, when: datetime = MONDAY) -> Clock:
    return services.start(ClockKind.RESOLUTION, level=levels[number], label="17", at=when)


def paused(levels: Levels, number: int = 2, since: datetime = TUESDAY) -> Clock:
    clock = resolution(levels, number)
    services.pause(clock, at=since)
    return clock


def pause_rows() -> list[tuple[datetime, datetime | None]]:
    return list(ClockPause.objects.values_list("began_at", "ended_at"))


def test_a_paused_clock_keeps_its_deadline_and_waits_for_nothing(levels: Levels) -> None:
    clock = resolution(levels)

    event = services.pause(clock, at=at(2027, 1, 5, 9))

    clock.refresh_from_db()
    assert (event, clock.state, clock.due_at, clock.next_event_at, clock.stopped_at) == (
        None,
        ClockState.PAUSED,
        FRIDAY,
        None,
        None,
    )
    assert pause_rows() == [(at(2027, 1, 5, 9), None)]


@pytest.mark.parametrize(
    ("began", "ended", "due"),
    [
        pytest.param(at(2027, 1, 4, 11), at(2027, 1, 4, 12), FRIDAY, id="lunch"),
        pytest.param(
            at(2027, 1, 4, 10, 50), at(2027, 1, 4, 12, 10), at(2027, 1, 11, 8, 20), id="over lunch"
        ),
        pytest.param(at(2027, 1, 4, 16), at(2027, 1, 5, 8), FRIDAY, id="night"),
        pytest.param(
            at(2027, 1, 4, 15, 30), at(2027, 1, 5, 8, 30), at(2027, 1, 11, 9), id="over night"
        ),
        pytest.param(at(2027, 1, 5, 14), at(2027, 1, 7, 8), FRIDAY, id="eve to holiday"),
        pytest.param(
            at(2027, 1, 5, 13), at(2027, 1, 7, 9), at(2027, 1, 11, 10), id="over eve and holiday"
        ),
        pytest.param(
            at(2027, 1, 8, 13), at(2027, 1, 11, 9), at(2027, 1, 11, 10), id="over weekend"
        ),
        pytest.param(
            at(2027, 1, 5, 9), at(2027, 1, 5, 9, 0, 45), at(2027, 1, 11, 8, 0, 45), id="seconds"
        ),
        pytest.param(at(2027, 1, 5, 9), at(2027, 1, 5, 9), FRIDAY, id="no time"),
        pytest.param(
            FRIDAY - SECOND, at(2027, 1, 11, 7), at(2027, 1, 11, 8, 0, 1), id="last second"
        ),
    ],
)
def test_a_pause_moves_the_target_by_its_open_time(
    levels: Levels, began: datetime, ended: datetime, due: datetime
) -> None:
    clock = paused(levels, since=began)

    expected = due_if_resumed(clock, at=ended)
    services.resume(clock, at=ended)

    clock.refresh_from_db()
    assert (clock.state, clock.due_at, clock.next_event_at) == (ClockState.RUNNING, due, due)
    assert expected == due
    assert pause_rows() == [(began, ended)]


def test_a_closed_weekend_leaves_the_target_exactly(levels: Levels) -> None:
    clock = paused(levels, 3, at(2027, 1, 8, 14))

    services.resume(clock, at=at(2027, 1, 11, 8))

    assert clock.due_at == at(2027, 2, 1, 16)


def test_not_even_an_edited_level_moves_a_target_over_a_closed_night(levels: Levels) -> None:
    clock = paused(levels, 3, at(2027, 1, 4, 16))
    ServiceLevel.objects.filter(number=3).update(resolution_amount=8)

    services.resume(clock, at=at(2027, 1, 5, 8))

    assert clock.due_at == at(2027, 2, 1, 16)


def test_several_pauses_add_up(levels: Levels) -> None:
    clock = resolution(levels)

    for began, ended in (
        (at(2027, 1, 4, 10, 30), at(2027, 1, 4, 10, 50)),
        (at(2027, 1, 5, 9), at(2027, 1, 5, 10)),
        (at(2027, 1, 5, 20), at(2027, 1, 6, 20)),
    ):
        services.pause(clock, at=began)
        services.resume(clock, at=ended)

    assert clock.due_at == at(2027, 1, 11, 9, 20)


def test_an_answer_received_before_we_began_to_wait_ends_the_pause_at_once(levels: Levels) -> None:
    clock = paused(levels)

    services.resume(clock, at=at(2027, 1, 5, 8, 55))

    assert (clock.state, clock.due_at) == (ClockState.RUNNING, FRIDAY)
    assert pause_rows() == [(at(2027, 1, 5, 9), at(2027, 1, 5, 9))]


def test_the_start_clock_never_pauses(levels: Levels) -> None:
    clock = services.start(ClockKind.HANDLING, level=levels[2], label="17", at=MONDAY)

    with pytest.raises(ValueError, match="only a resolution clock pauses"):
        services.pause(clock, at=MONDAY)
    services.resume(clock, at=MONDAY)

    assert (clock.state, pause_rows()) == (ClockState.RUNNING, [])


def test_a_clock_that_is_late_writes_its_breach_instead_of_pausing(levels: Levels) -> None:
    clock = resolution(levels)

    breach = services.pause(clock, at=FRIDAY + SECOND)

    assert breach == ClockEvent.objects.get()
    assert (breach.due_at, breach.detected_at) == (FRIDAY, FRIDAY + SECOND)
    assert (clock.state, clock.next_event_at, pause_rows()) == (ClockState.BREACHED, None, [])


def test_a_clock_may_pause_in_its_last_second(levels: Levels) -> None:
    clock = resolution(levels)

    assert services.pause(clock, at=FRIDAY) is None
    assert clock.state == ClockState.PAUSED


@pytest.mark.parametrize("settle", [services.stop, services.cancel])
def test_what_is_settled_neither_pauses_nor_resumes(levels: Levels, settle) -> None:
    clock = resolution(levels)
    settle(clock, at=at(2027, 1, 4, 11))
    before = (clock.state, clock.due_at, clock.stopped_at)

    event = services.pause(clock, at=at(2027, 1, 5, 9))
    services.resume(clock, at=at(2027, 1, 7, 9))

    clock.refresh_from_db()
    assert (event, pause_rows()) == (None, [])
    assert (clock.state, clock.due_at, clock.stopped_at) == before


def test_a_breached_clock_does_not_pause(levels: Levels) -> None:
    clock = resolution(levels)
    sweep(FRIDAY + SECOND, clock)

    event = services.pause(clock, at=FRIDAY + HOUR)

    assert (event, clock.state, pause_rows()) == (None, ClockState.BREACHED, [])


def test_a_paused_clock_pauses_no_second_time(levels: Levels) -> None:
    clock = paused(levels)

    assert services.pause(clock, at=at(2027, 1, 7, 9)) is None
    assert pause_rows() == [(at(2027, 1, 5, 9), None)]


def test_a_running_clock_does_not_resume(levels: Levels) -> None:
    clock = resolution(levels)

    services.resume(clock, at=at(2027, 1, 5, 9))

    assert (clock.due_at, due_if_resumed(clock, at=at(2027, 1, 7, 9))) == (FRIDAY, FRIDAY)


def test_a_paused_clock_is_never_due(levels: Levels) -> None:
    clock = paused(levels)
    later = at(2027, 2, 1, 9)

    assert list(Clock.objects.due(later)) == []
    assert services.record_passed_steps([clock], detected_at=later) == []
    assert ClockEvent.objects.count() == 0


def test_a_paused_clock_that_stops_has_kept_its_promise(levels: Levels) -> None:
    clock = paused(levels)

    breach = services.stop(clock, at=at(2027, 1, 25, 9))

    clock.refresh_from_db()
    assert (breach, clock.state, clock.next_event_at) == (None, ClockState.MET, None)
    # 83 h of opening time lay in the pause: 16 that week, 33 in each of two, 1 on the last day.
    assert (clock.stopped_at, clock.due_at) == (at(2027, 1, 25, 9), at(2027, 1, 27, 11))
    assert pause_rows() == [(at(2027, 1, 5, 9), at(2027, 1, 25, 9))]


def test_a_paused_clock_can_be_cancelled(levels: Levels) -> None:
    clock = paused(levels)

    services.cancel(clock, at=at(2027, 1, 5, 10))

    clock.refresh_from_db()
    assert (clock.state, clock.stopped_at, clock.due_at) == (
        ClockState.CANCELLED,
        at(2027, 1, 5, 10),
        at(2027, 1, 11, 9),
    )
    assert pause_rows() == [(at(2027, 1, 5, 9), at(2027, 1, 5, 10))]


def test_a_level_raised_in_a_pause_counts_only_what_follows(levels: Levels) -> None:
    clock = paused(levels, 5)
    changed = at(2027, 1, 7, 9)

    expected = due_after_change(clock, levels[2], at=changed)
    breach = services.change_level(clock, level=levels[2], at=changed)
    in_the_pause = (clock.state, clock.due_at, clock.next_event_at)
    services.resume(clock, at=at(2027, 1, 8, 10))

    assert (breach, expected) == (None, FRIDAY)
    assert in_the_pause == (ClockState.PAUSED, FRIDAY, None)
    assert (clock.state, clock.due_at) == (ClockState.RUNNING, at(2027, 1, 12, 9))


def test_a_level_lowered_in_a_pause_counts_the_pause_so_far_and_then_all_of_it(
    levels: Levels,
) -> None:
    clock = paused(levels)
    changed = at(2027, 1, 7, 9)

    expected = due_after_change(clock, levels[3], at=changed)
    services.change_level(clock, level=levels[3], at=changed)
    in_the_pause = clock.due_at
    services.resume(clock, at=at(2027, 1, 7, 10))

    assert expected == in_the_pause == at(2027, 2, 2, 14)
    assert clock.due_at == at(2027, 2, 2, 15)


def test_a_level_may_change_in_a_pause_after_the_old_target_has_passed(levels: Levels) -> None:
    clock = paused(levels)

    breach = services.change_level(clock, level=levels[3], at=at(2027, 1, 11, 9))

    assert (breach, clock.state) == (None, ClockState.PAUSED)


def test_going_down_and_up_again_buys_no_time_with_pauses_either(levels: Levels) -> None:
    clock = paused(levels, since=at(2027, 1, 5, 8))
    services.resume(clock, at=at(2027, 1, 5, 9))

    services.change_level(clock, level=levels[4], at=at(2027, 1, 7, 9))
    expected = due_after_change(clock, levels[2], at=at(2027, 1, 8, 9))
    services.change_level(clock, level=levels[2], at=at(2027, 1, 8, 9))

    assert expected == clock.due_at == at(2027, 1, 11, 9)


def test_a_pause_after_a_limit_has_passed_does_not_bring_it_back(levels: Levels) -> None:
    clock = resolution(levels)
    services.change_level(clock, level=levels[4], at=at(2027, 1, 7, 9))
    services.pause(clock, at=at(2027, 1, 12, 9))
    services.resume(clock, at=at(2027, 3, 1, 9))

    again = due_after_change(clock, levels[2], at=at(2027, 3, 1, 10))

    assert again == FRIDAY


def test_time_in_a_pause_is_not_used_up(levels: Levels) -> None:
    clock = paused(levels)

    while_paused = used_seconds(clock, at=at(2027, 1, 7, 9))
    services.resume(clock, at=at(2027, 1, 7, 10))
    services.stop(clock, at=at(2027, 1, 7, 11))

    # Monday 10:20–11 and 12–16, Tuesday 8–9; then an hour on Thursday.
    assert while_paused == 5 * 3600 + 40 * 60
    assert clock.used_seconds == used_seconds(clock, at=at(2027, 3, 1)) == while_paused + 3600


def test_the_database_refuses_impossible_pauses(levels: Levels) -> None:
    clock = paused(levels)
    handling = services.start(ClockKind.HANDLING, level=levels[2], label="17", at=MONDAY)

    for wrong in (
        lambda: clock.pauses.create(began_at=at(2027, 1, 7, 9)),
        lambda: clock.pauses.update(ended_at=at(2027, 1, 5, 8)),
        lambda: clock.pauses.update(kind="lunch"),
        lambda: Clock.objects.filter(pk=clock.pk).update(next_event_at=FRIDAY),
        lambda: Clock.objects.filter(pk=clock.pk).update(stopped_at=MONDAY),
        lambda: Clock.objects.filter(pk=handling.pk).update(state="paused", next_event_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def drive(clock: Clock, vector: dict) -> None:
    """Pause and resume as a vector says. Pauses that overlap are one to whoever waits."""
    for began, ended in union(pauses_of(vector)):
        services.pause(clock, at=began)
        services.resume(clock, at=ended)


def finnish(name: str) -> list:
    """The rows hold Finland's calendar only."""
    return [case for case in cases(name) if case.values[0]["calendar"] == "FI"]


@pytest.mark.parametrize("vector", finnish("resolution_targets_paused"))
def test_each_paused_target_of_the_contract_holds_in_rows(levels: Levels, vector: dict) -> None:
    clock = resolution(levels, LEVEL_OF[vector["target"]], instant(vector["start"]))

    drive(clock, vector)

    assert same(clock.due_at, vector["expected"])


@pytest.mark.parametrize("vector", finnish("paused"))
def test_each_pause_of_the_contract_holds_in_rows(
    levels: Levels, vector: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_hours(kind, level, start, *, calendar):
        return calendar.work.add(start, seconds(vector["hours"]))

    monkeypatch.setattr("sla.selectors.due_of", in_hours)
    monkeypatch.setattr("sla.services.starting.due_of", in_hours)
    clock = resolution(levels, when=instant(vector["start"]))

    drive(clock, vector)

    assert same(clock.due_at, vector["expected"])


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_deadline_follows_from_the_rows(levels: Levels, seed: int) -> None:
    chance = random.Random(seed)
    clock, now = resolution(levels, chance.randint(1, 5)), MONDAY
    told, became = [], []

    for _step in range(14):
        now += timedelta(minutes=chance.choice([1, 20, 90, 700, 3000]))
        verb = chance.choice(["pause", "resume", "level", "level", "stop", "reopen", "cancel"])
        level = levels[chance.randint(1, 5)]
        if verb == "level":
            told.append(due_after_change(clock, level, at=now))
            services.change_level(clock, level=level, at=now)
            became.append(clock.due_at)
        elif verb == "resume":
            told.append(due_if_resumed(clock, at=now))
            services.resume(clock, at=now)
            became.append(clock.due_at)
        elif verb == "cancel":
            services.cancel(clock, at=now)
            services.revive(clock, level=level, at=now + HOUR)
        else:
            getattr(services, verb)(clock, at=now)
        if clock.state != ClockState.BREACHED:
            record = records_of([clock])[clock.pk]
            assert plan_in_force(clock, record, levels_in_use()).due_at == clock.due_at
            assert (record.open_pause is not None) == clock.is_paused

    assert told == became
