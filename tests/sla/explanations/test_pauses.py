"""B5.4, B5.6: what moved a target or holds it is told, and in whose words."""

import pytest

from sla import services
from sla.models import ServiceLevel
from tests.sla.conftest import at
from tests.sla.explanations.conftest import MONDAY, SAME_WEEK, explain_clock, plain, resolution

pytestmark = pytest.mark.django_db


def test_a_pause_that_lasts_is_told_from_its_beginning() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 9))

    assert explanation.due_at == at(2027, 1, 8, 14)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The time has stood still since Tue 5 Jan 9:00. "
        "If it went on now, the target would be Mon 11 Jan 14:00."
    )


def test_a_moved_target_is_told_with_how_far_it_moved() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.resume(clock, at=at(2027, 1, 7, 10, 15))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 11))

    assert explanation.due_at == clock.due_at == at(2027, 1, 11, 15, 15)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The target moved by 6 h 15 min of opening time while we waited for you."
    )


def test_a_pause_without_open_time_is_not_told() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 4, 11))
    services.resume(clock, at=at(2027, 1, 4, 12))

    assert plain(explain_clock(clock, now=MONDAY).sentence) == SAME_WEEK


def test_waiting_and_being_settled_are_told_apart() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 4, 12))
    services.resume(clock, at=at(2027, 1, 4, 13))
    services.stop(clock, at=at(2027, 1, 5, 9))
    services.reopen(clock, at=at(2027, 1, 5, 11))
    services.pause(clock, at=at(2027, 1, 7, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 10))

    assert explanation.due_at == clock.due_at == at(2027, 1, 11, 11)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The target moved by 1 h of opening time while we waited for you. "
        "The target moved by 2 h of opening time while the matter was settled. "
        "The time has stood still since today 9:00. "
        "If it went on now, the target would be Mon 11 Jan 13:00."
    )


def test_the_least_hour_after_a_reopening_is_told() -> None:
    clock = resolution()
    services.stop(clock, at=at(2027, 1, 8, 14))
    services.reopen(clock, at=at(2027, 1, 8, 15))

    explanation = explain_clock(clock, now=at(2027, 1, 8, 15))

    assert explanation.due_at == clock.due_at == at(2027, 1, 11, 9)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} At least 1 h of opening time is left after the matter is reopened."
    )


def test_a_level_changed_in_a_pause_is_told_with_what_moved_it_so_far() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.change_level(clock, level=ServiceLevel.objects.get(number=3), at=at(2027, 1, 7, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 10))

    assert explanation.due_at == clock.due_at == at(2027, 2, 2, 14)
    assert plain(explanation.sentence) == (
        "Level 3: the target is closing time within 4 weeks. "
        "The target moved by 5 h of opening time while we waited for you. "
        "The time has stood still since Tue 5 Jan 9:00. "
        "If it went on now, the target would be Tue 2 Feb 15:00."
    )


def test_the_desk_reads_whom_we_waited_for() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.resume(clock, at=at(2027, 1, 7, 10, 15))

    explanation = explain_clock(clock, for_desk=True, now=at(2027, 1, 7, 11))

    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The target moved by 6 h 15 min of opening time while we waited for the "
        "customer."
    )
