"""B5, B6: opening time obeys its laws and agrees with the slow walk, whatever the office.

The offices are ours and random ones: any hours, hours that change on a date, holidays, eves,
exceptions, four time zones, both clock changes.
"""

from hypothesis import given
from hypothesis import strategies as st

from tests.sla import oracle
from tests.sla.answers import DATA, SPANS, answer, known, moments_of, truth
from tests.sla.offices import HOUR, PLACES, Place, known_days, moments, stamp

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
