"""The promised times of a case: how they stand, why they are so, whose time went (B5.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import moment_words
from cases.models import Case, CaseEvent
from cases.selectors import standing
from cases.selectors.whose_time import TimeShares, time_shares
from sla.choices import ClockKind, ClockState
from sla.explanations import Explanation, explain_clocks, explain_goal
from sla.models import Clock
from sla.outcomewords import Outcome
from sla.selectors import Record, records_of


@dataclass(frozen=True)
class Deadline:
    """One promise: what it is, how it stands, why. One that was taken back has no `due`."""

    label: str
    due: standing.Due | None
    clock: Clock
    explanation: Explanation


@dataclass(frozen=True)
class Promises:
    """All that is promised about a case, told to one reader, and what its clocks went through.

    `record` is the resolution clock's.
    """

    deadlines: list[Deadline]
    shares: TimeShares | None
    record: Record | None
    records: dict[int, Record]
    url: str

    @property
    def running(self) -> Clock | None:
        """The clock of the next promise to be kept."""
        clocks = (deadline.clock for deadline in self.deadlines)
        return next((clock for clock in clocks if not clock.is_stopped), None)


def clocks_of(case: Case) -> list[Clock]:
    """Both clocks of a programming error; a case that is none any more makes no promises."""
    if not case.is_error:
        return []
    return [clock for clock in (case.handling_clock, case.resolution_clock) if clock]


def promises_of(case: Case, user: User, events: Iterable[CaseEvent], *, at: datetime) -> Promises:
    """Tell a reader what a case is promised, and whose its time was by the `events` they may see.

    Two queries, none for a case without promises.
    The desk is told the internal goal of any other case; a customer never is (B5.7).
    """
    shares = time_shares(case, events, for_desk=user.is_desk, at=at)
    if not case.is_error:
        goal = case.goal_clock if user.is_desk else None
        goals = [_goal(case, goal, at=at)] if goal else []
        return Promises(goals, shares, None, {}, standing.deadlines_url(case))
    clocks = clocks_of(case)
    records = records_of(clocks)
    explanations = explain_clocks(clocks, records, for_desk=user.is_desk, now=at)
    found = [
        _deadline(case, clock, records[clock.pk], explanation, at=at)
        for clock, explanation in zip(clocks, explanations, strict=True)
    ]
    deadlines = found if user.is_desk else [_for_customer(deadline) for deadline in found]
    url = standing.deadlines_url(case)
    solving = next((clock for clock in clocks if clock.kind == ClockKind.RESOLUTION), None)
    record = records[solving.pk] if solving else None
    return Promises(deadlines, shares, record, records, url)


def _deadline(
    case: Case, clock: Clock, record: Record, explanation: Explanation, *, at: datetime
) -> Deadline:
    due = None if clock.state == ClockState.CANCELLED else _due(clock, record, at=at)
    if clock.state == ClockState.BREACHED and _never_began(case, clock):
        due = standing.Due("late", clock.due_at, moment_words(clock.due_at, now=at))
        explanation = replace(explanation, outcome=_never_began_outcome(clock, at=at))
    url = standing.deadlines_url(case)
    return Deadline(_label(case, clock), due and replace(due, url=url), clock, explanation)


def _goal(case: Case, clock: Clock, *, at: datetime) -> Deadline:
    due = replace(_due_of(clock, at=at), url=standing.deadlines_url(case))
    shown = None if clock.state == ClockState.CANCELLED else due
    return Deadline(_("Our goal to answer"), shown, clock, explain_goal(clock, now=at))


def _label(case: Case, clock: Clock) -> str:
    if clock.kind == ClockKind.HANDLING:
        return _("Handling started") if case.taken_up_at else _("Handling starts")
    return standing.outcome_words(case) if case.is_handled else _("Target for the solution")


def _never_began(case: Case, clock: Clock) -> bool:
    """Whether the case ended before anybody took it up, so its start clock stopped with it."""
    return clock.kind == ClockKind.HANDLING and clock.is_stopped and case.taken_up_at is None


def _never_began_outcome(clock: Clock, *, at: datetime) -> Outcome:
    when = {"when": moment_words(clock.stopped_at, now=at)} if clock.stopped_at else {}
    return Outcome("late", _("Handling never began. The case ended %(when)s.") % when)


def _due(clock: Clock, record: Record, *, at: datetime) -> standing.Due:
    if clock.is_paused:
        since = record.open_pause.began_at if record.open_pause else at
        left = standing.left_words(since, clock.due_at)
        return standing.Due("pause", clock.due_at, _("The time stands still"), left)
    return _due_of(clock, at=at)


def _due_of(clock: Clock, *, at: datetime) -> standing.Due:
    """How a clock stands that is not paused."""
    if clock.stopped_at is None:
        return standing.due_words(clock.due_at, at=at)
    words = moment_words(clock.stopped_at, now=at)
    if clock.state == ClockState.MET:
        return standing.Due("done", clock.stopped_at, words, _("in time"))
    late = standing.late_words(clock.due_at, clock.stopped_at)
    was_due = _("was due %(when)s") % {"when": moment_words(clock.due_at, now=at)}
    return standing.Due("late", clock.stopped_at, words, late or was_due)


def _for_customer(deadline: Deadline) -> Deadline:
    """The deadline as the customer reads it."""
    due = deadline.due
    return replace(deadline, due=standing.for_customer(due)) if due else deadline
