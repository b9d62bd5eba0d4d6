"""What a change of service level does to a deadline (B5.3). Pure Python.

One formula, 1 = gravest: the deadline at level L is the earliest, over all k ≥ L, of "limit of
level k counted from the first moment the case was at level k or graver". So a first raise never
breaches at once, and going down and up again buys no time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sla.worktime import BeyondHorizon

LevelSince = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class BindingLimit:
    """The limit that decides: `level`'s own, counted from `since`, ends at `due_at`."""

    level: int
    since: datetime
    due_at: datetime


def replan(
    history: Sequence[LevelSince],
    *,
    levels: Iterable[int],
    limit: Callable[[int, datetime], datetime],
) -> BindingLimit:
    """Return the limit that binds a case now.

    `history` holds (moment, level) in order, the first being the start; `levels` are all the
    levels there are; `limit(level, since)` answers when one level's promise runs out. One that
    lies beyond what the calendar knows cannot be the earliest; raises BeyondHorizon when all do.
    """
    current = history[-1][1]
    limits, unknown = [], BeyondHorizon(f"no limit of level {current} is known")
    for level in sorted(levels):
        if level < current:
            continue
        since = next(moment for moment, then in history if then <= level)
        try:
            limits.append(BindingLimit(level, since, limit(level, since)))
        except BeyondHorizon as reason:
            unknown = reason
    if not limits:
        raise unknown
    return min(limits, key=lambda each: each.due_at)
