"""B5, B6: opening time on the days on which the clock jumps, against the slow walk."""

from collections.abc import Callable
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from sla.pauses import add_with_pauses, moved_target
from tests.sla import oracle
from tests.sla.answers import DATA, answer, as_instants, known, truth
from tests.sla.offices import HOUR, NIGHT_TIMES, Place, place, windows
from tests.sla.oracle import Hours, Office

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
