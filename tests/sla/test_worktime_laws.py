"""B5, B6: opening time obeys its laws and agrees with the slow walk, whatever the office.

The offices are ours and random ones: any hours, hours that change on a date, holidays, eves,
exceptions, four time zones, both clock changes.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sla.pauses import add_with_pauses, moved_target, paused_open_seconds, union
from sla.worktime import BeyondHorizon, Span
from tests.sla import oracle
from tests.sla.offices import (
    HOUR,
    NIGHT_TIMES,
    PLACES,
    Place,
    instant,
    known_days,
    moments,
    place,
    stamp,
    windows,
)
from tests.sla.oracle import Hours, Office, OffTheMap

SPANS = st.integers(1, 60 * HOUR)
DATA = st.data()


def answer(question: Callable[[], datetime | None]) -> int | str | None:
    """The answer in seconds since the epoch, or "unknown"."""
    try:
        at = question()
    except BeyondHorizon:
        return "unknown"
    return None if at is None else stamp(at)


def truth(question: Callable[[], int | None]) -> int | str | None:
    try:
        return question()
    except OffTheMap:
        return "unknown"


def known(question: Callable[[], datetime]) -> datetime:
    """The answer; an example for which there is none says nothing about this law."""
    try:
        return question()
    except BeyondHorizon:
        assume(condition=False)
        raise


def moments_of(data: st.DataObject, where: Place, count: int) -> list[datetime]:
    """Some moments in order."""
    return [where.at(at) for at in sorted(data.draw(moments(where)) for _each in range(count))]


# --- The walk -------------------------------------------------------------------------------------


@given(PLACES, DATA, SPANS | st.just(0))
def test_a_deadline_is_where_the_walk_ends(where: Place, data, span: int) -> None:
    start = data.draw(moments(where))

    found = answer(lambda: where.work.add(where.at(start), span))

    assert found == truth(lambda: oracle.deadline(where.office, start, span))


@given(PLACES, DATA, SPANS | st.just(0))
def test_counting_back_ends_where_the_walk_back_does(where: Place, data, span: int) -> None:
    end = data.draw(moments(where))

    found = answer(lambda: where.work.subtract(where.at(end), span))

    assert found == truth(lambda: oracle.latest_start(where.office, end, span))


@given(PLACES, DATA, st.integers(0, 14 * 24 * HOUR))
def test_open_time_is_what_the_walk_counts(where: Place, data, span: int) -> None:
    begin = data.draw(moments(where))
    end = min(begin + span, where.office.ends)

    found = where.work.open_between(where.at(begin), where.at(end))

    assert found == oracle.open_seconds(where.office, begin, end)


@given(PLACES, DATA)
def test_openings_and_closings_are_those_of_the_walk(where: Place, data) -> None:
    office, at = where.office, data.draw(moments(where))
    moment = where.at(at)

    assert where.work.is_open(moment) == (at < office.ends and office.is_open(at))
    assert answer(lambda: where.work.next_opening(moment)) == truth(
        lambda: oracle.deadline(office, at, 0)
    )
    assert answer(lambda: where.work.next_closing(moment)) == truth(
        lambda: oracle.next_closing(office, at)
    )


@given(PLACES, DATA)
def test_each_day_is_open_as_the_walk_finds_it(where: Place, data) -> None:
    office = where.office
    day = data.draw(known_days(office))
    spans = [(stamp(opens), stamp(closes)) for opens, closes in where.work.open_spans(day)]

    seconds = [closes - opens for opens, closes in spans]
    begin, end = office.first_second(day), office.first_second(day + oracle.ONE_DAY)

    assert sum(seconds) == oracle.open_seconds(office, begin, end)
    assert max((closes for _opens, closes in spans), default=None) == oracle.last_closing(
        office, day
    )
    assert all(office.is_open(opens) and office.is_open(closes - 1) for opens, closes in spans)


# --- Arithmetic -----------------------------------------------------------------------------------


@given(PLACES, DATA, SPANS)
def test_adding_measuring_and_subtracting_are_inverse(where: Place, data, span: int) -> None:
    (start,) = moments_of(data, where, 1)
    end = known(lambda: where.work.add(start, span))

    begin = where.work.subtract(end, span)

    assert where.work.open_between(start, end) == span
    assert where.work.open_between(begin, end) == span
    assert stamp(begin) >= stamp(start)
    assert where.work.is_open(begin)
    assert where.work.add(begin, span) == end


@given(PLACES, DATA, SPANS, SPANS)
def test_a_deadline_never_moves_against_its_start_or_its_length(
    where: Place, data, span: int, more: int
) -> None:
    first, second = moments_of(data, where, 2)

    later = known(lambda: where.work.add(second, span))

    assert where.work.add(first, span) <= later
    assert known(lambda: where.work.add(second, span + more)) > later


@given(PLACES, DATA, SPANS, SPANS)
def test_two_spans_in_a_row_are_their_sum(where: Place, data, span: int, more: int) -> None:
    (start,) = moments_of(data, where, 1)

    whole = answer(lambda: where.work.add(start, span + more))

    assert whole == answer(lambda: where.work.add(where.work.add(start, span), more))


@given(PLACES, DATA)
def test_open_time_adds_up(where: Place, data) -> None:
    first, second, third = moments_of(data, where, 3)

    whole = where.work.open_between(first, third)

    assert whole == where.work.open_between(first, second) + where.work.open_between(second, third)
    assert where.work.open_between(third, first) == 0


@given(PLACES, DATA)
def test_open_days_are_the_days_on_which_time_counts(where: Place, data) -> None:
    begin, end = sorted(moments_of(data, where, 2))

    counted = [row for row in where.work.account(begin, end) if row.counted]

    assert where.work.open_days_between(begin, end) == len(counted)


@given(PLACES, DATA, SPANS)
def test_no_answer_lies_inside_closed_time(where: Place, data, span: int) -> None:
    """A deadline may sit on a closing: then the second before it was open."""
    (start,) = moments_of(data, where, 1)

    end = stamp(known(lambda: where.work.add(start, span)))
    opening = stamp(where.work.next_opening(start))

    assert where.office.is_open(end - 1)
    assert where.office.is_open(opening)
    assert stamp(where.work.add(start, 0)) == opening


@given(PLACES, DATA, SPANS)
def test_an_explanation_adds_up_to_the_span(where: Place, data, span: int) -> None:
    (start,) = moments_of(data, where, 1)

    rows = known(lambda: where.work.explain(start, span))

    days = [row.day.date for row in rows]
    assert sum(row.seconds for row in rows) == span
    assert days == [start.date() + number * oracle.ONE_DAY for number in range(len(days))]


# --- Pauses ---------------------------------------------------------------------------------------


@st.composite
def pauses(draw: Callable, where: Place, near: int) -> list[oracle.Pause]:
    """Up to four pauses around a moment, in any order and over one another."""
    office = where.office
    lengths = st.integers(0, 40 * HOUR)
    found = []
    for _pause in range(draw(st.integers(0, 4))):
        begin = draw(moments(where) | st.integers(near - 20 * HOUR, near + 100 * HOUR))
        begin = min(max(begin, office.begins), office.ends)
        found.append((begin, min(begin + draw(lengths), office.ends)))
    return found


def length(spans: Sequence[Span]) -> int:
    return sum(stamp(end) - stamp(begin) for begin, end in spans)


def as_instants(where: Place, found: list[oracle.Pause]) -> list:
    return [(where.at(begin), None if end is None else where.at(end)) for begin, end in found]


@given(PLACES, DATA, SPANS | st.just(0), st.booleans())
def test_a_paused_deadline_is_where_the_walk_ends(
    where: Place, data, span: int, lasts: bool
) -> None:
    start = data.draw(moments(where))
    paused = data.draw(pauses(where, start))
    if lasts and paused:
        paused[-1] = (paused[-1][0], None)

    found = answer(
        lambda: add_with_pauses(where.work, where.at(start), span, as_instants(where, paused))
    )

    assert found == truth(lambda: oracle.deadline(where.office, start, span, paused))


@given(PLACES, DATA, SPANS, st.randoms(use_true_random=False))
def test_pauses_count_as_their_union(where: Place, data, span: int, random) -> None:
    """Neither their order, nor overlaps, nor where one is cut in two makes a difference."""
    start = data.draw(moments(where))
    paused = data.draw(pauses(where, start))
    pieces = [*paused, *paused]
    for begin, end in paused:
        cut = random.randint(begin, end)
        pieces += [(begin, cut), (cut, end)]
    random.shuffle(pieces)

    whole, cut_up = as_instants(where, paused), as_instants(where, pieces)

    assert union(cut_up) == union(whole)
    assert paused_open_seconds(where.work, cut_up) == paused_open_seconds(where.work, whole)
    assert answer(lambda: add_with_pauses(where.work, where.at(start), span, cut_up)) == answer(
        lambda: add_with_pauses(where.work, where.at(start), span, whole)
    )


@given(PLACES, DATA, SPANS)
def test_a_pause_without_open_time_leaves_the_deadline_exactly(
    where: Place, data, span: int
) -> None:
    start, closed_from = moments_of(data, where, 2)
    end = known(lambda: where.work.add(start, span))
    opening = known(lambda: where.work.next_opening(closed_from))

    pause = [(closed_from, where.at(stamp(opening)))]

    assert add_with_pauses(where.work, start, span, pause) == end
    assert moved_target(where.work, end, pause) == end
    assert moved_target(where.work, end, pause, since=start) == end


@given(PLACES, DATA, SPANS)
def test_a_target_moves_as_if_its_open_time_were_counted_anew(
    where: Place, data, span: int
) -> None:
    """Except by a pause that begins at the very deadline: a promise may still wait then (B5.4)."""
    start = data.draw(moments(where))
    paused = data.draw(pauses(where, start))
    target = known(lambda: where.work.add(where.at(start), span))
    counted = truth(lambda: oracle.deadline(where.office, start, span, paused))
    assume(all(begin != counted for begin, _end in paused))

    moved = answer(
        lambda: moved_target(where.work, target, as_instants(where, paused), since=where.at(start))
    )

    assert moved == counted


@given(PLACES, DATA)
def test_an_account_tells_what_counted_and_what_a_pause_took(where: Place, data) -> None:
    begin, end = moments_of(data, where, 2)
    end = min(end, begin + timedelta(days=30))
    paused = union(as_instants(where, data.draw(pauses(where, stamp(begin)))))

    rows = where.work.account(begin, end, pauses=paused)

    within = sum(
        where.work.open_between(max(begin, paused_at), min(end, resumed))
        for paused_at, resumed in paused
        if paused_at < end and resumed > begin
    )
    assert sum(length(row.paused) for row in rows) == within
    assert sum(row.seconds for row in rows) == where.work.open_between(begin, end) - within
    assert all(row.seconds == length(row.counted) for row in rows)


# --- The edge of the map --------------------------------------------------------------------------


@given(PLACES, DATA, st.integers(1, 10**10), st.booleans())
def test_beyond_the_known_days_every_question_is_refused(
    where: Place, data, distance: int, before: bool
) -> None:
    office, work = where.office, where.work
    outside = instant(office.begins - distance if before else office.ends + distance)
    (inside,) = moments_of(data, where, 1)
    # The first open day is known, also as the next one after the day before it.
    day = outside.astimezone(inside.tzinfo).date() - before * oracle.ONE_DAY

    for question in (
        lambda: work.add(outside, 1),
        lambda: work.add(outside, 0),
        lambda: work.subtract(outside, 1),
        lambda: work.subtract(outside, 0),
        lambda: work.open_between(inside, outside),
        lambda: work.open_between(outside, inside),
        lambda: work.is_open(outside),
        lambda: work.next_opening(outside),
        lambda: work.next_closing(outside),
        lambda: work.local_date(outside),
        lambda: work.account(inside, outside),
        lambda: work.last_closing(day),
        lambda: work.next_open_day(day),
        lambda: work.day(day),
    ):
        with pytest.raises(BeyondHorizon):
            question()


@given(PLACES, DATA, st.integers(1, 10**12))
def test_more_time_than_there_is_is_never_promised(where: Place, data, more: int) -> None:
    office, work = where.office, where.work
    (start,) = moments_of(data, where, 1)
    first, last = where.at(office.begins), where.at(office.ends)
    left, gone = work.open_between(start, last), work.open_between(first, start)

    for question in (
        lambda: work.add(start, left + more),
        lambda: work.subtract(start, gone + more),
        lambda: add_with_pauses(work, start, left, [(start, work.add(start, left))]),
    ):
        with pytest.raises(BeyondHorizon):
            question()


# --- The days on which the clock jumps ------------------------------------------------------------

JUMPS = [
    ("Europe/Helsinki", date(2027, 3, 28), -60),
    ("Europe/Helsinki", date(2027, 10, 31), 60),
    ("Australia/Lord_Howe", date(2027, 10, 3), -30),
    ("Australia/Lord_Howe", date(2027, 4, 4), 30),
    ("America/Santiago", date(2027, 9, 5), -60),
    ("America/Santiago", date(2027, 4, 3), 60),
    ("Atlantic/Azores", date(2027, 3, 28), -60),
    ("Atlantic/Azores", date(2027, 10, 31), 60),
]


@st.composite
def night_shifts(draw: Callable) -> tuple[Place, int, int]:
    """An office open about the time its clock jumps, and the first second of that day and the next."""
    zone, day, longer = draw(st.sampled_from(JUMPS))
    weekly = tuple(
        Hours(weekday, opens, closes)
        for weekday in range(7)
        for opens, closes in draw(windows(NIGHT_TIMES))
    )
    where = place(Office(zone, day - oracle.ONE_DAY, day + 2 * oracle.ONE_DAY, weekly))
    begin, end = (where.office.first_second(day + number * oracle.ONE_DAY) for number in (0, 1))
    assert end - begin == 24 * HOUR + longer * 60
    return where, begin, end


@given(night_shifts(), DATA)
def test_a_missing_hour_is_never_open_and_a_doubled_one_is_open_twice(shift, data) -> None:
    where, begin, end = shift
    first, last = sorted(data.draw(st.tuples(*[st.integers(begin, end)] * 2)))

    for since, until in ((begin, end), (first, last)):
        found = where.work.open_between(where.at(since), where.at(until))
        assert found == oracle.open_seconds(where.office, since, until)


@given(night_shifts(), DATA, st.integers(1, 4 * HOUR))
def test_pauses_in_a_doubled_hour_are_told_apart(shift, data, span: int) -> None:
    """On the wall 3.15 may come after 3.45: no answer may go by it."""
    where, begin, _end = shift
    night = st.integers(begin, begin + 6 * HOUR)
    start = data.draw(night)
    paused = [tuple(sorted(data.draw(st.tuples(night, night)))) for _pause in range(2)]
    target = known(lambda: where.work.add(where.at(start), span))
    counted = truth(lambda: oracle.deadline(where.office, start, span, paused))
    assume(all(began != counted for began, _ended in paused))
    instants = as_instants(where, paused)

    added = answer(lambda: add_with_pauses(where.work, where.at(start), span, instants))
    moved = answer(lambda: moved_target(where.work, target, instants, since=where.at(start)))

    assert added == moved == counted
