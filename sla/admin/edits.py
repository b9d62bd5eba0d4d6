"""Which edits the history of a calendar tells, and what it calls each row."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from accounts.history import Source
from accounts.models.tracked import edits_of
from accounts.timewords import full_date_words
from sla.daywords import range_words
from sla.models import Calendar, CalendarException, ExceptionHours, OpeningHours, SpecialDay


def of_calendar(calendar: Calendar) -> Sequence[Source]:
    """Return everything that says when an office is open, also what has been deleted since."""
    own = Q(calendar_id=calendar.pk)
    return [
        Source(Calendar, Q(pgh_obj_id=calendar.pk)),
        Source(OpeningHours, own, _weekly),
        Source(SpecialDay, own, dated),
        *of_exceptions(own, calendar.exceptions.all()),
    ]


def of_exceptions(which: Q, rows: QuerySet[CalendarException]) -> Sequence[Source]:
    """Return the edits of exceptional days and of their hours: of `rows`, and of deleted ones."""
    gone = edits_of(CalendarException).filter(which).values_list("pgh_obj_id", "date")
    days: dict[int, date] = {**dict(gone), **dict(rows.values_list("pk", "date"))}
    return [
        Source(CalendarException, which, dated),
        Source(
            ExceptionHours,
            Q(exception_id__in=days),
            lambda hours: _on(days.get(hours.exception_id), hours),
        ),
    ]


def dated(row: SpecialDay | CalendarException) -> str:
    """A day by its date and its name or reason: "6.1.2027 Loppiainen"."""
    name = row.name if isinstance(row, SpecialDay) else row.reason
    return f"{full_date_words(row.date)} {name}"


def _weekly(row: OpeningHours) -> str:
    """A window of the week, with its period if it has one: "maanantai 8–11, 2.8.2027–"."""
    hours = f"{row.get_weekday_display()} {range_words(row.opens, row.closes)}"
    if not row.valid_from and not row.valid_until:
        return hours
    first, last = (full_date_words(day) if day else "" for day in (row.valid_from, row.valid_until))
    return f"{hours}, {first}–{last}"


def _on(day: date | None, row: ExceptionHours) -> str:
    hours = range_words(row.opens, row.closes)
    return f"{full_date_words(day)} {hours}" if day else hours
