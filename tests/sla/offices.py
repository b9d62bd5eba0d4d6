"""Offices to try laws on: ours, and many that nobody would keep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from sla.days import CalendarRules, OpeningWindow, eves_of
from sla.worktime import WorkCalendar
from tests.sla.conftest import DEFAULT_CALENDAR
from tests.sla.oracle import ONE_DAY, Hours, Office

# Every zone shortly before its clock changes: by an hour, in Lord Howe by half an hour, in
# Santiago at midnight. And two zones over a turn of the year and a leap day.
SEASONS = [
    ("Europe/Helsinki", date(2027, 3, 22)),
    ("Europe/Helsinki", date(2027, 10, 25)),
    ("Europe/Helsinki", date(2026, 12, 20)),
    ("Europe/Stockholm", date(2027, 3, 22)),
    ("Europe/Stockholm", date(2027, 10, 25)),
    ("Europe/Stockholm", date(2028, 2, 21)),
    ("Australia/Lord_Howe", date(2027, 3, 29)),
    ("Australia/Lord_Howe", date(2027, 9, 27)),
    ("America/Santiago", date(2027, 3, 29)),
    ("America/Santiago", date(2027, 8, 30)),
]
HOUR = 3600


@dataclass(frozen=True)
class Place:
    """One office, as the oracle knows it and as the portal does."""

    office: Office
    work: WorkCalendar
    name: str = ""

    def __repr__(self) -> str:
        return self.name or repr(self.office)

    def at(self, stamp: int) -> datetime:
        """An instant as the office's clock on the wall shows it, fold and all."""
        return datetime.fromtimestamp(stamp, ZoneInfo(self.office.zone))


def place(office: Office, name: str = "") -> Place:
    rules = CalendarRules(
        zone=ZoneInfo(office.zone),
        first_day=office.first_day,
        last_day=office.last_day,
        weekly=[
            OpeningWindow(
                each.weekday,
                each.opens,
                each.closes,
                each.first or date.min,
                each.last or date.max,
            )
            for each in office.weekly
        ],
        holidays=office.holidays,
        closed_days=office.closed_days,
        eves=eves_of(office.holidays),
        eve_closes=office.eves_close,
        exceptions=office.exceptions,
    )
    return Place(office, WorkCalendar(rules), name)


def stamp(at: datetime) -> int:
    return int(at.timestamp())


def instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


# --- Ours -----------------------------------------------------------------------------------------


def _special_days(kind: str) -> frozenset[date]:
    return frozenset(
        day for of_kind, days, *_names in DEFAULT_CALENDAR.SPECIAL_DAYS for day in days
        if of_kind == kind
    )  # fmt: skip


FINLAND = place(
    Office(
        zone="Europe/Helsinki",
        first_day=DEFAULT_CALENDAR.KNOWN_FROM,
        last_day=DEFAULT_CALENDAR.KNOWN_UNTIL,
        weekly=tuple(
            Hours(weekday, opens, closes)
            for weekday, windows in DEFAULT_CALENDAR.WEEK.items()
            for opens, closes in windows
        ),
        holidays=_special_days(DEFAULT_CALENDAR.HOLIDAY),
        closed_days=_special_days(DEFAULT_CALENDAR.CLOSED),
    ),
    "FINLAND",
)


# --- Any ------------------------------------------------------------------------------------------

USUAL_MINUTES = [0, 60, 90, 120, 150, 180, 240, 480, 660, 720, 840, 960, 1380, 1439]


def clock_time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


TIMES = st.one_of(st.sampled_from(USUAL_MINUTES), st.integers(0, 1439)).map(clock_time)
# About the time at which clocks jump.
NIGHT_TIMES = st.sampled_from([*range(0, 300, 30), 1380, 1410, 1439]).map(clock_time)


@st.composite
def windows(draw: Callable, times: st.SearchStrategy = TIMES) -> tuple[tuple[time, time], ...]:
    """One or two windows of a day; now and then the second opens when the first closes."""
    edges = sorted(draw(st.sets(times, min_size=2, max_size=4)))
    if len(edges) == 3:
        return tuple(pairwise(edges))
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def weeks(draw: Callable, first: date | None, last: date | None) -> list[Hours]:
    """The hours of one period; perhaps none."""
    weekdays = draw(st.dictionaries(st.integers(0, 6), windows(), max_size=7))
    return [
        Hours(weekday, opens, closes, first, last)
        for weekday, day in weekdays.items()
        for opens, closes in day
    ]


@st.composite
def random_places(draw: Callable) -> Place:
    """A few weeks of an office: hours that change, holidays, closed days, exceptions."""
    zone, first_day = draw(st.sampled_from(SEASONS))
    last_day = first_day + draw(st.integers(6, 27)) * ONE_DAY
    days = st.dates(first_day, last_day)
    changes = sorted(draw(st.sets(days, max_size=2)))
    periods = zip([None, *changes], [*[day - ONE_DAY for day in changes], None], strict=True)
    return place(
        Office(
            zone=zone,
            first_day=first_day,
            last_day=last_day,
            weekly=tuple(hours for period in periods for hours in draw(weeks(*period))),
            holidays=draw(st.frozensets(days, max_size=3)),
            closed_days=draw(st.frozensets(days, max_size=2)),
            exceptions=draw(st.dictionaries(days, windows() | st.just(()), max_size=2)),
            eves_close=draw(st.just(time(14)) | TIMES),
        )
    )


PLACES = st.just(FINLAND) | random_places()


def known_days(office: Office) -> st.SearchStrategy[date]:
    """Any known day, and as often one that is unlike the others."""
    unlike = {
        office.first_day,
        office.last_day,
        *office.exceptions,
        *office.closed_days,
        *office.holidays,
        *(day - ONE_DAY for day in office.holidays),
        *(day for hours in office.weekly for day in (hours.first, hours.last) if day),
    }
    within = sorted(day for day in unlike if office.first_day <= day <= office.last_day)
    return st.dates(office.first_day, office.last_day) | st.sampled_from(within)


@st.composite
def moments(draw: Callable, where: Place) -> int:
    """Any second of the known days, most often right at, before or after an opening or closing."""
    office = where.office
    day = draw(known_days(office))
    edges = [time(14), *(edge for each in office.weekly for edge in (each.opens, each.closes))]
    second = draw(
        st.integers(0, 86_399)
        | st.builds(
            lambda edge, off: edge.hour * HOUR + edge.minute * 60 + off,
            st.sampled_from(edges),
            st.integers(-1, 1),
        )
    )
    wall = datetime.combine(day, time(), ZoneInfo(office.zone)) + timedelta(seconds=second)
    at = stamp(wall.replace(fold=draw(st.integers(0, 1))))
    return min(max(at, office.begins), office.ends)
