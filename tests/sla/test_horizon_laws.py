"""B5, B6: beyond the days whose hours are known nothing is answered and nothing promised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.pauses import add_with_pauses
from sla.worktime import BeyondHorizon
from tests.sla import oracle
from tests.sla.answers import DATA, moments_of
from tests.sla.offices import PLACES, Place, instant


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
