"""Everything one case page shows, worked out for its reader."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.choices import CaseType
from accounts.models import User
from accounts.timewords import local, moment_words
from cases.choices import Outcome
from cases.models import Case, CaseRules, Quotation
from cases.selectors import next_line, standing, timeline
from cases.selectors.advice import asked_otherwise
from cases.selectors.people import People, people_of
from cases.selectors.relatives import Relative, relatives_of
from cases.selectors.turn import CustomersTurn, customers_turn
from cases.transitions import Move, Need, in_passing, moves_by_hand
from sla.choices import ClockKind, ClockState
from sla.explanations import Explanation, explain_recorded
from sla.models import Clock
from sla.selectors import Record, records_of


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
    records: dict[int, Record]
    asked_otherwise: int | None
    turn: CustomersTurn
    quotations: list[Quotation]
    relatives: list[Relative]
    people: People
    promised: str
    reopens_until: datetime | None
    moves: list[Move]
    level_is_open: bool
    level_is_next: bool

    @property
    def today(self) -> date:
        return local(self.at).date()


def case_page(case: Case, user: User, *, at: datetime) -> CasePage:
    clocks, events = clocks_of(case), timeline.events_of(case, user)
    records, entries = records_of(clocks), timeline.timeline(case, user, events)
    desk, deadlines, turn = user.is_desk, deadlines_of(case, at=at), customers_turn(case)
    until = _reopens_until(case, at=at)
    level_is_open = in_passing(case.case_type, case.stage, Need.LEVEL) is not None
    return CasePage(
        at=at,
        state=standing.state_for_desk(case, at=at) if desk else standing.state_for_customer(case),
        next=next_line.next_for_desk(case, turn, at=at)
        if desk
        else next_line.next_for_customer(case, turn, at=at, reopens_until=until),
        due=standing.next_due(case, at=at),
        stages=timeline.stage_marks(case, events, at=at),
        entries=entries,
        newest_message=timeline.newest_id([entry.message for entry in entries]),
        deadlines=deadlines if desk else [own_deadline(deadline) for deadline in deadlines],
        explanations=explain_recorded(clocks, records, now=at),
        records=records,
        asked_otherwise=asked_otherwise(case),
        turn=turn,
        quotations=_quotations(case),
        relatives=relatives_of(case, user),
        people=people_of(case),
        promised=next_line.promised_words(case, at=at),
        reopens_until=until,
        moves=list(moves_by_hand(case.case_type, case.stage)),
        level_is_open=level_is_open,
        level_is_next=level_is_open and case.taken_up_at is not None,
    )


def _quotations(case: Case) -> list[Quotation]:
    """Every quotation of a work order, the latest first."""
    if case.case_type != CaseType.WORK_ORDER:
        return []
    return list(case.quotations.select_related("offered_by", "answered_by").order_by("-number"))


def _reopens_until(case: Case, *, at: datetime) -> datetime | None:
    """Until when the case may be opened again; None when it is open or has become another's."""
    if case.handled_at is None or case.outcome == Outcome.MERGED:
        return None
    until = CaseRules.load().reopens_until(case.handled_at)
    return until if until >= at else None


def clocks_of(case: Case) -> list[Clock]:
    """Both clocks of a programming error; a case that is none any more makes no promises."""
    if not case.is_error:
        return []
    return [clock for clock in (case.handling_clock, case.resolution_clock) if clock]


def deadlines_of(case: Case, *, at: datetime) -> list[Deadline]:
    """Both promises of a programming error: running, standing still, kept, or missed (B5)."""
    labels = {
        ClockKind.HANDLING: _("Handling started") if case.taken_up_at else _("Handling starts"),
        ClockKind.RESOLUTION: _("Solved") if case.is_handled else _("Target for the solution"),
    }
    return [
        Deadline(labels[ClockKind(clock.kind)], _due(clock, at=at), clock)
        for clock in clocks_of(case)
        if clock.state != ClockState.CANCELLED
    ]


def own_deadline(deadline: Deadline) -> Deadline:
    """A deadline as the customer reads it."""
    return replace(deadline, due=standing.for_customer(deadline.due))


def _due(clock: Clock, *, at: datetime) -> standing.Due:
    if clock.is_paused:
        due = _("was %(when)s") % {"when": moment_words(clock.due_at, now=at)}
        return standing.Due("pause", clock.due_at, _("The time stands still"), due, "")
    if clock.stopped_at is None:
        return standing.due_words(clock.due_at, what="", at=at)
    kept = clock.state == ClockState.MET
    words = moment_words(clock.stopped_at, now=at)
    due = _("was due %(when)s") % {"when": moment_words(clock.due_at, now=at)}
    left = _("in time") if kept else due
    return standing.Due("done" if kept else "late", clock.stopped_at, words, left, "")
