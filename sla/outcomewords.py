"""What became of a promise, in a sentence: kept, missed, or late and not done yet (B5.6)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.timewords import moment_words
from sla.choices import ClockKind, ClockState
from sla.hours import calendar_of
from sla.lengthwords import lateness_words
from sla.models import Clock


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind` names the glyph and the colour: done, late or pause."""

    kind: str
    words: str


def outcome_of(clock: Clock, *, now: datetime) -> Outcome | None:
    """Say how a promise ended, or how late it is; None while it may still be kept."""
    if clock.stopped_at is None:
        is_late = not clock.is_paused and clock.due_at < now
        return Outcome("late", _overrun_words(clock, now)) if is_late else None
    when = {"when": moment_words(clock.stopped_at, now=now)}
    if clock.state == ClockState.CANCELLED:
        words = _("The matter ended %(when)s, so this deadline does not count any more.")
        return Outcome("pause", words % when)
    if clock.state == ClockState.MET:
        return Outcome("done", _kept_words(clock) % when)
    late = lateness_words(calendar_of(clock.calendar_id).work, clock.due_at, clock.stopped_at)
    return Outcome("late", _missed_words(clock, late=late) % {**when, "late": late})


def _kept_words(clock: Clock) -> str:
    if clock.kind == ClockKind.HANDLING:
        return _("Handling began %(when)s, in time.")
    if clock.kind == ClockKind.GOAL:
        return _("We answered %(when)s, in time.")
    return _("The matter ended %(when)s, in time.")


def _missed_words(clock: Clock, *, late: str) -> str:
    if clock.kind == ClockKind.HANDLING:
        if late:
            return _("Handling began %(when)s, %(late)s late.")
        return _("Handling began %(when)s, after the deadline.")
    if clock.kind == ClockKind.GOAL:
        return _("We answered %(when)s, after our goal.")
    if late:
        return _("The matter ended %(when)s, %(late)s late.")
    return _("The matter ended %(when)s, after the deadline.")


def _overrun_words(clock: Clock, now: datetime) -> str:
    late = lateness_words(calendar_of(clock.calendar_id).work, clock.due_at, now)
    if not late:
        return _("The deadline has just passed.")
    if clock.kind == ClockKind.HANDLING:
        return _("Handling has not begun, %(late)s late.") % {"late": late}
    if clock.kind == ClockKind.GOAL:
        return _("The answer is %(late)s late.") % {"late": late}
    return _("The target has passed, %(late)s late.") % {"late": late}
