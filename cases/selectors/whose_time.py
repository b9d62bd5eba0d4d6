"""Whose the opening time of a case was: with us, or with the customer (B4.5, B5.4).

Told by the events of the case, so that it holds for every type, and for a promise already missed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.timewords import duration_words
from cases.choices import EventKind
from cases.models import Case, CaseEvent
from sla.hours import calendar_in_use
from sla.ribbon import number
from sla.worktime import Span

_QUESTION, _SOLUTION, _QUOTATION = "question", "solution", "quotation"
# What gives the customer the word; a question and a solution take each other's place.
_GIVEN = {
    EventKind.CUSTOMER_ASKED: _QUESTION,
    EventKind.SOLUTION_PROPOSED: _SOLUTION,
    EventKind.QUOTED: _QUOTATION,
}
# What gives it back to us.
_RETURNED = {
    EventKind.OBJECTED: {_QUESTION, _SOLUTION},
    EventKind.WAIT_ENDED: {_QUESTION, _SOLUTION},
    EventKind.MOVED_ON: {_SOLUTION},
    EventKind.TYPE_CHANGED: {_SOLUTION, _QUOTATION},
    EventKind.QUOTE_APPROVED: {_QUOTATION},
    EventKind.QUOTE_DECLINED: {_QUOTATION},
    EventKind.QUOTE_TAKEN_BACK: {_QUOTATION},
}
_ENDINGS = {EventKind.CLOSED, EventKind.MERGED}


@dataclass(frozen=True)
class TimeShares:
    """Whose the opening time of a case was, in words and as the widths of a bar of 100."""

    ours: str
    theirs: str
    ours_width: str
    theirs_width: str

    @property
    def words(self) -> str:
        return f"{self.ours}, {self.theirs}"


def time_shares(
    case: Case, events: Iterable[CaseEvent], *, for_desk: bool, at: datetime
) -> TimeShares | None:
    """Share the opening time of a case out until it ended, else until now; None before any.

    `events` are those a reader may see, in order. The time in which it was settled is nobody's.
    """
    work = calendar_in_use().work
    ours = theirs = 0
    for is_theirs, (begin, end) in _spells(case, events, at=at):
        length = work.open_between(begin, end)
        theirs, ours = (theirs + length, ours) if is_theirs else (theirs, ours + length)
    total = ours + theirs
    if not total:
        return None
    words = _("with the customer %(time)s") if for_desk else _("with you %(time)s")
    return TimeShares(
        ours=_("with us %(time)s") % {"time": _time_words(ours)},
        theirs=words % {"time": _time_words(theirs)},
        ours_width=number(100 * ours / total),
        theirs_width=number(100 * theirs / total),
    )


def _spells(
    case: Case, events: Iterable[CaseEvent], *, at: datetime
) -> Iterator[tuple[bool, Span]]:
    """Yield the spells of a case one after the other, and whether the customer had the word."""
    held: set[str] = set()
    since: datetime | None = case.received_at
    for event in events:
        if event.at < case.received_at or event.kind not in _TELLING:
            continue
        if since and event.at > since:
            yield bool(held), (since, event.at)
        held = _held_after(event, held)
        since = None if event.kind in _ENDINGS else event.at
    if since and since < at:
        yield bool(held), (since, at)


def _held_after(event: CaseEvent, held: set[str]) -> set[str]:
    """What the customer has to answer after an event."""
    kind = EventKind(event.kind)
    if kind in _ENDINGS or kind == EventKind.REOPENED:
        return set()
    if kind == EventKind.REPLIED:
        is_customers = event.by is not None and not event.by.is_desk
        return held - {_QUESTION, _SOLUTION} if is_customers else held
    if kind in _GIVEN:
        kept = held & {_QUOTATION} if kind != EventKind.QUOTED else held
        return kept | {_GIVEN[kind]}
    return held - _RETURNED[kind]


_TELLING = frozenset({*_GIVEN, *_RETURNED, *_ENDINGS, EventKind.REOPENED, EventKind.REPLIED})


def _time_words(seconds: int) -> str:
    return duration_words(seconds) if seconds else _("0 h")
