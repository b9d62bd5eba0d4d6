"""B5, B6: opening time as arithmetic, by properties and against a slow walk minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sla.days import CalendarRules, DayKind, every_week, eves_of
from sla.pauses import add_with_pauses, moved_target, union
from sla.worktime import BeyondHorizon, NaiveInstant, WorkCalendar

HELSINKI = ZoneInfo("Europe/Helsinki")
MINUTE = timedelta(minutes=1)
WEEK = {
    **dict.fromkeys(range(4), ((time(8), time(11)), (time(12), time(16)))),
    4: ((time(8), time(11)), (time(12), time(14))),
}
HOLIDAYS = frozenset({date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 29)})


def calendar(weekly=WEEK, **rules):
    return WorkCalendar(
        CalendarRules(HELSINKI, date(2026, 1, 1), date(2028, 12, 31), every_week(weekly), **rules)
    )


USUAL = calendar(
    holidays=HOLIDAYS,
    eves=eves_of(HOLIDAYS),
    exceptions={
        date(2027, 2, 3): ((time(8), time(20)),),
        date(2027, 2, 4): (),
        date(2027, 2, 6): ((time(10), time(12)),),
    },
)
# Open in the hours that DST skips and repeats, on each day of the week.
NIGHT = calendar(weekly=dict.fromkeys(range(7), ((time(0, 30), time(3, 30)), (time(5), time(6)))))

CALENDARS = st.sampled_from([USUAL, NIGHT])
INSTANTS = st.integers(
    min_value=int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()),
    max_value=int(datetime(2027, 12, 1, tzinfo=UTC).timestamp()),
).map(lambda stamp: datetime.fromtimestamp(stamp, UTC))
SPANS = st.integers(min_value=1, max_value=100 * 3600)


def at(*parts):
    return datetime(*parts, tzinfo=HELSINKI)


def open_by_the_wall_clock(rules, moment):
    """The slow truth: ask the wall clock whether this very minute is open."""
    local = moment.astimezone(rules.zone)
    wall = local.time().replace(tzinfo=None)
    return any(opens <= wall < closes for opens, closes in rules.day(local.date()).windows)


def walk(rules, start, minutes):
    """Add open minutes one by one; ends right after the last one."""
    moment = start.astimezone(UTC)
    while minutes:
        minutes -= open_by_the_wall_clock(rules, moment)
        moment += MINUTE
    return moment


@given(CALENDARS, INSTANTS, SPANS)
def test_adding_and_measuring_are_inverse(cal, start, span):
    assert cal.open_between(start, cal.add(start, span)) == span


@given(CALENDARS, INSTANTS, SPANS)
def test_subtracting_undoes_adding(cal, start, span):
    end = cal.add(start, span)

    begin = cal.subtract(end, span)

    assert cal.open_between(begin, end) == span
    assert begin >= start
    assert cal.is_open(begin)
    assert cal.add(begin, span) == end


@given(CALENDARS, INSTANTS, INSTANTS, INSTANTS)
def test_open_time_adds_up(cal, one, other, another):
    first, second, third = sorted((one, other, another))

    whole = cal.open_between(first, third)

    assert whole == cal.open_between(first, second) + cal.open_between(second, third)


@given(CALENDARS, INSTANTS, INSTANTS, SPANS, SPANS)
def test_later_starts_and_longer_spans_never_end_earlier(cal, one, other, span, more):
    first, second = sorted((one, other))

    assert cal.add(first, span) <= cal.add(second, span)
    assert cal.add(first, span) < cal.add(first, span + more)


@given(CALENDARS, INSTANTS, SPANS)
def test_no_answer_lies_inside_closed_time(cal, start, span):
    end = cal.add(start, span)

    assert cal.is_open(end - timedelta(seconds=1))
    assert cal.is_open(cal.add(start, 0))


@given(CALENDARS, INSTANTS)
def test_openings_and_closings_enclose_open_time(cal, moment):
    opening, closing = cal.next_opening(moment), cal.next_closing(moment)

    assert moment <= opening < closing
    assert cal.open_between(moment, opening) == 0
    assert cal.open_between(opening, closing) == (closing - opening).total_seconds()


@given(CALENDARS, INSTANTS, SPANS)
def test_an_explanation_adds_up_to_the_span(cal, start, span):
    rows = cal.explain(start, span)

    assert sum(row.seconds for row in rows) == span
    assert rows[0].day.date == start.astimezone(HELSINKI).date()
    assert [row.day.date for row in rows] == sorted({row.day.date for row in rows})


@given(
    CALENDARS,
    INSTANTS,
    SPANS,
    st.lists(st.tuples(st.integers(-50_000, 500_000), st.integers(0, 300_000)), max_size=5),
)
def test_pauses_count_as_their_union(cal, start, span, offsets):
    pauses = [
        (start + timedelta(seconds=begin), start + timedelta(seconds=begin + length))
        for begin, length in offsets
    ]

    end = add_with_pauses(cal, start, span, pauses)

    paused = sum(
        cal.open_between(max(start, begin), min(end, resumed))
        for begin, resumed in union(pauses)
        if resumed > start
    )
    assert cal.open_between(start, end) - paused == span
    assert end == add_with_pauses(cal, start, span, union([*pauses, *pauses[::-1]]))


@settings(max_examples=15)
@given(CALENDARS, INSTANTS, st.integers(min_value=1, max_value=900))
def test_a_walk_minute_by_minute_agrees(cal, start, minutes):
    start = start.replace(second=0)

    assert cal.add(start, minutes * 60) == walk(cal.rules, start, minutes)


@pytest.mark.parametrize("start", [at(2027, 3, 27, 22, 0), at(2026, 10, 24, 22, 0)])
@pytest.mark.parametrize("minutes", [60, 150, 180, 240, 300, 360, 480])
def test_a_night_with_a_clock_change_agrees_with_the_walk(start, minutes):
    assert NIGHT.add(start, minutes * 60) == walk(NIGHT.rules, start, minutes)


def test_the_skipped_hour_is_lost_and_the_repeated_hour_counts_twice():
    spring = NIGHT.open_between(at(2027, 3, 28), at(2027, 3, 29))
    autumn = NIGHT.open_between(at(2026, 10, 25), at(2026, 10, 26))

    assert (spring, autumn) == (3.5 * 3600, 4.5 * 3600)


def test_a_deadline_keeps_its_wall_time_over_both_clock_changes():
    assert USUAL.add(at(2027, 3, 30, 10), 7 * 3600) == at(2027, 3, 31, 10)
    assert USUAL.add(at(2027, 3, 25, 13), 2 * 3600) == at(2027, 3, 30, 9)
    assert USUAL.add(at(2026, 10, 23, 13), 2 * 3600) == at(2026, 10, 26, 9)


def test_closing_time_is_closed_but_a_deadline_may_sit_on_it():
    closing = at(2027, 1, 4, 16)

    assert not USUAL.is_open(closing)
    assert USUAL.is_open(closing - timedelta(seconds=1))
    assert USUAL.add(at(2027, 1, 4, 12), 4 * 3600) == closing
    assert USUAL.add(closing, 0) == at(2027, 1, 5, 8)
    assert USUAL.subtract(closing, 0) == closing


def test_exceptions_open_shorten_and_close_days():
    rows = USUAL.explain(at(2027, 2, 3, 16), 5 * 3600)

    assert [(row.day.date.day, row.day.kind, row.seconds) for row in rows] == [
        (3, DayKind.EXCEPTION, 4 * 3600),
        (4, DayKind.EXCEPTION, 0),
        (5, DayKind.USUAL, 3600),
    ]
    assert USUAL.is_open(at(2027, 2, 6, 11))


def test_the_week_of_epiphany_is_explained_day_by_day():
    rows = USUAL.explain(at(2027, 1, 4, 10, 20), 12 * 3600)

    assert [(row.day.kind, row.seconds) for row in rows] == [
        (DayKind.USUAL, 16_800),
        (DayKind.EVE, 18_000),
        (DayKind.HOLIDAY, 0),
        (DayKind.USUAL, 8_400),
    ]
    assert rows[-1].counted == ((at(2027, 1, 7, 8), at(2027, 1, 7, 10, 20)),)


def test_an_account_tells_paused_time_apart():
    pause = (at(2027, 1, 4, 9, 30), at(2027, 1, 4, 13))

    (row,) = USUAL.account(at(2027, 1, 4, 9), at(2027, 1, 4, 14), pauses=[pause])

    assert row.counted == (
        (at(2027, 1, 4, 9), at(2027, 1, 4, 9, 30)),
        (at(2027, 1, 4, 13), at(2027, 1, 4, 14)),
    )
    assert row.paused == (
        (at(2027, 1, 4, 9, 30), at(2027, 1, 4, 11)),
        (at(2027, 1, 4, 12), at(2027, 1, 4, 13)),
    )
    assert row.seconds == 5_400


def test_a_clock_that_still_waits_has_no_deadline():
    lasting = [(at(2027, 1, 4, 9), None)]

    assert add_with_pauses(USUAL, at(2027, 1, 4, 8), 7_200, lasting) is None
    assert add_with_pauses(USUAL, at(2027, 1, 4, 8), 3_600, lasting) == at(2027, 1, 4, 9)
    assert add_with_pauses(USUAL, at(2027, 1, 4, 9), 0, lasting) is None
    assert moved_target(USUAL, at(2027, 1, 8, 14), lasting) is None


def test_beyond_the_known_years_it_refuses_to_guess():
    for question in (
        lambda: USUAL.add(at(2028, 12, 29, 13), 6 * 3600),
        lambda: USUAL.add(at(2025, 12, 31, 12), 60),
        lambda: USUAL.open_between(at(2027, 1, 1), at(2029, 1, 2)),
        lambda: USUAL.subtract(at(2026, 1, 2, 9), 9 * 3600),
        lambda: USUAL.next_opening(at(2028, 12, 31, 12)),
        lambda: USUAL.next_closing(at(2028, 12, 31, 12)),
        lambda: USUAL.last_closing(date(2029, 1, 1)),
        lambda: USUAL.day(date(2029, 1, 1)),
    ):
        with pytest.raises(BeyondHorizon):
            question()


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(NaiveInstant):
        USUAL.add(datetime(2027, 1, 4, 9), 60)  # noqa: DTZ001 - the very mistake


@given(INSTANTS, st.integers(min_value=1, max_value=999_999))
def test_fractions_of_a_second_are_dropped(start, microseconds):
    assume(start.microsecond == 0)

    assert USUAL.add(start.replace(microsecond=microseconds), 60) == USUAL.add(start, 60)
