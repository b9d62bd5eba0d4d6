"""B5.2, B5.3: laws of resolution targets and of level changes, against the slow walk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from sla.choices import ClockKind, ResolutionKind
from sla.replanning import replan
from sla.targets import TargetRule, resolution_target
from sla.worktime import BeyondHorizon
from tests.sla import oracle
from tests.sla.conftest import DEFAULT_CALENDAR
from tests.sla.offices import FINLAND, HOUR, Place, instant, moments, random_places, stamp
from tests.sla.oracle import OffTheMap


@dataclass(frozen=True)
class Level:
    """What one of our five levels promises."""

    seconds: int
    rule: TargetRule


LEVELS = {
    number: Level(minutes * 60, TargetRule(kind, amount, least * 60))
    for number, minutes, kind, amount, _lower, least, *_words in DEFAULT_CALENDAR.LEVELS
}
RULES = st.builds(
    TargetRule,
    st.sampled_from([ResolutionKind.SAME_DAY, ResolutionKind.SAME_WEEK]),
    least_seconds=st.integers(0, 8 * HOUR),
) | st.builds(
    TargetRule,
    st.sampled_from([ResolutionKind.WEEKS, ResolutionKind.MONTHS]),
    amount=st.integers(1, 2),
)
# So long before the last known day that every level has a target, also after late raises.
KNOWN = moments(FINLAND).filter(lambda at: FINLAND.at(at).year < FINLAND.office.last_day.year - 2)
KINDS = st.sampled_from(list(ClockKind))
NUMBERS = st.sampled_from(sorted(LEVELS))


def expected_target(where: Place, start: int, rule: TargetRule) -> int | None:
    """The walk's answer; None when it leaves the known days."""
    try:
        return oracle.target(
            where.office, start, str(rule.kind), amount=rule.amount, least=rule.least_seconds
        )
    except OffTheMap:
        return None


def found_target(where: Place, start: int, rule: TargetRule) -> int | None:
    try:
        return stamp(resolution_target(where.work, where.at(start), rule))
    except BeyondHorizon:
        return None


# --- Targets --------------------------------------------------------------------------------------


@given(random_places(), st.data(), RULES)
def test_a_target_is_the_one_the_walk_finds(where: Place, data, rule: TargetRule) -> None:
    start = data.draw(moments(where))

    assert found_target(where, start, rule) == expected_target(where, start, rule)


@given(KNOWN, NUMBERS)
def test_our_targets_are_those_the_walk_finds(start: int, number: int) -> None:
    rule = LEVELS[number].rule

    assert found_target(FINLAND, start, rule) == expected_target(FINLAND, start, rule)


@given(random_places(), st.data(), RULES)
def test_a_target_is_always_the_last_closing_of_an_open_day(where: Place, data, rule) -> None:
    target = found_target(where, data.draw(moments(where)), rule)
    assume(target is not None)

    assert target == oracle.last_closing(where.office, where.office.day_of(target - 1))


@given(KNOWN, NUMBERS)
def test_a_target_never_comes_before_the_start_deadline_of_its_level(
    start: int, number: int
) -> None:
    level = LEVELS[number]

    assert due(ClockKind.HANDLING)(number, instant(start)) <= resolution_target(
        FINLAND.work, instant(start), level.rule
    )


@given(random_places(), st.data(), st.sampled_from([1, 2]))
def test_nor_does_one_told_by_day_or_week_in_any_other_office(where: Place, data, number) -> None:
    start = data.draw(moments(where))
    target = found_target(where, start, LEVELS[number].rule)
    assume(target is not None)

    assert stamp(where.work.add(where.at(start), LEVELS[number].seconds)) <= target


@given(KNOWN, KNOWN, NUMBERS)
def test_a_later_receipt_never_has_an_earlier_target(one: int, other: int, number: int) -> None:
    first, second = sorted((one, other))
    rule = LEVELS[number].rule

    assert found_target(FINLAND, first, rule) <= found_target(FINLAND, second, rule)


# --- Changes of level -----------------------------------------------------------------------------

History = Sequence[tuple[datetime, int]]


def due(kind: ClockKind) -> Callable[[int, datetime], datetime]:
    """Return one clock's limit of a level, counted from a moment."""

    def limit(number: int, since: datetime) -> datetime:
        level = LEVELS[number]
        if kind == ClockKind.HANDLING:
            return FINLAND.work.add(since, level.seconds)
        return resolution_target(FINLAND.work, since, level.rule)

    return limit


def planned(history: History, kind: ClockKind) -> datetime:
    return replan(history, levels=LEVELS, limit=due(kind)).due_at


@st.composite
def histories(draw: Callable) -> list[tuple[datetime, int]]:
    """A case that starts at some level and is changed up to four times within some weeks."""
    start = draw(KNOWN)
    gaps = draw(st.lists(st.integers(0, 200 * HOUR), max_size=4))
    stamps = [start]
    for gap in gaps:
        stamps.append(stamps[-1] + gap)
    return [(instant(at), draw(NUMBERS)) for at in stamps]


LATER = st.integers(0, 200 * HOUR)


def after(history: History, seconds: int) -> datetime:
    return instant(stamp(history[-1][0]) + seconds)


@given(histories(), KINDS)
def test_a_plan_is_the_earliest_limit_of_its_level_and_those_below(history, kind) -> None:
    """The formula of B5.3 word by word."""
    current = history[-1][1]

    limits = [
        due(kind)(number, min(at for at, then in history if then <= number))
        for number in range(current, 6)
    ]

    assert planned(history, kind) == min(limits)


@given(KNOWN, LATER, LATER, KINDS)
def test_from_two_to_four_and_back_buys_no_time(start: int, down: int, up: int, kind) -> None:
    history = [(instant(start), 2)]
    detour = [
        *history,
        (instant(start + down), 4),
        (instant(start + down + up), 2),
    ]

    assert planned(detour, kind) == planned(history, kind)


@given(histories(), LATER, LATER, NUMBERS, KINDS)
def test_no_detour_downwards_buys_time(history, down: int, up: int, number: int, kind) -> None:
    current = history[-1][1]
    detour = [*history, (after(history, down), max(number, current))]
    detour.append((after(detour, up), current))

    assert planned(detour, kind) == planned(history, kind)


@given(histories(), LATER, NUMBERS, KINDS)
def test_graver_is_never_later_and_milder_never_earlier(history, later, number, kind) -> None:
    changed = [*history, (after(history, later), number)]

    before, then = planned(history, kind), planned(changed, kind)

    assert then <= before if number <= history[-1][1] else then >= before


@given(KNOWN, st.sets(NUMBERS, min_size=2), KINDS, st.data())
def test_a_raise_in_time_is_never_due_before_it_is_made(start: int, numbers, kind, data) -> None:
    """What has never been graver, and is not late yet, is never late by a raise."""
    mildest, *graver = sorted(numbers, reverse=True)
    history = [(instant(start), mildest)]

    for number in graver:
        raised_at = data.draw(st.integers(start, stamp(planned(history, kind))))
        history.append((instant(raised_at), number))
        start = raised_at

        assert planned(history, kind) >= instant(raised_at)


@given(KNOWN, NUMBERS, KINDS)
def test_a_graver_level_is_never_promised_later(start: int, number: int, kind) -> None:
    graver = max(1, number - 1)

    assert due(kind)(graver, instant(start)) <= due(kind)(number, instant(start))
