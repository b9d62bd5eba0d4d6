"""Everything one case page shows, worked out for its reader."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.choices import CaseType
from accounts.models import User
from accounts.selectors.support import standing as standing_of
from accounts.timewords import local
from cases.choices import Outcome
from cases.models import Case, CaseRules, Quotation, SupportDecision
from cases.selectors import next_line, standing, timeline
from cases.selectors.advice import asked_otherwise
from cases.selectors.deadlines import Deadline, Promises, promises_of
from cases.selectors.entitlement import Fact, entitlement, missing_words
from cases.selectors.people import People, people_of
from cases.selectors.relatives import Relative, relatives_of
from cases.selectors.time_spent import TimeSpent, time_on
from cases.selectors.turn import CustomersTurn, customers_turn
from cases.transitions import Move, Need, in_passing, moves_by_hand
from sla.explanations import Explanation


@dataclass(frozen=True)
class Exempted:
    """Why the desk registered a case without the right to support, and what was missing then."""

    reason: str
    missing: list[str]


@dataclass(frozen=True)
class CasePage:
    at: datetime
    state: standing.State
    next: next_line.NextLine
    due: standing.Due | None
    stages: list[timeline.StageMark]
    entries: list[timeline.Entry]
    newest_message: int
    promises: Promises
    asked_otherwise: int | None
    turn: CustomersTurn
    quotations: list[Quotation]
    relatives: list[Relative]
    people: People
    time: TimeSpent | None
    entitlement: list[Fact]
    exception: Exempted | None
    promised: str
    reopens_until: datetime | None
    moves: list[Move]
    level_is_open: bool
    level_is_next: bool

    @property
    def today(self) -> date:
        return local(self.at).date()

    @property
    def deadlines(self) -> list[Deadline]:
        """The promises that still stand, kept or missed; not those that were taken back."""
        return [deadline for deadline in self.promises.deadlines if deadline.due]

    @property
    def explanations(self) -> list[Explanation]:
        return [deadline.explanation for deadline in self.deadlines]


def case_page(case: Case, user: User, *, at: datetime) -> CasePage:
    events = timeline.events_of(case, user)
    entries = timeline.timeline(case, user, events)
    desk, turn = user.is_desk, customers_turn(case)
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
        promises=promises_of(case, user, events, at=at),
        asked_otherwise=asked_otherwise(case),
        turn=turn,
        quotations=_quotations(case),
        relatives=relatives_of(case, user),
        people=people_of(case),
        time=time_on(events) if desk else None,
        entitlement=_entitlement(case, at=at) if desk else [],
        exception=_exception(case) if desk else None,
        promised=next_line.promised_words(case, at=at),
        reopens_until=until,
        moves=list(moves_by_hand(case.case_type, case.stage)),
        level_is_open=level_is_open,
        level_is_next=level_is_open and case.taken_up_at is not None,
    )


def _entitlement(case: Case, *, at: datetime) -> list[Fact]:
    """The right to support as it stands now, of whom we answer; and on what ground it began."""
    now = standing_of(case.contact, case.customer, at)
    kept = _decision(case)
    return entitlement(now, CaseType(case.case_type), case.module_id, kept=kept)


def _exception(case: Case) -> Exempted | None:
    kept = _decision(case)
    if kept is None or not kept.exception_reason:
        return None
    return Exempted(kept.exception_reason, missing_words(kept.reasons))


def _decision(case: Case) -> SupportDecision | None:
    return getattr(case, "support_decision", None)


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
