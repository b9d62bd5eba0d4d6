"""Everything the page of a case's deadlines shows, worked out for its reader."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from cases.models import Case
from cases.selectors import next_line, standing
from cases.selectors.deadline_history import (
    LevelStep,
    PauseRow,
    level_steps,
    pause_rows,
    told_events,
)
from cases.selectors.deadlines import Promises, promises_of
from cases.selectors.turn import customers_turn


@dataclass(frozen=True)
class DeadlinesPage:
    at: datetime
    state: standing.State
    next: next_line.NextLine
    promises: Promises
    levels: list[LevelStep]
    pauses: list[PauseRow]


def deadlines_page(case: Case, user: User, *, at: datetime) -> DeadlinesPage | None:
    """Each deadline in full, and what it has been through (B5.6); None without any."""
    events = told_events(case, user)
    promises = promises_of(case, user, events, at=at)
    if not promises.deadlines:
        return None
    desk, pauses = user.is_desk, promises.record.pauses if promises.record else ()
    return DeadlinesPage(
        at=at,
        state=standing.state_for_desk(case, at=at) if desk else standing.state_for_customer(case),
        next=_next_line(case, user, at=at),
        promises=promises,
        levels=level_steps(events),
        pauses=pause_rows(pauses, events, for_desk=desk, at=at),
    )


def _next_line(case: Case, user: User, *, at: datetime) -> next_line.NextLine:
    turn = customers_turn(case)
    if user.is_desk:
        return next_line.next_for_desk(case, turn, at=at)
    return next_line.next_for_customer(case, turn, at=at, reopens_until=None)
