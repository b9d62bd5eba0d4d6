"""The calendar in use: built once per process, held until its rows change.

A process asks the database for the editions of the calendars (one tiny query) at most every
`held.CHECK_EVERY_SECONDS`, so a request costs no query or one, and an edit is noticed everywhere
within seconds. `changed_at` is part of an edition, so that a rolled-back edit is never mistaken
for a later one of the same version.
"""

import threading
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic

from accounts import held
from sla.choices import DEFAULT_CALENDAR, SpecialDayKind
from sla.days import CalendarRules, Day, Windows, eves_of
from sla.models import Calendar, CalendarException, OpeningHours, SpecialDay
from sla.worktime import WorkCalendar


@dataclass(frozen=True)
class OpenCalendar:
    """One edition of a calendar, ready for questions, with the names of its special days."""

    id: int
    key: str
    version: int
    changed_at: datetime
    work: WorkCalendar
    special_days: dict[date, SpecialDay] = field(repr=False)
    exceptions: dict[date, CalendarException] = field(repr=False)

    def day(self, on: date) -> Day:
        return self.work.day(on)


class _Shelf:
    """The editions one process holds."""

    def __init__(self) -> None:
        self.checked = float("-inf")
        self.by_id: dict[int, OpenCalendar] = {}
        self.id_of: dict[str, int] = {}
        self.lock = threading.Lock()

    def refresh(self) -> None:
        """Ask for the editions when it is time, and rebuild what has changed."""
        if monotonic() - self.checked < held.CHECK_EVERY_SECONDS:
            return
        with self.lock:
            calendars = list(Calendar.objects.editions())
            kept = {}
            for row in calendars:
                known = self.by_id.get(row.pk)
                if known is None or (known.version, known.changed_at) != (
                    row.version,
                    row.changed_at,
                ):
                    known = _build(Calendar.objects.get(pk=row.pk))
                kept[row.pk] = known
            self.by_id = kept
            self.id_of = {row.key: row.pk for row in calendars}
            self.checked = monotonic()


_shelf = _Shelf()


def calendar_in_use() -> OpenCalendar:
    """Return the calendar that counts for everybody (B6)."""
    _shelf.refresh()
    try:
        return _shelf.by_id[_shelf.id_of[DEFAULT_CALENDAR]]
    except KeyError:
        raise Calendar.DoesNotExist(DEFAULT_CALENDAR) from None


def calendar_of(calendar_id: int) -> OpenCalendar:
    """Return a calendar by its id, for a clock that runs by it."""
    _shelf.refresh()
    if calendar_id not in _shelf.by_id:
        raise Calendar.DoesNotExist(calendar_id)
    return _shelf.by_id[calendar_id]


def calendars_as_written() -> dict[int, OpenCalendar]:
    """Return the calendars by their ids as this transaction sees their rows, held or not."""
    return {row.pk: _build(row) for row in Calendar.objects.all()}


def look_again() -> None:
    """Let the next question ask the database whether a calendar has changed."""
    _shelf.checked = float("-inf")


def _build(row: Calendar) -> OpenCalendar:
    special_days = {day.date: day for day in SpecialDay.objects.filter(calendar=row)}
    exceptions = {
        day.date: day
        for day in CalendarException.objects.filter(calendar=row).prefetch_related("hours")
    }
    rules = _rules(row, special_days, exceptions)
    return OpenCalendar(
        id=row.pk,
        key=row.key,
        version=row.version,
        changed_at=row.changed_at,
        work=WorkCalendar(rules),
        special_days=special_days,
        exceptions=exceptions,
    )


def _rules(
    row: Calendar,
    special_days: dict[date, SpecialDay],
    exceptions: dict[date, CalendarException],
) -> CalendarRules:
    holidays = frozenset(
        on for on, day in special_days.items() if day.kind == SpecialDayKind.PUBLIC_HOLIDAY
    )
    return CalendarRules(
        zone=row.zone,
        first_day=row.known_from,
        last_day=row.known_until,
        weekly=[hours.window for hours in OpeningHours.objects.filter(calendar=row)],
        holidays=holidays,
        closed_days=frozenset(special_days) - holidays,
        eves=eves_of(holidays),
        eve_closes=row.eve_closes,
        exceptions={on: _windows(day) for on, day in exceptions.items()},
    )


def _windows(day: CalendarException) -> Windows:
    return tuple(sorted((hours.opens, hours.closes) for hours in day.hours.all()))
