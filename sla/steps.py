"""The steps at which people are warned, and when a clock passes them (B5.5).

A step is a part of the open time of a promise. It is counted back from the deadline in open time,
so a warning never falls into closed hours, and a deadline that moved takes its steps with it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from accounts.held import Held
from sla import hours
from sla.choices import WHOLE
from sla.models import Clock, EscalationStep

Steps = dict[str, tuple[EscalationStep, ...]]


def _read() -> Steps:
    found = defaultdict(list)
    for step in EscalationStep.objects.order_by("percent"):
        found[step.kind].append(step)
    return {kind: tuple(steps) for kind, steps in found.items()}


_held = Held(_read)
look_again = _held.look_again


@dataclass(frozen=True, slots=True)
class PassedStep:
    """One step of a clock's time: how much of it, and when it has passed."""

    percent: int
    at: datetime


def steps_in_use() -> Steps:
    """Return the steps of each kind of clock, the earliest first."""
    return _held.rows()


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
