"""A year of a calendar, day by day, as an administrator looks it over (B6)."""

from calendar import Calendar as Weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from accounts.timewords import date_words, weekday_words
from sla.days import ONE_DAY, Day, DayKind
from sla.daywords import range_words, unusual_words, why_words
from sla.hours import OpenCalendar


class Look(StrEnum):
    """How a day is drawn; each has a shape of its own, and the unusual ones a letter."""

    OPEN = "open"
    SHORTER = "shorter"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    EXCEPTION_OPEN = "exception"
    EXCEPTION_CLOSED = "exception-closed"
    REST = "rest"
    UNKNOWN = "unknown"


LETTERS = {
    Look.SHORTER: pgettext_lazy("letter of a day", "E"),
    Look.HOLIDAY: pgettext_lazy("letter of a day", "H"),
    Look.CLOSED: pgettext_lazy("letter of a day", "C"),
    Look.EXCEPTION_OPEN: pgettext_lazy("letter of a day", "X"),
    Look.EXCEPTION_CLOSED: pgettext_lazy("letter of a day", "X"),
}
NAMES = {
    Look.OPEN: pgettext_lazy("look of a day", "open as usual"),
    Look.SHORTER: pgettext_lazy("look of a day", "eve, closes early"),
    Look.HOLIDAY: pgettext_lazy("look of a day", "public holiday, closed"),
    Look.CLOSED: pgettext_lazy("look of a day", "closed day"),
    Look.EXCEPTION_OPEN: pgettext_lazy("look of a day", "exception, open"),
    Look.EXCEPTION_CLOSED: pgettext_lazy("look of a day", "exception, closed"),
    Look.REST: pgettext_lazy("look of a day", "no opening hours on that weekday"),
}


@dataclass(frozen=True, slots=True)
class LegendRow:
    look: Look
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day: `words` say all that its look says. `exception` is the row that rules it."""

    date: date
    look: Look
    letter: str
    words: str
    is_today: bool
    exception: int | None


@dataclass(frozen=True, slots=True)
class YearNote:
    """A day that has a name, with the row it comes from: of an exception or of a special day."""

    look: Look
    letter: str
    day: str
    words: str
    exception: int | None
    special_day: int | None


@dataclass(frozen=True, slots=True)
class YearWeek:
    number: int
    days: tuple[YearDay | None, ...]


@dataclass(frozen=True, slots=True)
class YearMonth:
    name: str
    weeks: tuple[YearWeek, ...]
    notes: tuple[YearNote, ...]
    open_days: int
    open_seconds: int


@dataclass(frozen=True, slots=True)
class CalendarYear:
    year: int
    months: tuple[YearMonth, ...]
    open_days: int
    open_seconds: int


def year_of(calendar: OpenCalendar, year: int, *, today: date) -> CalendarYear:
    """Return a year of a calendar; days it does not know are drawn as unknown."""
    months = tuple(_month(calendar, year, month, today) for month in range(1, 13))
    return CalendarYear(
        year,
        months,
        sum(month.open_days for month in months),
        sum(month.open_seconds for month in months),
    )


def legend() -> list[LegendRow]:
    """Return what each look means."""
    return [LegendRow(look, str(LETTERS.get(look, "")), str(name)) for look, name in NAMES.items()]


def known_years(calendar: OpenCalendar) -> range:
    rules = calendar.work.rules
    return range(rules.first_day.year, rules.last_day.year + 1)


def _month(calendar: OpenCalendar, year: int, month: int, today: date) -> YearMonth:
    weeks = Weeks().monthdatescalendar(year, month)
    dates = [on for week in weeks for on in week if on.month == month]
    known = {on: calendar.day(on) for on in dates if _is_known(calendar, on)}
    return YearMonth(
        name=capfirst(str(MONTHS[month])),
        weeks=tuple(
            YearWeek(
                week[0].isocalendar().week,
                tuple(
                    _drawn(calendar, on, known.get(on), today) if on.month == month else None
                    for on in week
                ),
            )
            for week in weeks
        ),
        notes=tuple(_notes(calendar, known.values(), today)),
        open_days=sum(1 for day in known.values() if day.windows),
        open_seconds=sum(_open_seconds(day) for day in known.values()),
    )


def _is_known(calendar: OpenCalendar, on: date) -> bool:
    rules = calendar.work.rules
    return rules.first_day <= on <= rules.last_day


def _open_seconds(day: Day) -> int:
    return sum(
        int((_since_midnight(closes) - _since_midnight(opens)).total_seconds())
        for opens, closes in day.windows
    )


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def _drawn(calendar: OpenCalendar, on: date, day: Day | None, today: date) -> YearDay:
    if day is None:
        return YearDay(on, Look.UNKNOWN, "", _("not known"), is_today=False, exception=None)
    look = _look(day)
    exception = calendar.exceptions.get(on)
    return YearDay(
        date=on,
        look=look,
        letter=str(LETTERS.get(look, "")),
        words=_words(calendar, day, today),
        is_today=on == today,
        exception=exception.pk if exception else None,
    )


def _look(day: Day) -> Look:
    if day.kind == DayKind.EXCEPTION:
        return Look.EXCEPTION_OPEN if day.windows else Look.EXCEPTION_CLOSED
    if day.kind == DayKind.EVE:
        # A Friday closes at two anyway.
        return Look.OPEN if day.windows == day.usual else Look.SHORTER
    return {
        DayKind.USUAL: Look.OPEN,
        DayKind.REST: Look.REST,
        DayKind.HOLIDAY: Look.HOLIDAY,
        DayKind.CLOSED: Look.CLOSED,
    }[day.kind]


def _words(calendar: OpenCalendar, day: Day, today: date) -> str:
    """Say a day in full: "ti 5.1.: Loppiaisaatto, suljemme klo 14"."""
    hours = ", ".join(range_words(opens, closes) for opens, closes in day.windows)
    return pgettext("a day of the year", "%(day)s: %(words)s") % {
        "day": weekday_words(day.date, today=today),
        "words": unusual_words(calendar, day, today=today) or hours,
    }


def _notes(calendar: OpenCalendar, days: Iterable[Day], today: date) -> Iterable[YearNote]:
    for day in days:
        look = _look(day)
        if look not in LETTERS:
            continue
        is_exception = day.kind == DayKind.EXCEPTION
        words = unusual_words if is_exception else why_words
        named = day.date + ONE_DAY if look == Look.SHORTER else day.date
        yield YearNote(
            look=look,
            letter=str(LETTERS[look]),
            day=date_words(day.date, today=day.date),
            words=words(calendar, day, today=today),
            exception=calendar.exceptions[day.date].pk if is_exception else None,
            special_day=None if is_exception else calendar.special_days[named].pk,
        )
