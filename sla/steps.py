"""The steps at which people are warned, held like the levels, and when a clock passes them (B5.5).

A step is a part of the open time of a promise. It is counted back from the deadline in open time,
so a warning never falls into closed hours, and a deadline that moved takes its steps with it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from sla import hours
from sla.choices import WHOLE
from sla.models import Clock, EscalationStep

Steps = dict[str, tuple[EscalationStep, ...]]

_held: Steps = {}
_read_at = float("-inf")


@dataclass(frozen=True, slots=True)
class PassedStep:
    """One step of a clock's time: how much of it, and when it has passed."""

    percent: int
    at: datetime


def steps_in_use() -> Steps:
    """Return the steps of each kind of clock, the earliest first.

    A process asks the database at most every `hours.CHECK_EVERY_SECONDS`, so an edit is noticed
    everywhere within seconds.
    """
    global _held, _read_at  # noqa: PLW0603 one set for the whole process
    if monotonic() - _read_at >= hours.CHECK_EVERY_SECONDS:
        found = defaultdict(list)
        for step in EscalationStep.objects.order_by("percent"):
            found[step.kind].append(step)
        _held = {kind: tuple(steps) for kind, steps in found.items()}
        _read_at = monotonic()
    return _held


def look_again() -> None:
    """Let the next question ask the database whether a step has changed."""
    global _read_at  # noqa: PLW0603
    _read_at = float("-inf")


def step_at(kind: str, percent: int) -> EscalationStep:
    """Return the step of a kind of clock; one that tells everybody when its row is gone."""
    for step in steps_in_use().get(kind, ()):
        if step.percent == percent:
            return step
    return EscalationStep(
        kind=kind, percent=percent, tells_handler=True, tells_team=True, tells_manager=True
    )


def steps_of(clock: Clock) -> list[PassedStep]:
    """Return every step of a clock's plan in order, the deadline last."""
    work, whole = hours.calendar_of(clock.calendar_id).work, clock.target_seconds
    warnings = [
        PassedStep(step.percent, work.subtract(clock.due_at, _left(whole, step.percent)))
        for step in steps_in_use().get(clock.kind, ())
        if step.percent < WHOLE and whole and whole >= step.least_minutes * 60
    ]
    return [*warnings, PassedStep(WHOLE, clock.due_at)]


def next_step_at(clock: Clock, *, after: datetime) -> datetime:
    """Return when a clock passes its next step; the deadline, even one that has passed."""
    return next((step.at for step in steps_of(clock) if step.at > after), clock.due_at)


def _left(whole: int, percent: int) -> int:
    """Return the seconds left when so much of the whole has passed."""
    return max(1, whole * (WHOLE - percent) // WHOLE)
