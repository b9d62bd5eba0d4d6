"""Every deadline explained in words and days: which hours counted, which did not, why (B5.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.timewords import day_words, duration_words, moment_words
from sla.choices import ClockKind
from sla.days import DayKind
from sla.daywords import DayRow, row_name, unusual_words
from sla.hours import OpenCalendar, calendar_in_use, calendar_of
from sla.levels import levels_in_use
from sla.models import Clock, ServiceLevel
from sla.ribbon import draw
from sla.selectors import Preview, Record, plan_in_force, records_of
from sla.targetwords import pause_sentences, target_sentence
from sla.worktime import DayAccount

# A sentence names so many days; more are told by their number.
_DAYS_IN_A_SENTENCE = 4
_TOLD = (DayKind.EVE, DayKind.HOLIDAY, DayKind.CLOSED, DayKind.EXCEPTION)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a deadline is when it is. A target told by the calendar has no `days` and no `total`."""

    due_at: datetime
    sentence: str
    days: tuple[DayRow, ...] = ()
    total: str = ""

    @property
    def drawn(self) -> frozenset[str]:
        """What the ribbons show, so that the legend explains that and nothing else."""
        ribbons = [row.ribbon for row in self.days]
        parts = {part.css for ribbon in ribbons for part in ribbon.parts}
        return frozenset(parts | {mark.css for ribbon in ribbons for mark in ribbon.marks})


@dataclass(frozen=True, slots=True)
class _Promise:
    """One level's promise: what it says, from when it counts, and when it runs out."""

    calendar: OpenCalendar
    level: ServiceLevel
    since: datetime
    due_at: datetime
    now: datetime
    changed_level: bool = False
    # Where a resolution target lay before pauses moved it, and the words for what moved it.
    target: datetime | None = None
    moved: str = ""


def explain_preview(preview: Preview, *, kind: str, at: datetime) -> Explanation:
    """Explain what a case registered at `at` would be promised; asks the database nothing."""
    due_at = preview.handling_due_at if kind == ClockKind.HANDLING else preview.resolution_due_at
    return _explain(kind, _Promise(calendar_in_use(), preview.level, at, due_at, at))


def explain_clock(clock: Clock, *, now: datetime) -> Explanation:
    """Explain one clock's deadline by the limit that binds it and the pauses that moved it."""
    return explain_clocks([clock], now=now)[0]


def explain_clocks(clocks: Sequence[Clock], *, now: datetime) -> list[Explanation]:
    """Explain the deadlines of several clocks. Three queries for all of them."""
    return explain_recorded(clocks, records_of(clocks), now=now)


def explain_recorded(
    clocks: Sequence[Clock], records: Mapping[int, Record], *, now: datetime
) -> list[Explanation]:
    """As `explain_clocks`, for who has read their records already."""
    return [
        _explain(clock.kind, _promise_of(clock, records[clock.pk], now=now)) for clock in clocks
    ]


def _promise_of(clock: Clock, record: Record, *, now: datetime) -> _Promise:
    levels, calendar = levels_in_use(), calendar_of(clock.calendar_id)
    plan = plan_in_force(clock, record, levels)
    return _Promise(
        calendar=calendar,
        level=levels[plan.limit.level],
        since=plan.limit.since,
        due_at=clock.due_at,
        now=now,
        changed_level=plan.limit.since != clock.started_at,
        target=plan.target,
        moved=pause_sentences(calendar.work, plan, record, now=now),
    )


def _explain(kind: str, promise: _Promise) -> Explanation:
    if kind == ClockKind.HANDLING:
        return _explain_handling(promise)
    target = promise.target or promise.due_at
    sentences = [
        target_sentence(promise.level, promise.calendar.work, since=promise.since, target=target),
        _change_sentence(promise),
        promise.moved,
    ]
    return Explanation(promise.due_at, " ".join(filter(None, sentences)))


def _explain_handling(promise: _Promise) -> Explanation:
    account = promise.calendar.work.account(promise.since, promise.due_at)
    shown = _whole_minutes([row.seconds for row in account])
    rows = [replace(row, seconds=seconds) for row, seconds in zip(account, shown, strict=True)]
    used = sum(shown)
    parts = [duration_words(seconds) for seconds in shown if seconds]
    due = moment_words(promise.due_at, now=promise.now)
    if len(parts) > 1:
        total = _("%(sum)s = %(total)s, so %(due)s.") % {
            "sum": " + ".join(parts),
            "total": duration_words(used),
            "due": due,
        }
    else:
        total = _("%(total)s, so %(due)s.") % {"total": duration_words(used), "due": due}
    return Explanation(
        due_at=promise.due_at,
        sentence=_handling_sentence(promise, rows),
        days=tuple(_row(promise, row) for row in rows),
        total=total,
    )


def _handling_sentence(promise: _Promise, rows: Sequence[DayAccount]) -> str:
    sentences = [
        _("Level %(level)d: we start within %(time)s of opening time.")
        % {
            "level": promise.level.number,
            "time": duration_words(promise.level.handling_seconds),
        },
        _change_sentence(promise),
        _opening_sentence(promise),
        _counted_sentence(promise, rows),
        _unusual_sentence(promise, rows),
    ]
    return " ".join(filter(None, sentences))


def _change_sentence(promise: _Promise) -> str:
    if not promise.changed_level:
        return ""
    return _("Counted from the change of level, %(when)s.") % {
        "when": moment_words(promise.since, now=promise.now)
    }


def _opening_sentence(promise: _Promise) -> str:
    opening = promise.calendar.work.next_opening(promise.since)
    if opening <= promise.since:
        return ""
    return _("Closed hours do not count: the time runs from %(when)s.") % {
        "when": moment_words(opening, now=promise.now)
    }


def _counted_sentence(promise: _Promise, rows: Sequence[DayAccount]) -> str:
    """Say which hours count: "4 h 40 min today, 5 h Tue 5 Jan."."""
    counted = [row for row in rows if row.seconds]
    today = promise.calendar.work.local_date(promise.now)
    if len(counted) == 1 and len(counted[0].counted) > 1:
        return _around_lunch_words(counted[0])
    if len(counted) > _DAYS_IN_A_SENTENCE:
        return _ended(
            ngettext(
                "It takes %(count)d opening day, %(first)s – %(last)s",
                "It takes %(count)d opening days, %(first)s – %(last)s",
                len(counted),
            )
            % {
                "count": len(counted),
                "first": day_words(counted[0].day.date, today=today),
                "last": day_words(counted[-1].day.date, today=today),
            }
        )
    parts = [
        _("%(duration)s %(day)s")
        % {
            "duration": duration_words(row.seconds),
            "day": day_words(row.day.date, today=today),
        }
        for row in counted
    ]
    return _("Counted: %(parts)s.") % {"parts": ", ".join(parts)} if parts else ""


def _around_lunch_words(row: DayAccount) -> str:
    """Tell a day's time before and after its first break."""
    lengths = [int((end - begin).total_seconds()) for begin, end in row.counted]
    before, after = _whole_minutes([lengths[0], sum(lengths[1:])])
    return _("%(before)s before lunch and %(after)s after it.") % {
        "before": duration_words(before),
        "after": duration_words(after),
    }


def _unusual_sentence(promise: _Promise, rows: Sequence[DayAccount]) -> str:
    """Name the eves, holidays and exceptions on the way."""
    today = promise.calendar.work.local_date(promise.now)
    parts = []
    for row in rows:
        why = unusual_words(promise.calendar, row.day, today=today)
        if row.day.kind in _TOLD and why:
            day = day_words(row.day.date, today=today)
            parts.append(_("%(day)s – %(reason)s") % {"day": day, "reason": why})
    return _ended(capfirst("; ".join(parts)))


def _ended(words: str) -> str:
    """End a sentence once: a Finnish date brings its own full stop."""
    return f"{words}." if words and not words.endswith(".") else words


def _whole_minutes(lengths: Sequence[int]) -> list[int]:
    """Cut seconds to minutes so that the parts still add up to the whole."""
    through = [total - total % 60 for total in accumulate(lengths)]
    return [here - before for before, here in zip([0, *through], through, strict=False)]


def _row(promise: _Promise, row: DayAccount) -> DayRow:
    today = promise.calendar.work.local_date(promise.now)
    return DayRow(
        date=row.day.date,
        is_today=row.day.date == today,
        name=row_name(row.day.date, today=today),
        ribbon=draw(
            row.day,
            promise.calendar.work.rules.zone,
            counted=row.counted,
            paused=row.paused,
            now=promise.now,
            goal=promise.due_at,
        ),
        hours=duration_words(row.seconds) if row.seconds else _("0 h"),
        why=unusual_words(promise.calendar, row.day, today=today),
    )
