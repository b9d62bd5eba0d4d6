"""How a case stands: its state in a word, and its next deadline in words.

Customer and staff read different words for one state; "act" always means the reader.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import timewords
from cases.choices import Outcome
from cases.models import Case
from cases.transitions import step_at
from sla.hours import calendar_in_use
from sla.lengthwords import MANY_HOURS, lateness_words, length_words

# A deadline nearer than this, in opening time, asks the desk to act.
SOON = 4 * 3600


@dataclass(frozen=True)
class State:
    """A glyph and a word; `kind` names both the glyph and the colour."""

    kind: str
    word: str


@dataclass(frozen=True)
class Due:
    """A deadline as people read it: absolute first, then what is left of it in opening time.

    `url` leads to its explanation.
    """

    kind: str
    at: datetime
    words: str
    left: str = ""
    what: str = ""
    url: str = ""


def deadlines_url(case: Case) -> str:
    """Where the deadlines of a case are explained (B5.6); the desk's goals too."""
    return reverse("cases:deadlines", args=[case.number])


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
    due = due_words(case.next_due_at, at=at, brief=brief)
    return replace(due, what=_what_is_due(case, at=at), url=deadlines_url(case))


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


def due_words(due_at: datetime, *, at: datetime, brief: bool = False) -> Due:
    """Say one running deadline: when, and how much opening time is left or was overrun."""
    work = calendar_in_use().work
    if due_at < at:
        words = _moment(due_at, at, brief=brief, far=False)
        return Due("late", due_at, words, late_words(due_at, at, brief=brief))
    left = work.open_between(at, due_at)
    words = _moment(due_at, at, brief=brief, far=left > MANY_HOURS)
    kind = "act" if left < SOON else "run"
    return Due(kind, due_at, words, left_words(at, due_at, brief=brief))


def _moment(due_at: datetime, at: datetime, *, brief: bool, far: bool) -> str:
    if not brief:
        return timewords.moment_words(due_at, now=at)
    if not far:
        return timewords.brief_moment_words(due_at, now=at)
    # Weeks ahead the time of day is closing time and tells the desk nothing.
    today = timewords.local(at).date()
    return capfirst(timewords.weekday_words(timewords.local(due_at).date(), today=today))


def left_words(begin: datetime, end: datetime, *, brief: bool = False) -> str:
    """Say the opening time between two moments: "2 h 10 min of opening time", "8 open days"."""
    work = calendar_in_use().work
    left = length_words(work, begin, end, brief=brief)
    if brief or work.open_between(begin, end) > MANY_HOURS:
        return left
    return _("%(left)s of opening time") % {"left": left}


def late_words(due_at: datetime, at: datetime, *, brief: bool = False) -> str:
    """Say the opening time since a deadline; "" while we have not opened since."""
    over = lateness_words(calendar_in_use().work, due_at, at, brief=brief)
    if not over:
        return ""
    if brief:
        return pgettext("deadline", "%(over)s over") % {"over": over}
    return _("%(over)s late") % {"over": over}


def doing_words(case: Case) -> str:
    """What is being done at the case's stage, said to the customer; "" where its name says it."""
    return str(step_at(case.case_type, case.stage).doing)
