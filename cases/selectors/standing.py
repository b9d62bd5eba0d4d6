"""How a case stands: its state in a word, and its next deadline in words.

Customer and staff read different words for one state; "act" always means the reader.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import timewords
from cases.choices import Outcome
from cases.models import Case
from cases.transitions import step_at
from sla.hours import calendar_in_use

# A deadline nearer than this, in opening time, asks the desk to act.
SOON = 4 * 3600
MINUTE = 60
# More opening time than this is said in days and weeks.
MANY_HOURS = 35 * 3600


@dataclass(frozen=True)
class State:
    """A glyph and a word; `kind` names both the glyph and the colour."""

    kind: str
    word: str


@dataclass(frozen=True)
class Due:
    """A deadline as people read it: absolute first, then what is left of it."""

    kind: str
    at: datetime
    words: str
    left: str
    what: str


def state_for_customer(case: Case) -> State:
    if case.is_handled:
        return State("done", outcome_words(case))
    if case.awaits_customer:
        return State("act", pgettext("state", "Waiting for you"))
    if case.taken_up_at is None:
        return State("new", pgettext("state", "Received"))
    return State("run", pgettext("state", "Being handled"))


def state_for_desk(case: Case, *, at: datetime) -> State:
    if case.is_handled:
        return State("done", outcome_words(case))
    if case.next_due_at and case.next_due_at < at:
        return State("late", pgettext("state", "Overdue"))
    if case.taken_up_at is None:
        return State("new", pgettext("state", "Not taken up"))
    if case.awaits_customer:
        return State("pause", pgettext("state", "Waiting for the customer"))
    if case.awaits_reply:
        return State("act", pgettext("state", "Our turn"))
    return State("run", pgettext("state", "Being handled"))


def outcome_words(case: Case) -> str:
    """How a handled case ended, in a word."""
    return str(Outcome(case.outcome).label)


def next_due(case: Case, *, at: datetime, brief: bool = False) -> Due | None:
    """The next promise of a case for the desk, or None when nothing of ours is due."""
    if case.next_due_at is None:
        return None
    return due_words(case.next_due_at, what=_what_is_due(case, at=at), at=at, brief=brief)


def _what_is_due(case: Case, *, at: datetime) -> str:
    assert case.next_due_at
    if not case.is_error:
        return _("our goal for the next answer") if case.staff_wrote_at else _("our goal to answer")
    if case.taken_up_at is not None:
        return _("target for the solution")
    if case.next_due_at < at:
        return _("handling should have started")
    return _("handling starts at the latest")


def next_due_for_customer(case: Case, *, at: datetime) -> Due | None:
    """As `next_due`, but promises only, and minding a near one is our work, not theirs (B5.7)."""
    due = next_due(case, at=at) if case.is_error else None
    return for_customer(due) if due else None


def for_customer(due: Due) -> Due:
    """The same deadline without its call to act: minding it is our work."""
    return replace(due, kind="run") if due.kind == "act" else due


def due_words(due_at: datetime, *, what: str, at: datetime, brief: bool = False) -> Due:
    """Say one running deadline: when, and how much opening time is left or was overrun."""
    work = calendar_in_use().work
    if due_at < at:
        late = work.open_between(due_at, at)
        words = _moment(due_at, at, brief=brief, far=False)
        return Due("late", due_at, words, _late_words(late, at - due_at, brief=brief), what)
    left = work.open_between(at, due_at)
    words = _moment(due_at, at, brief=brief, far=left > MANY_HOURS)
    kind = "act" if left < SOON else "run"
    return Due(kind, due_at, words, _left_words(left, due_at - at, brief=brief), what)


def _moment(due_at: datetime, at: datetime, *, brief: bool, far: bool) -> str:
    if not brief:
        return timewords.moment_words(due_at, now=at)
    if not far:
        return timewords.brief_moment_words(due_at, now=at)
    # Weeks ahead the time of day is closing time and tells the desk nothing.
    today = timewords.local(at).date()
    return capfirst(timewords.weekday_words(timewords.local(due_at).date(), today=today))


def _left_words(open_seconds: int, span: timedelta, *, brief: bool) -> str:
    if open_seconds > MANY_HOURS:
        return timewords.span_words(span)
    left = timewords.duration_words(open_seconds)
    return left if brief else _("%(left)s of opening time") % {"left": left}


def _late_words(late: int, span: timedelta, *, brief: bool) -> str:
    if late < MINUTE:
        # The deadline was closing time and we have not opened since.
        return ""
    over = timewords.span_words(span) if late > MANY_HOURS else timewords.duration_words(late)
    if brief:
        return pgettext("deadline", "%(over)s over") % {"over": over}
    return _("%(over)s late") % {"over": over}


def doing_words(case: Case) -> str:
    """What is being done at the case's stage, said to the customer; "" where its name says it."""
    return str(step_at(case.case_type, case.stage).doing)
