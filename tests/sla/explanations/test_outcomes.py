"""B5.6: an explanation says whether its promise was kept, missed or taken back."""

from datetime import datetime

import pytest

from sla import services
from sla.choices import ClockKind
from sla.models import Clock, ServiceLevel
from tests.sla.conftest import at
from tests.sla.explanations.conftest import MONDAY, explain_clock, plain, resolution, started

pytestmark = pytest.mark.django_db


def outcome(clock: Clock, now: datetime) -> tuple[str, str] | None:
    found = explain_clock(clock, now=now).outcome
    return (found.kind, plain(found.words)) if found else None


@pytest.mark.parametrize(
    ("kind", "stopped", "expected"),
    [
        (
            ClockKind.HANDLING,
            at(2027, 1, 4, 13, 40),
            ("done", "Handling began today 13:40, in time."),
        ),
        (
            ClockKind.HANDLING,
            at(2027, 1, 4, 15, 20),
            ("done", "Handling began today 15:20, in time."),
        ),
        (
            ClockKind.HANDLING,
            at(2027, 1, 5, 8, 25),
            ("late", "Handling began Tue 5 Jan 8:25, 1 h 5 min late."),
        ),
        (
            ClockKind.HANDLING,
            at(2027, 1, 4, 15, 20, 30),
            ("late", "Handling began today 15:20, after the deadline."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 8, 14),
            ("done", "The matter ended Fri 8 Jan 14:00, in time."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 8, 18),
            ("late", "The matter ended Fri 8 Jan 18:00, after the deadline."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 20, 9),
            ("late", "The matter ended Wed 20 Jan 9:00, 8 open days late."),
        ),
    ],
)
def test_a_promise_that_was_kept_or_missed_says_so(
    kind: str, stopped: datetime, expected: tuple[str, str]
) -> None:
    clock = started(kind)
    services.stop(clock, at=stopped)

    # "Today" is the reader's: it is Monday, or whenever it stopped.
    now = stopped if stopped.date() == MONDAY.date() else at(2027, 2, 1, 9)
    assert outcome(clock, now) == expected


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        (ClockKind.HANDLING, at(2027, 1, 4, 15, 20), None),
        (ClockKind.HANDLING, at(2027, 1, 4, 15, 20, 30), ("late", "The deadline has just passed.")),
        (
            ClockKind.HANDLING,
            at(2027, 1, 5, 8, 25),
            ("late", "Handling has not begun, 1 h 5 min late."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 11, 9),
            ("late", "The target has passed, 1 h late."),
        ),
    ],
)
def test_a_promise_that_is_late_says_how_late(
    kind: str, now: datetime, expected: tuple[str, str] | None
) -> None:
    assert outcome(started(kind), now) == expected


def test_a_paused_promise_is_not_late() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 8, 13))

    assert outcome(clock, at(2027, 1, 11, 9)) is None


def test_a_promise_taken_back_says_so() -> None:
    clock = started(ClockKind.RESOLUTION)
    services.cancel(clock, at=at(2027, 1, 5, 9))

    assert outcome(clock, at(2027, 1, 5, 10)) == (
        "pause",
        "The matter ended today 9:00, so this deadline does not count any more.",
    )


def test_a_missed_deadline_is_told_as_it_bound_whatever_the_level_became() -> None:
    clock = started(ClockKind.HANDLING, 2)
    later = at(2027, 1, 5, 9)
    services.change_level(clock, level=ServiceLevel.objects.get(number=4), at=later)

    explanation = explain_clock(clock, now=at(2027, 1, 5, 10))

    assert explanation.due_at == clock.due_at == at(2027, 1, 4, 15, 20)
    assert plain(explanation.sentence).startswith("Level 2: we start within 4 h of opening time.")
    assert plain(explanation.total) == "4 h, so yesterday 15:20."
