"""Are we open? The state in the top bar, the days ahead, the line in the foot (B6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from accounts.timewords import local, moment_words, time_words
from sla.days import ONE_DAY, Day, DayKind
from sla.daywords import (
    DayRow,
    gaps,
    hours_words,
    range_words,
    row_name,
    week_words,
    why_words,
)
from sla.hours import OpenCalendar, calendar_in_use
from sla.ribbon import Ribbon, draw
from sla.worktime import BeyondHorizon

# The rows of a panel are looked for this far ahead.
_LOOK_AHEAD_DAYS = 31


class Openness(StrEnum):
    OPEN = "open"
    LUNCH = "lunch"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpeningState:
    """What the top bar says now.

    `label` and `detail` are its words, `extra` is for screen readers, `sentence` heads the panel.
    `until` is when this state ends: today's closing, the end of lunch, or the next opening.
    """

    state: Openness
    until: datetime
    is_eve: bool
    label: str
    detail: str
    extra: str
    sentence: str
    ribbon: Ribbon


def opening_state(at: datetime) -> OpeningState | None:
    """Return the state at an instant; None when the calendar does not reach so far."""
    calendar = calendar_in_use()
    try:
        return _state(calendar, at)
    except BeyondHorizon:
        return None


def week_ahead(at: datetime, *, days: int = 5) -> list[DayRow]:
    """Return the next days on which we are usually, or by way of exception, open.

    Days the calendar does not know are left out.
    """
    calendar = calendar_in_use()
    on = at.astimezone(calendar.work.rules.zone).date()
    rows: list[DayRow] = []
    last = min(on + _LOOK_AHEAD_DAYS * ONE_DAY, calendar.work.rules.last_day)
    while on <= last and len(rows) < days:
        day = calendar.day(on)
        if day.usual or day.windows:
            rows.append(_row(calendar, day, at))
        on += ONE_DAY
    return rows


def usual_week(at: datetime) -> str:
    """Return the opening hours usual at an instant in one line, for the foot and for mail."""
    rules = calendar_in_use().work.rules
    return week_words(rules.usual_week(at.astimezone(rules.zone).date()))


def _state(calendar: OpenCalendar, at: datetime) -> OpeningState:
    work = calendar.work
    day = calendar.day(work.local_date(at))
    spans = work.open_spans(day.date)
    if work.is_open(at):
        state, until = Openness.OPEN, spans[-1][1]
    elif spans and spans[0][0] <= at < spans[-1][1]:
        state, until = Openness.LUNCH, work.next_opening(at)
    else:
        state, until = Openness.CLOSED, work.next_opening(at)
    label, detail, extra, sentence = _words(state, until, day, at)
    return OpeningState(
        state=state,
        until=until,
        is_eve=_closes_early(day),
        label=label,
        detail=detail,
        extra=extra,
        sentence=sentence,
        ribbon=draw(day, work.rules.zone, now=at),
    )


def _closes_early(day: Day) -> bool:
    """Whether a day is an eve that one notices: a Friday closes at two anyway."""
    return day.kind == DayKind.EVE and day.windows != day.usual


def _words(state: Openness, until: datetime, day: Day, at: datetime) -> tuple[str, str, str, str]:
    """Return label, detail, words for screen readers, and the sentence."""
    clock = {"time": time_words(until)}
    if state == Openness.LUNCH:
        return (
            _("Lunch"),
            _("open at %(time)s") % clock,
            "",
            _("We are at lunch until %(time)s") % clock,
        )
    if state == Openness.CLOSED:
        when = {"when": moment_words(until, now=at)}
        return (
            _("Closed"),
            _("opens %(when)s") % when,
            "",
            _("We are closed. We open %(when)s") % when,
        )
    closing = _("We close at %(time)s") % clock
    sentence = _("We are open until %(time)s") % clock
    if _closes_early(day):
        return _("Open"), _("closes at %(time)s (eve)") % clock, "", sentence
    now = local(at).time()
    coming = [gap for gap in gaps(day.windows) if gap[0] > now]
    if coming:
        hours = {"hours": range_words(*coming[0])}
        return _("Open"), _("lunch %(hours)s") % hours, closing, sentence
    return _("Open"), _("closes at %(time)s") % clock, "", sentence


def _row(calendar: OpenCalendar, day: Day, at: datetime) -> DayRow:
    today = calendar.work.local_date(at)
    return DayRow(
        date=day.date,
        is_today=day.date == today,
        name=row_name(day.date, today=today),
        ribbon=draw(day, calendar.work.rules.zone, now=at),
        hours=hours_words(day.windows),
        why=why_words(calendar, day, today=today),
    )
