"""What each service level would do to the deadlines of a case, before one decides (B5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.timewords import moment_words
from cases.models import Case
from cases.selectors.advice import advised_level
from cases.selectors.deadlines import clocks_of
from cases.selectors.standing import Due, due_words
from sla.choices import ClockKind, ClockState
from sla.levels import levels_in_use
from sla.models import Clock
from sla.selectors import Record, dues_after_change, keeps_its_deadline


@dataclass(frozen=True)
class NewDeadline:
    """One deadline as a level would leave it, and what is wrong with that."""

    label: str
    due: Due
    warning: str


@dataclass(frozen=True)
class LevelChoice:
    """One level as its card shows it: what choosing it is, what it does, in words."""

    number: int
    what: str
    does: str
    is_current: bool
    is_asked: bool
    is_advised: bool
    deadlines: list[NewDeadline]


@dataclass(frozen=True)
class LevelChange:
    """The levels one may choose among, and what is true of the deadlines at each of them."""

    choices: list[LevelChoice]
    notes: list[str]


def level_change(
    case: Case, records: Mapping[int, Record], *, is_open: bool, at: datetime
) -> LevelChange:
    """Preview every level of a programming error; `is_open` while it is still to be confirmed.

    `records` are those of its clocks: they hold all it takes, and nothing more is asked for.
    """
    clocks = clocks_of(case)
    dues = dues_after_change(clocks, records, at=at)
    moving = [clock for clock in clocks if not keeps_its_deadline(clock, at=at)]
    return LevelChange(
        choices=[
            LevelChoice(
                number=number,
                what=_what(number, case.level_id or 0, is_open=is_open),
                does=_does(number, case.level_id or 0, is_open=is_open),
                is_current=number == case.level_id,
                is_asked=number == case.proposed_level_id,
                is_advised=number == advised_level(case),
                deadlines=[
                    _deadline(clock, dues[clock.pk][number], moves=number != clock.level_id, at=at)
                    for clock in moving
                ],
            )
            for number in levels_in_use()
        ],
        notes=list(filter(None, (_note(clock, at=at) for clock in clocks))),
    )


def _what(number: int, current: int, *, is_open: bool) -> str:
    if number == current:
        return _("Confirms the level") if is_open else _("The level now")
    raises = number < current
    says = _("Raises from level %(level)s") if raises else _("Lowers from level %(level)s")
    return says % {"level": current}


def _does(number: int, current: int, *, is_open: bool) -> str:
    """The words of the button while this level is chosen."""
    if number == current:
        says = _("Confirm level %(level)s") if is_open else _("Keep level %(level)s")
    elif number < current:
        says = _("Raise to level %(level)s, tell the customer")
    else:
        says = _("Lower to level %(level)s, tell the customer")
    return says % {"level": number}


def _deadline(clock: Clock, due_at: datetime, *, moves: bool, at: datetime) -> NewDeadline:
    label = (
        pgettext("deadline", "Starts")
        if clock.kind == ClockKind.HANDLING
        else pgettext("deadline", "Done")
    )
    is_past = moves and due_at < at.replace(microsecond=0)
    warning = _warning(clock) if is_past else ""
    if clock.is_paused:
        words = moment_words(due_at, now=at)
        kind = "late" if is_past else "pause"
        return NewDeadline(label, Due(kind, due_at, words, _("time stands still")), warning)
    return NewDeadline(label, due_words(due_at, at=at), warning)


def _warning(clock: Clock) -> str:
    if clock.kind == ClockKind.HANDLING:
        return _("The deadline to start would have passed already: this is late at once.")
    if clock.is_paused:
        return _("The target would have passed already: this is late when the time goes on.")
    return _("The target would have passed already: this is late at once.")


def _note(clock: Clock, *, at: datetime) -> str:
    """What no level changes of a clock: its end, its lateness, or that it stands still."""
    if clock.is_paused:
        return _("The time for the solution stands still. The target moves on with the wait.")
    if clock.state == ClockState.CANCELLED or not keeps_its_deadline(clock, at=at):
        return ""
    if clock.state == ClockState.MET and clock.stopped_at:
        when = {"when": moment_words(clock.stopped_at, now=at)}
        if clock.kind == ClockKind.HANDLING:
            return _("Handling started in time, %(when)s. No level changes that.") % when
        return _("The solution was there in time, %(when)s. No level changes that.") % when
    when = {"when": moment_words(clock.due_at, now=at)}
    if clock.kind == ClockKind.HANDLING:
        return _("Handling was to start %(when)s. It is late, and no level changes that.") % when
    return _("The target was %(when)s. It was missed, and no level changes that.") % when
