"""B5: every night each running clock is counted again from its raw rows."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from accounts.notices.models import Notice
from sla import services, sweeps
from sla.choices import ClockKind
from sla.models import Calendar, Clock, ClockAudit, ClockDifference, ServiceLevel
from tests import factories
from tests.sla.conftest import at

pytestmark = pytest.mark.django_db

Levels = dict[int, ServiceLevel]
MONDAY = at(2027, 1, 4, 10, 20)
NIGHT = at(2027, 1, 5, 2)


@pytest.fixture
def clocks(levels: Levels) -> list[Clock]:
    """One clock of each number, one of them paused for an hour, and a goal."""
    running = [
        services.start(kind, level=levels[number], label="case-1", at=MONDAY)
        for number in (1, 3, 5)
        for kind in (ClockKind.HANDLING, ClockKind.RESOLUTION)
    ]
    services.pause(running[3], at=at(2027, 1, 4, 13))
    services.resume(running[3], at=at(2027, 1, 4, 14))
    services.change_level(running[5], level=levels[4], at=at(2027, 1, 4, 15))
    goal = services.start_goal(seconds=28800, label="case-2", since=MONDAY, at=MONDAY)
    return [*running, goal]


def audit(limit: int = 100, when=NIGHT) -> bool:
    return services.audit_clocks(limit=limit, at=when)


def test_what_the_rows_say_differs_from_nothing(clocks) -> None:
    assert audit() is False

    found = ClockAudit.objects.get()
    assert (found.checked, found.ended_at, found.differences.count()) == (7, NIGHT, 0)
    assert Notice.objects.count() == 0


def test_a_difference_is_reported_and_nothing_is_changed(clocks) -> None:
    aino = factories.staff(Role.ADMINISTRATOR, email="aino@softone.example")
    factories.staff(Role.MANAGER, email="marjut@softone.example")
    right = clocks[2].due_at
    wrong = right + timedelta(minutes=5)
    Clock.objects.filter(pk=clocks[2].pk).update(due_at=wrong)

    audit()

    difference = ClockDifference.objects.get()
    assert (difference.clock, difference.held_due_at, difference.counted_due_at) == (
        clocks[2],
        wrong,
        right,
    )
    assert Clock.objects.get(pk=clocks[2].pk).due_at == wrong
    [notice] = Notice.objects.all()
    assert (notice.recipient, notice.kind) == (aino, "sla.audit")


def test_a_forgotten_pause_is_found(clocks) -> None:
    clocks[3].pauses.all().delete()

    audit()

    assert [difference.clock for difference in ClockDifference.objects.all()] == [clocks[3]]


def test_an_audit_that_is_cut_off_goes_on_where_it_stopped(clocks) -> None:
    found = [audit(limit=3, when=NIGHT + timedelta(minutes=minute)) for minute in (0, 5, 10)]

    assert found == [True, True, False]
    assert list(ClockAudit.objects.values_list("checked", "ended_at")) == [
        (7, NIGHT + timedelta(minutes=10))
    ]


def test_the_second_beat_of_a_night_has_nothing_to_do_and_the_next_night_begins_anew(
    clocks,
) -> None:
    for when in (NIGHT, NIGHT + timedelta(minutes=5), NIGHT + timedelta(days=1)):
        audit(when=when)

    assert list(ClockAudit.objects.order_by("pk").values_list("began_at", flat=True)) == [
        NIGHT,
        NIGHT + timedelta(days=1),
    ]


def test_an_audit_left_open_is_ended_by_the_next_night(clocks) -> None:
    audit(limit=2)

    audit(when=NIGHT + timedelta(days=1))

    ended = ClockAudit.objects.order_by("pk").values_list("checked", "ended_at")
    assert list(ended) == [(2, NIGHT + timedelta(days=1)), (7, NIGHT + timedelta(days=1))]


def test_what_an_edit_has_still_to_re_plan_is_left_to_it(clocks) -> None:
    services.publish_calendar(Calendar.objects.get(key="fi"))

    audit()

    assert ClockAudit.objects.get().checked == 0


def test_the_task_of_the_night_audits_everything(clocks, clock, monkeypatch) -> None:
    monkeypatch.setattr(sweeps, "AUDITED_AT_ONCE", 2)
    clock(NIGHT)

    sweeps.audit_clocks()

    assert ClockAudit.objects.get().checked == 7
