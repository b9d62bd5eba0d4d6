"""How a case stands: its state in a word, and its next deadline in words.

Customer and staff read different words for one state; "act" always means the reader.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import timewords
from cases.choices import Stage
from cases.models import Case
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
        return State("done", pgettext("state", "Handled"))
    if case.taken_up_at is None:
        return State("new", pgettext("state", "Received"))
    return State("run", pgettext("state", "Being handled"))


def state_for_desk(case: Case, *, at: datetime) -> State:
    if case.is_handled:
        return State("done", pgettext("state", "Handled"))
    if case.next_due_at and case.next_due_at < at:
        return State("late", pgettext("state", "Overdue"))
    if case.taken_up_at is None:
        return State("new", pgettext("state", "Not taken up"))
    if case.awaits_reply:
        return State("act", pgettext("state", "Our turn"))
    return State("run", pgettext("state", "Being handled"))


def next_due(case: Case, *, at: datetime, brief: bool = False) -> Due | None:
    """The next promise of a case for the desk, or None when there is none left to keep."""
    if case.next_due_at is None:
        return None
    if case.taken_up_at is not None:
        what = _("target for the solution")
    elif case.next_due_at < at:
        what = _("handling should have started")
    else:
        what = _("handling starts at the latest")
    return due_words(case.next_due_at, what=what, at=at, brief=brief)


def next_due_for_customer(case: Case, *, at: datetime) -> Due | None:
    """As `next_due`, but a near deadline is ours to mind: it asks nothing of the customer."""
    due = next_due(case, at=at)
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


def doing_words(stage: str) -> str:
    """What is being done at a stage, said to the customer; "" where the stage says it all."""
    return {
        Stage.ASSESSMENT: _("We are assessing the fault."),
        Stage.PLANNING: _("The product department is planning the fix."),
        Stage.EXECUTION: _("The product department is making the fix."),
        Stage.DELIVERY: _("The fix is being delivered."),
    }.get(Stage(stage), "")
