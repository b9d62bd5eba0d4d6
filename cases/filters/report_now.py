"""The numbers of this minute, each with the cases behind it: `?of=near`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import timewords
from cases.models import Case
from cases.selectors.reports.now import COUNT_CAP, Count, Standing
from cases.selectors.standing import MANY_HOURS, Due, next_due
from sla.hours import calendar_in_use


@dataclass(frozen=True)
class NowFigure:
    """One number over the report, in words, and where its cases are."""

    name: str
    number: str
    note: str
    icon: str
    colour: str
    url: str


@dataclass(frozen=True)
class NowRow:
    """One open case: when it is due, or since when the customer has the word."""

    case: Case
    due: Due | None
    since: str


class NowFilter:
    """Which of the lists is asked for; the near deadlines unless the address says otherwise."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    @cached_property
    def standing(self) -> Standing:
        asked = self.data.get("of", "")
        return Standing(asked) if asked in set(Standing) else Standing.NEAR

    @property
    def title(self) -> str:
        return standing_words(self.standing)

    @property
    def note(self) -> str:
        return {
            Standing.OVERDUE: _("Their next deadline has passed."),
            Standing.NEAR: _("Less than an hour of opening time is left."),
            Standing.UNTAKEN: _("Nobody has begun, or nobody has them."),
            Standing.WAITING: _("The customer has been asked and has not answered."),
        }[self.standing]

    @property
    def is_waiting(self) -> bool:
        return self.standing == Standing.WAITING

    def rows(self, cases: Sequence[Case], *, at: datetime) -> list[NowRow]:
        return [
            NowRow(
                case,
                next_due(case, at=at, brief=True),
                timewords.brief_moment_words(case.waiting_since, now=at)
                if case.waiting_since
                else "",
            )
            for case in cases
        ]


def now_words(at: datetime) -> str:
    """The moment of a report, with its weekday: "ma 4.1. klo 10.20"."""
    own = timewords.local(at).date()
    return f"{capfirst(timewords.weekday_words(own, today=own))} {timewords.at_words(at)}"


def now_figures(counts: Iterable[Count], *, at: datetime) -> list[NowFigure]:
    glyphs = {
        Standing.OVERDUE: "late",
        Standing.NEAR: "act",
        Standing.UNTAKEN: "new",
        Standing.WAITING: "pause",
    }
    return [
        NowFigure(
            name=standing_words(count.standing),
            number=f"{COUNT_CAP - 1}+" if count.number >= COUNT_CAP else str(count.number),
            note=_note(count, at=at),
            icon=f"st-{glyphs[count.standing]}",
            colour=f"g-{glyphs[count.standing]}" if count.number else "quiet",
            url=_url(count.standing),
        )
        for count in counts
    ]


def standing_words(standing: Standing) -> str:
    return {
        Standing.OVERDUE: _("Overdue"),
        Standing.NEAR: _("Due within an hour"),
        Standing.UNTAKEN: _("Not taken up"),
        Standing.WAITING: _("Waiting over 5 days"),
    }[standing]


def _url(standing: Standing) -> str:
    """The view of the queue that holds these cases, where there is one."""
    if standing in {Standing.OVERDUE, Standing.UNTAKEN}:
        return f"{reverse('cases:queue')}?view={standing.value}&team=all"
    return f"{reverse('cases:report_now')}?of={standing.value}"


def _note(count: Count, *, at: datetime) -> str:
    """What to know of the first of them."""
    if count.first is None:
        return _("None")
    match count.standing:
        case Standing.NEAR:
            return _("The first %(when)s") % {"when": timewords.moment_words(count.first, now=at)}
        case Standing.WAITING:
            return _("The customer's turn")
    return _("The oldest %(span)s") % {"span": _age(count.first, at=at)}


def _age(moment: datetime, *, at: datetime) -> str:
    """How long ago it was in opening time, or in days where that is much."""
    seconds = calendar_in_use().work.open_between(moment, at)
    if seconds > MANY_HOURS:
        return timewords.span_words(at - moment)
    return timewords.duration_words(seconds)
