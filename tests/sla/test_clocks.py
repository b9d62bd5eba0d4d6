"""B5: clocks start, stop, breach exactly once, and are re-planned by one formula."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import held
from sla import hours, services
from sla.choices import ClockKind, ClockState
from sla.models import Calendar, Clock, ClockEvent, ClockLevel, ServiceLevel
from sla.selectors import due_after_change, previews
from tests.sla.conftest import at, sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_warnings")]

Levels = dict[int, ServiceLevel]
SECOND = timedelta(seconds=1)
MONDAY = at(2027, 1, 4, 10, 20)


def handling(levels: Levels, number: int = 3, when: datetime = MONDAY) -> Clock:
    return services.start(ClockKind.HANDLING, level=levels[number], label="17", at=when)


def resolution(levels: Levels, number: int = 3, when: datetime = MONDAY) -> Clock:
    return services.start(ClockKind.RESOLUTION, level=levels[number], label="17", at=when)


def breaches() -> list[tuple[int, datetime, datetime]]:
    return list(ClockEvent.objects.values_list("clock_id", "due_at", "detected_at"))


def test_a_clock_stores_its_deadline_when_it_starts(levels: Levels) -> None:
    clock = handling(levels)

    clock.refresh_from_db()
    assert (clock.due_at, clock.next_event_at, clock.state, clock.calendar_version) == (
        at(2027, 1, 7, 10, 20),
        at(2027, 1, 7, 10, 20),
        ClockState.RUNNING,
        hours.calendar_in_use().version,
    )


def test_a_resolution_clock_runs_to_a_closing_time(levels: Levels) -> None:
    assert resolution(levels, 2).due_at == at(2027, 1, 8, 14)


def test_starting_costs_one_query(levels: Levels) -> None:
    hours.calendar_in_use()

    with CaptureQueriesContext(connection) as queries:
        handling(levels)

    assert len(queries) == 1


def test_fractions_of_a_second_are_dropped(levels: Levels) -> None:
    clock = handling(levels, when=MONDAY + timedelta(microseconds=999_999))

    assert (clock.started_at, clock.due_at) == (MONDAY, at(2027, 1, 7, 10, 20))


def test_a_promise_kept_in_its_last_second_is_met(levels: Levels) -> None:
    clock = handling(levels)

    breach = services.stop(clock, at=clock.due_at + timedelta(microseconds=900_000))

    assert (breach, clock.state, clock.stopped_at) == (None, ClockState.MET, clock.due_at)
    assert breaches() == []


def test_a_late_stop_writes_its_own_breach(levels: Levels) -> None:
    clock = handling(levels)
    late = clock.due_at + SECOND

    breach = services.stop(clock, at=late)

    assert breach == ClockEvent.objects.get()
    assert breaches() == [(clock.pk, at(2027, 1, 7, 10, 20), late)]
    assert (clock.state, clock.stopped_at) == (ClockState.BREACHED, late)


def test_a_clock_the_sweep_has_breached_still_stops_and_tells_how_late(levels: Levels) -> None:
    clock = handling(levels)
    sweep(clock.due_at + SECOND, clock)

    breach = services.stop(clock, at=clock.due_at + timedelta(hours=1))

    assert (breach, clock.state) == (None, ClockState.BREACHED)
    assert clock.stopped_at == at(2027, 1, 7, 11, 20)
    assert len(breaches()) == 1


def test_stopping_twice_changes_nothing(levels: Levels) -> None:
    clock = handling(levels)
    services.stop(clock, at=MONDAY)

    assert services.stop(clock, at=at(2027, 2, 1)) is None
    assert (clock.state, clock.stopped_at) == (ClockState.MET, MONDAY)


def test_a_breach_is_recorded_exactly_once(levels: Levels) -> None:
    clock = handling(levels)
    noticed = clock.due_at + timedelta(hours=3)

    first, second = sweep(noticed, clock), sweep(noticed + SECOND, clock)

    assert ([event.percent for event in first], second) == ([100], [])
    assert breaches() == [(clock.pk, at(2027, 1, 7, 10, 20), noticed)]


def test_the_database_refuses_a_second_breach(levels: Levels) -> None:
    clock = handling(levels)
    sweep(clock.due_at + SECOND, clock)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClockEvent.objects.create(
            clock=clock,
            kind="breach",
            deadline_at=clock.due_at + SECOND,
            due_at=clock.due_at,
            detected_at=clock.due_at,
        )


@pytest.mark.parametrize("settle", [services.stop, services.cancel])
def test_a_kept_or_cancelled_promise_cannot_be_breached(levels: Levels, settle) -> None:
    clock = handling(levels)
    settle(clock, at=MONDAY)

    assert sweep(at(2027, 2, 1), clock) == []
    assert breaches() == []


def test_a_promise_that_can_still_be_kept_is_not_due(levels: Levels) -> None:
    clock = handling(levels)

    sweep(clock.due_at, clock)

    assert (breaches(), clock.state) == ([], ClockState.RUNNING)


def test_a_cancelled_clock_keeps_its_breach(levels: Levels) -> None:
    clock = handling(levels)
    sweep(clock.due_at + SECOND, clock)

    services.cancel(clock, at=at(2027, 1, 8, 9))

    assert (clock.state, clock.stopped_at) == (ClockState.BREACHED, at(2027, 1, 8, 9))


def test_due_clocks_are_running_and_late(levels: Levels) -> None:
    level_1, level_2 = handling(levels, 1), handling(levels, 2)
    services.stop(handling(levels, 1), at=MONDAY)

    assert list(Clock.objects.due(level_1.due_at)) == []
    assert list(Clock.objects.due(level_1.due_at + SECOND)) == [level_1]
    assert list(Clock.objects.due(level_2.due_at + SECOND).order_by("pk")) == [level_1, level_2]


def test_a_batch_is_recorded_in_three_queries(levels: Levels) -> None:
    clocks = [handling(levels, 1) for _number in range(5)]
    when = clocks[0].due_at + SECOND

    with CaptureQueriesContext(connection) as queries:
        events = services.record_passed_steps(clocks, detected_at=when)

    assert len(queries) == 3
    assert [(event.clock, event.percent) for event in events] == [(clock, 100) for clock in clocks]
    assert set(Clock.objects.values_list("state", "next_event_at")) == {(ClockState.BREACHED, None)}
    assert services.record_passed_steps(clocks, detected_at=when) == []


def test_a_sweep_touches_the_due_rows_and_nothing_else(levels: Levels) -> None:
    running = [handling(levels, number=5) for _ in range(3)]
    template = {f.attname: getattr(running[0], f.attname) for f in Clock._meta.concrete_fields}
    del template["id"]
    many = [Clock(**template | {"label": f"many-{n}"}) for n in range(3_000)]
    stopped = [
        Clock(
            **template
            | {"label": f"over-{n}", "state": ClockState.CANCELLED, "next_event_at": None}
        )
        for n in range(3_000)
    ]
    Clock.objects.bulk_create(many + stopped)
    for clock, minutes in zip(running, (1, 2, 3), strict=True):
        Clock.objects.filter(pk=clock.pk).update(next_event_at=MONDAY - timedelta(minutes=minutes))
    with connection.cursor() as cursor:
        # Earlier tests have left rows behind that were rolled back; they are no part of the plan.
        cursor.execute("REINDEX INDEX clock_next_event")
        cursor.execute("ANALYZE sla_clock")

    due = Clock.objects.due(MONDAY).order_by("next_event_at").values_list("pk", flat=True)[:200]
    plan = json.loads(due.explain(format="JSON", analyze=True, buffers=True))[0]["Plan"]

    scan = plan
    while "Plans" in scan:
        (scan,) = scan["Plans"]
    assert scan["Index Name"] == "clock_next_event"
    assert scan["Actual Rows"] == 3
    assert scan.get("Rows Removed by Filter", 0) == 0
    # Three index pages at most and a page of the table for each row: not the forty of the table.
    assert scan["Shared Hit Blocks"] + scan["Shared Read Blocks"] <= 8


def test_a_first_raise_never_breaches_at_once(levels: Levels) -> None:
    clock = handling(levels, 4, at(2026, 2, 2, 9))
    changed = at(2026, 2, 4, 10)

    expected = due_after_change(clock, levels[2], at=changed)
    breach = services.change_level(clock, level=levels[2], at=changed)

    assert (breach, expected, clock.due_at) == (None, at(2026, 2, 4, 15), at(2026, 2, 4, 15))
    assert (clock.next_event_at, clock.level_id, clock.first_level_id) == (clock.due_at, 2, 4)


def test_going_down_and_up_again_buys_no_time_and_the_preview_says_so(levels: Levels) -> None:
    clock = handling(levels, 2, at(2026, 2, 2, 9))

    services.change_level(clock, level=levels[4], at=at(2026, 2, 2, 10))
    loosened = clock.due_at
    again = due_after_change(clock, levels[2], at=at(2026, 2, 3, 9))
    services.change_level(clock, level=levels[2], at=at(2026, 2, 3, 9))

    assert loosened == at(2026, 2, 11, 10)
    assert again == clock.due_at == at(2026, 2, 2, 14)
    assert clock.state == ClockState.RUNNING
    assert list(ClockLevel.objects.values_list("level_id", flat=True)) == [4, 2]


def test_a_change_replans_the_resolution_target_too(levels: Levels) -> None:
    clock = resolution(levels, 5, MONDAY)

    services.change_level(clock, level=levels[2], at=at(2027, 1, 7, 9))

    assert clock.due_at == at(2027, 1, 8, 14)


def test_a_case_that_becomes_an_error_later_counts_its_level_from_then(levels: Levels) -> None:
    clock = handling(levels, 5, at(2026, 2, 2, 9))

    services.change_level(clock, level=levels[1], at=at(2026, 2, 4, 10))

    assert clock.due_at == at(2026, 2, 4, 11)


def test_what_is_breached_stays_breached_when_the_level_is_lowered(levels: Levels) -> None:
    clock = handling(levels, 1, MONDAY)
    due, late = clock.due_at, clock.due_at + SECOND

    breach = services.change_level(clock, level=levels[5], at=late)

    assert breach == ClockEvent.objects.get()
    assert (clock.state, clock.due_at, clock.level_id) == (ClockState.BREACHED, due, 5)
    assert due_after_change(clock, levels[3], at=late) == due
    assert services.change_level(clock, level=levels[4], at=late + SECOND) is None
    assert breaches() == [(clock.pk, due, late)]


def test_a_stopped_clock_keeps_its_numbers(levels: Levels) -> None:
    clock = handling(levels, 3)
    services.stop(clock, at=MONDAY)

    services.change_level(clock, level=levels[1], at=at(2027, 1, 5, 9))

    assert (clock.level_id, clock.due_at) == (3, at(2027, 1, 7, 10, 20))
    assert due_after_change(clock, levels[1], at=at(2027, 1, 5, 9)) == clock.due_at


def test_the_same_level_again_is_no_change(levels: Levels) -> None:
    clock = handling(levels, 3)

    services.change_level(clock, level=levels[3], at=at(2027, 1, 5, 9))

    assert ClockLevel.objects.count() == 0
    assert due_after_change(clock, levels[3], at=at(2027, 1, 5, 9)) == clock.due_at


def test_each_level_is_previewed_as_the_prototype_shows(db: None) -> None:
    found = [(each.handling_due_at, each.resolution_due_at) for each in previews(MONDAY)]

    assert found == [
        (at(2027, 1, 4, 12, 20), at(2027, 1, 4, 16)),
        (at(2027, 1, 4, 15, 20), at(2027, 1, 8, 14)),
        (at(2027, 1, 7, 10, 20), at(2027, 2, 1, 16)),
        (at(2027, 1, 14, 14, 20), at(2027, 7, 2, 14)),
        (at(2027, 1, 14, 14, 20), at(2028, 1, 4, 16)),
    ]


def test_an_edited_calendar_counts_for_the_next_clock(levels: Levels) -> None:
    calendar = Calendar.objects.get(key="fi")
    before = handling(levels, 1)
    exception = calendar.exceptions.create(date=MONDAY.date(), reason_fi="Muutto")
    exception.hours.create(opens="08:00", closes="10:30")

    services.publish_calendar(calendar)
    after = handling(levels, 1)

    assert after.calendar_version == before.calendar_version + 1
    assert after.due_at == at(2027, 1, 5, 8, 50)


def test_a_stale_process_notices_an_edit_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(hours, "monotonic", lambda: now)
    calendar = Calendar.objects.get(key="fi")
    services.publish_calendar(calendar)
    found = hours.calendar_in_use()
    # Another process edits: this one is not told.
    Calendar.objects.filter(pk=calendar.pk).update(version=9)

    with CaptureQueriesContext(connection) as queries:
        assert hours.calendar_in_use() is found
    assert len(queries) == 0

    now += held.CHECK_EVERY_SECONDS
    assert hours.calendar_in_use().version == 9


def test_an_unchanged_calendar_is_checked_by_one_query_and_not_built_again() -> None:
    found = hours.calendar_in_use()
    hours.look_again()

    with CaptureQueriesContext(connection) as queries:
        assert hours.calendar_in_use() is found
        assert hours.calendar_of(found.id) is found

    assert len(queries) == 1


def test_the_database_refuses_a_clock_in_an_impossible_state(levels: Levels) -> None:
    for wrong in (
        {"state": "met", "next_event_at": None},
        {"state": "breached"},
        {"next_event_at": None},
        {"due_at": at(2026, 1, 1)},
    ):
        clock = handling(levels)
        with pytest.raises(IntegrityError), transaction.atomic():
            Clock.objects.filter(pk=clock.pk).update(**wrong)


def test_a_milder_level_beyond_the_calendar_does_not_hinder_a_graver_one(levels: Levels) -> None:
    """Near the last day that is known, twelve months ahead are not."""
    Calendar.objects.filter(key="fi").update(known_until=at(2027, 3, 31).date())
    services.publish_calendar(Calendar.objects.get(key="fi"))
    clock = handling(levels, 3)

    services.change_level(clock, level=levels[2], at=at(2027, 1, 4, 12))

    assert clock.due_at == at(2027, 1, 4, 16)
