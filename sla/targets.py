"""Resolution targets as closing times (B5.2). Pure Python."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sla.days import ONE_DAY
from sla.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class TargetRule:
    """A promise such as "same week" or "within 1–6 months".

    `kind` is a key of `choices.ResolutionKind`; `amount` counts weeks or months; `least_seconds`
    is the opening time that must remain, else the same day or week is the next one.
    """

    kind: str
    amount: int = 0
    least_seconds: int = 0


def resolution_target(calendar: WorkCalendar, start: datetime, rule: TargetRule) -> datetime:
    """Return the closing time by which a case received at `start` should be resolved.

    The base day is the day of receipt if any opening time remains in it, else the next open day.
    """
    base = calendar.local_date(calendar.next_opening(start))
    return _RULES[rule.kind](calendar, start, base, rule)


def _same_day(calendar: WorkCalendar, start: datetime, base: date, rule: TargetRule) -> datetime:
    """The closing of the base day, or of the next open day that leaves enough time."""
    closing = calendar.last_closing(base)
    while calendar.open_between(start, closing) < rule.least_seconds:
        closing = calendar.last_closing(calendar.local_date(calendar.next_opening(closing)))
    return closing


def _same_week(calendar: WorkCalendar, start: datetime, base: date, rule: TargetRule) -> datetime:
    """The last closing of the base day's ISO week, or of the next week that leaves enough time."""
    sunday = base + timedelta(days=6 - base.weekday())
    closing = calendar.last_closing(sunday)
    while calendar.open_between(start, closing) < rule.least_seconds:
        sunday += timedelta(weeks=1)
        closing = calendar.last_closing(sunday)
    return closing


def _weeks(calendar: WorkCalendar, _start: datetime, base: date, rule: TargetRule) -> datetime:
    return calendar.last_closing(base + timedelta(weeks=rule.amount))


def _months(calendar: WorkCalendar, _start: datetime, base: date, rule: TargetRule) -> datetime:
    return calendar.last_closing(months_after(base, rule.amount))


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + (day.day - 1) * ONE_DAY, next_first - ONE_DAY)


_RULES: dict[str, Callable[[WorkCalendar, datetime, date, TargetRule], datetime]] = {
    "same_day": _same_day,
    "same_week": _same_week,
    "weeks": _weeks,
    "months": _months,
}
