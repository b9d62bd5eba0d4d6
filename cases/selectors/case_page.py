"""Everything one case page shows, worked out for its reader."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import moment_words
from cases.choices import Stage
from cases.models import Case
from cases.selectors import next_line, standing, timeline
from cases.transitions import next_by_hand
from sla.choices import ClockState
from sla.explanations import Explanation, explain_clocks
from sla.models import Clock


@dataclass(frozen=True)
class Deadline:
    """One promise of the case as the side panel shows it."""

    label: str
    due: standing.Due
    clock: Clock


@dataclass(frozen=True)
class CasePage:
    at: datetime
    state: standing.State
    next: next_line.NextLine
    due: standing.Due | None
    stages: list[timeline.StageMark]
    entries: list[timeline.Entry]
    newest_message: int
    deadlines: list[Deadline]
    explanations: list[Explanation]
    next_stages: list[Stage]
    level_is_open: bool
    level_is_next: bool


def case_page(case: Case, user: User, *, at: datetime) -> CasePage:
    events = timeline.events_of(case, user)
    entries = timeline.timeline(case, user, events)
    desk, deadlines = user.is_desk, deadlines_of(case, at=at)
    return CasePage(
        at=at,
        state=standing.state_for_desk(case, at=at) if desk else standing.state_for_customer(case),
        next=(next_line.next_for_desk if desk else next_line.next_for_customer)(case, at=at),
        due=standing.next_due(case, at=at),
        stages=timeline.stage_marks(case, events, at=at),
        entries=entries,
        newest_message=timeline.newest_id([entry.message for entry in entries]),
        deadlines=deadlines if desk else [own_deadline(deadline) for deadline in deadlines],
        explanations=explain_clocks(clocks_of(case), now=at),
        level_is_open=case.stage == Stage.NEW,
        level_is_next=case.stage == Stage.NEW and case.taken_up_at is not None,
        next_stages=[Stage(stage) for stage in next_by_hand(case.case_type, case.stage)],
    )


def clocks_of(case: Case) -> list[Clock]:
    return [clock for clock in (case.handling_clock, case.resolution_clock) if clock]


def deadlines_of(case: Case, *, at: datetime) -> list[Deadline]:
    """Both promises of a programming error: still running, kept, or missed (B5)."""
    found = []
    if case.handling_clock:
        label = _("Handling started") if case.taken_up_at else _("Handling starts")
        found.append(Deadline(label, _due(case.handling_clock, at=at), case.handling_clock))
    if case.resolution_clock:
        label = _("Solved") if case.is_handled else _("Target for the solution")
        found.append(Deadline(label, _due(case.resolution_clock, at=at), case.resolution_clock))
    return found


def own_deadline(deadline: Deadline) -> Deadline:
    """A deadline as the customer reads it."""
    return replace(deadline, due=standing.for_customer(deadline.due))


def _due(clock: Clock, *, at: datetime) -> standing.Due:
    if clock.stopped_at is None:
        return standing.due_words(clock.due_at, what="", at=at)
    kept = clock.state == ClockState.MET
    words = moment_words(clock.stopped_at, now=at)
    due = _("was due %(when)s") % {"when": moment_words(clock.due_at, now=at)}
    left = _("in time") if kept else due
    return standing.Due("done" if kept else "late", clock.stopped_at, words, left, "")
