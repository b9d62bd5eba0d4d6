"""Stretches of whole days that a report can be about. Days are Helsinki's."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import timewords

ONE_DAY = timedelta(days=1)
# A report counts no further than this at a time.
MOST_DAYS = 2 * 366
# Days far outside are a typing error, and some of them have no neighbours.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class Span(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True)
class Period:
    """Whole days, both ends included."""

    span: Span
    first: date
    last: date

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.first, self.last

    @property
    def since(self) -> datetime:
        """The instant it begins."""
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """The instant it is over: the first that belongs to it no more."""
        return _midnight(self.last + ONE_DAY)

    @property
    def name(self) -> str:
        """What people call it, such as "Joulukuu 2026"."""
        match self.span:
            case Span.WEEK:
                year, week, _day = self.first.isocalendar()
                return _("Week %(week)s/%(year)s") % {"week": week, "year": year}
            case Span.MONTH:
                return month_name(self.first)
            case Span.QUARTER:
                quarter = {"quarter": (self.first.month + 2) // 3, "year": self.first.year}
                return _("Quarter %(quarter)s/%(year)s") % quarter
            case Span.YEAR:
                return _("Year %(year)s") % {"year": self.first.year}
        return timewords.days_words(self.first, self.last)

    @property
    def before(self) -> "Period":
        """The period of the same kind that ends where this one begins."""
        return self._beside(self.first - ONE_DAY, of_days=-1)

    @property
    def after(self) -> "Period":
        return self._beside(self.last + ONE_DAY, of_days=1)

    def _beside(self, day: date, *, of_days: int) -> "Period":
        if self.span != Span.OTHER:
            return period_of(self.span, day)
        length = self.last - self.first
        ends = sorted((day, day + of_days * length))
        return Period(Span.OTHER, *ends)

    def to(self, last: "Period") -> "Period":
        """From the beginning of this period to the end of a later one."""
        return Period(Span.OTHER, self.first, last.last)

    def months(self, *, at_least: int) -> list["Period"]:
        """The whole months that end with its last day's, `at_least` so many."""
        month = period_of(Span.MONTH, self.last)
        found = [month]
        while len(found) < at_least or month.first > self.first:
            month = month.before
            found.append(month)
        return found[::-1]


def period_of(span: Span, day: date) -> Period:
    """The week, month, quarter or year in which a day lies."""
    match span:
        case Span.WEEK:
            first = day - timedelta(days=day.weekday())
            return Period(span, first, first + timedelta(days=6))
        case Span.QUARTER:
            first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
            return Period(span, first, _month_end(first.replace(month=first.month + 2)))
        case Span.YEAR:
            return Period(span, date(day.year, 1, 1), date(day.year, 12, 31))
        case _:
            first = day.replace(day=1)
            return Period(Span.MONTH, first, _month_end(first))


def between(one: date, other: date) -> Period:
    """The days from one to another, in whatever order they are given; no more than MOST_DAYS."""
    first, last = sorted((one, other))
    return Period(Span.OTHER, max(first, last - (MOST_DAYS - 1) * ONE_DAY), last)


def last_full_month(today: date) -> Period:
    return period_of(Span.MONTH, today).before


def day_of_month(key: str) -> date:
    """The first day of a month that is written "2026-12"."""
    return date.fromisoformat(f"{key}-01")


def month_name(day: date) -> str:
    return capfirst(date_format(day, "F Y"))


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - ONE_DAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timewords.HELSINKI)
