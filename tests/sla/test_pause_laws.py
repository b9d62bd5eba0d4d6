"""B5.4: pauses take their open time out of a deadline, and nothing else, whatever the office."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from sla.pauses import add_with_pauses, moved_target, paused_open_seconds, union
from sla.worktime import Span
from tests.sla import oracle
from tests.sla.answers import DATA, SPANS, answer, as_instants, known, moments_of, truth
from tests.sla.offices import HOUR, PLACES, Place, moments, stamp


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
