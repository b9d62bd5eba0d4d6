"""B6: an edited calendar re-plans what runs, once, and lets what is settled keep its numbers."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import CaseType
from accounts.notices.models import Notice
from cases import services, sweeps
from cases.models import Case
from sla import hours, levels
from sla import services as sla
from sla.models import Calendar, Clock, ServiceLevel
from sla.rehearsal import rehearse
from tests import factories
from tests.cases.steps import ask, at, breaches, event_kinds, page_of, take_up

TEN = at(2026, 2, 2, 10)
LATER = at(2026, 2, 2, 11)


def close(day: date) -> None:
    calendar = Calendar.objects.get(key="fi")
    calendar.exceptions.create(date=day, reason_fi="Muuttopäivä")
    sla.publish_calendar(calendar)


def replan(when: datetime = LATER) -> None:
    while services.replan_deadlines(limit=2, at=when):
        pass


def outdated(when: datetime = LATER) -> int:
    return sum(Clock.objects.outdated(each, when).count() for each in Calendar.objects.all())


def stored(case: Case) -> Case:
    return Case.objects.select_related("handling_clock", "resolution_clock").get(pk=case.pk)


def test_a_closed_day_moves_the_deadline_and_the_case_says_so(case, monday) -> None:
    """Twelve hours from Monday 9 end on Tuesday at 15, or on Wednesday when Tuesday is closed."""
    close(date(2026, 2, 3))

    replan()

    case = stored(case)
    assert case.handling_clock.due_at == case.next_due_at == at(2026, 2, 4, 15)
    moved = case.events.get(kind="deadline_moved")
    assert (moved.at, moved.clock_kind, moved.due_at) == (LATER, "handling", at(2026, 2, 4, 15))
    assert case.handling_clock.calendar_version == hours.calendar_in_use().version
    assert (case.version, Notice.objects.filter(kind="case.deadline_moved").count()) == (1, 0)


def test_the_steps_move_with_the_deadline(case) -> None:
    before = case.handling_clock.next_event_at
    close(date(2026, 2, 3))

    replan()

    assert (before, stored(case).handling_clock.next_event_at) == (
        at(2026, 2, 3, 8),
        at(2026, 2, 4, 8),
    )


def test_a_day_that_touches_no_deadline_moves_none_and_is_not_told(case) -> None:
    close(date(2026, 1, 30))

    replan()

    assert event_kinds(case) == ["registered"]
    assert outdated() == 0


def test_what_is_met_or_breached_keeps_its_numbers(case, mikko, customer, paivi, monday) -> None:
    take_up(case, by=mikko, at=TEN)
    late = factories.registered_case(customer, by=paivi, at=monday, level=1)
    services.announce_passed_steps(limit=9, at=LATER)
    numbers = [stored(each).handling_clock.due_at for each in (case, late)]
    close(date(2026, 2, 2))

    replan()

    assert [stored(each).handling_clock.due_at for each in (case, late)] == numbers
    assert breaches(late) == [("handling", at(2026, 2, 2, 10))]


def test_a_paused_clock_counts_the_edit_when_it_goes_on(case, mikko) -> None:
    ask(case, by=mikko, at=TEN)
    held = stored(case).resolution_clock.due_at
    close(date(2026, 3, 2))

    replan()
    paused = stored(case).resolution_clock.due_at
    services.reply(
        case, by=case.contact, body="25.4", key=case.submission_key, at=at(2026, 2, 3, 10)
    )

    # The target was Monday 2 March at 16, which is closed now; the pause took a day of 7 h.
    assert (held, paused) == (at(2026, 3, 2, 16), at(2026, 3, 2, 16))
    assert stored(case).resolution_clock.due_at == at(2026, 3, 3, 16)


def test_a_deadline_that_the_edit_puts_into_the_past_is_found_late_by_the_sweep(case) -> None:
    """Somebody opens on Sunday, and so much more time has passed than was thought."""
    calendar = Calendar.objects.get(key="fi")
    night = calendar.exceptions.create(date=date(2026, 2, 2), reason_fi="Päivystys")
    night.hours.create(opens="08:00", closes="23:59")
    sla.publish_calendar(calendar)

    now = at(2026, 2, 2, 22)
    replan(now)
    services.announce_passed_steps(limit=9, at=now)

    assert breaches(case) == [("handling", at(2026, 2, 2, 21))]


def test_a_goal_moves_without_a_word(customer, paivi, monday) -> None:
    request = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    close(date(2026, 2, 3))

    replan()

    assert stored(request).next_due_at == at(2026, 2, 4, 10)
    assert event_kinds(request) == ["registered"]


def test_an_edited_level_re_plans_too(case) -> None:
    ServiceLevel.objects.filter(pk=3).update(handling_minutes=60)
    sla.publish_calendar(Calendar.objects.get(key="fi"))
    levels.look_again()
    replan(at(2026, 2, 2, 9, 10))

    assert stored(case).handling_clock.due_at == at(2026, 2, 2, 10)


def test_a_step_that_has_just_passed_is_announced_before_it_is_re_planned(case) -> None:
    close(date(2026, 2, 4))
    passed = at(2026, 2, 3, 8, 0, 1)

    replan(passed)
    assert stored(case).handling_clock.calendar_version != hours.calendar_in_use().version
    services.announce_passed_steps(limit=9, at=passed)
    replan(passed)

    assert stored(case).events.get(kind="warned").percent == 50
    assert stored(case).handling_clock.calendar_version == hours.calendar_in_use().version


def test_the_task_works_off_all_and_a_second_one_finds_nothing(
    customer, paivi, monday, clock, monkeypatch
) -> None:
    monkeypatch.setattr(sweeps, "REPLANNED_AT_ONCE", 3)
    for _each in range(5):
        factories.registered_case(customer, by=paivi, at=monday)
    close(date(2026, 2, 3))
    clock(LATER)

    for _beat in range(2):
        sweeps.replan_deadlines()

    assert outdated() == 0
    assert [event_kinds(case).count("deadline_moved") for case in Case.objects.all()] == [1] * 5


@pytest.mark.parametrize("count", [1, 4])
def test_a_batch_costs_the_same_whatever_it_holds(customer, paivi, monday, count: int) -> None:
    for _each in range(count):
        factories.registered_case(customer, by=paivi, at=monday)
    close(date(2026, 2, 3))
    hours.calendar_in_use()

    with CaptureQueriesContext(connection) as queries:
        services.replan_deadlines(limit=100, at=LATER)

    assert len(queries) <= 14


def test_the_rehearsal_says_what_the_re_planning_then_does(case, customer, paivi, monday) -> None:
    factories.registered_case(customer, by=paivi, at=monday, level=1)
    calendar = Calendar.objects.get(key="fi")
    calendar.exceptions.create(date=date(2026, 2, 3), reason_fi="Muuttopäivä")

    told = rehearse(at=LATER - timedelta(hours=1))
    sla.publish_calendar(calendar)
    replan(LATER - timedelta(hours=1))

    # The target of level 1 is the same day, of level 3 four weeks ahead: neither moves.
    assert (told.examined, told.left_out, told.uncounted) == (4, 0, 0)
    assert [(move.name, move.before, move.after, move.is_late) for move in told.moves] == [
        (str(case), at(2026, 2, 3, 15), at(2026, 2, 4, 15), False)
    ]
    assert told.moves[0].url == page_of("case", case)
    assert stored(case).handling_clock.due_at == told.moves[0].after


def test_the_rehearsal_tells_of_deadlines_beyond_what_the_calendar_would_know(case) -> None:
    Calendar.objects.filter(key="fi").update(known_until=date(2026, 2, 10))

    told = rehearse(at=TEN)

    assert (told.uncounted, told.moves) == (1, ())


def test_the_customer_reads_why_the_deadline_moved(case, paivi, as_user) -> None:
    close(date(2026, 2, 3))
    replan()

    page = as_user(paivi).get(page_of("case", case)).content.decode()

    assert "Opening hours changed" in page or "Aukioloajat muuttuivat" in page
