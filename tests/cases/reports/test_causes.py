"""Why a promise was missed: one cause each, the gravest reason first."""

from datetime import date, datetime

import pytest
from django.utils import translation

from cases.models import Case
from cases.selectors.reports.causes import Cause, cause_words
from cases.selectors.reports.figures import By, figures
from cases.selectors.reports.periods import between
from cases.selectors.reports.promises import Wanted, promises
from tests.cases.reports.conftest import swept
from tests.cases.steps import ask, at, handled, reply, set_level

SPRING = between(date(2026, 1, 1), date(2026, 6, 30))
NINE = at(2026, 2, 2, 9)


@pytest.fixture
def causes(manager):
    def read(kind: str) -> list[str]:
        return [
            row["cause"] for row in promises(manager, Wanted(SPRING, kind=kind, outcome="missed"))
        ]

    return read


def waited(case: Case, since: datetime, until: datetime, *, mikko, paivi) -> None:
    ask(case, by=mikko, at=since)
    reply(case, by=paivi, at=until)


def test_nobody_took_it_up(causes, promised) -> None:
    promised(NINE, at(2026, 2, 20, 9), level=3)

    assert causes("handling") == [Cause.LONG_WORK]


def test_the_level_was_raised(causes, promised, mikko) -> None:
    """Level 4 had a week to start, level 2 has four hours."""
    case = promised(NINE, level=4)
    set_level(case, 2, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    swept(at(2026, 2, 20, 9))

    assert causes("handling") == causes("resolution") == [Cause.LEVEL_RAISED]


def test_a_level_that_was_raised_and_lowered_again_is_no_cause(causes, promised, mikko) -> None:
    case = promised(NINE, level=4)
    set_level(case, 3, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    set_level(case, 4, reason="Ei sittenkään.", by=mikko, at=at(2026, 2, 2, 11))
    swept(at(2026, 3, 20, 9))

    assert causes("handling") == [Cause.LONG_WORK]


def test_a_level_raised_after_the_miss_is_no_cause(causes, promised, mikko) -> None:
    case = promised(NINE, level=3)
    swept(at(2026, 2, 5, 9))
    set_level(case, 1, reason="Laajempi.", by=mikko, at=at(2026, 2, 5, 10))

    assert causes("handling") == [Cause.LONG_WORK]


def test_a_raise_that_is_due_at_once_is_the_cause(causes, promised, mikko) -> None:
    """B5.3: back at level 2, whose time has run since the first moment there."""
    case = promised(NINE, level=4)
    for number, moment in ((2, at(2026, 2, 2, 10)), (5, at(2026, 2, 2, 11))):
        set_level(case, number, reason="Selvisi lisää.", by=mikko, at=moment)
    set_level(case, 2, reason="Kiertotie ei toimi.", by=mikko, at=at(2026, 2, 4, 10))
    swept(at(2026, 2, 4, 11))

    assert causes("handling") == [Cause.LEVEL_RAISED]


def test_a_level_as_grave_as_the_first_is_no_raise(causes, promised, mikko) -> None:
    """There was no less time than at the start."""
    case = promised(NINE, level=2)
    set_level(case, 5, reason="Kiertotie.", by=mikko, at=at(2026, 2, 2, 10))
    set_level(case, 2, reason="Kiertotie ei toimi.", by=mikko, at=at(2026, 2, 4, 10))
    swept(at(2026, 2, 4, 11))

    assert causes("handling") == [Cause.LONG_WORK]


def test_a_solution_was_late_because_handling_began_late(causes, promised) -> None:
    promised(NINE, at(2026, 2, 20, 9), at(2026, 3, 20, 9), level=3)

    assert causes("resolution") == [Cause.LATE_START]


def test_the_customer_had_the_word_for_long(causes, promised, paivi, mikko) -> None:
    """Four weeks of the eight to the moved deadline: the customer's turn."""
    case = promised(NINE, at(2026, 2, 2, 10), level=3)
    waited(case, at(2026, 2, 3, 9), at(2026, 3, 3, 9), mikko=mikko, paivi=paivi)
    swept(at(2026, 4, 10, 9))

    assert causes("resolution") == [Cause.LONG_WAIT]


def test_a_short_wait_is_no_cause(causes, promised, paivi, mikko) -> None:
    case = promised(NINE, at(2026, 2, 2, 10), level=3)
    waited(case, at(2026, 2, 3, 9), at(2026, 2, 10, 9), mikko=mikko, paivi=paivi)
    swept(at(2026, 4, 10, 9))

    assert causes("resolution") == [Cause.LONG_WORK]


def test_waits_add_up_and_what_lies_behind_the_deadline_does_not(
    causes, promised, paivi, mikko
) -> None:
    case = promised(NINE, at(2026, 2, 2, 10), level=3)
    waited(case, at(2026, 2, 3, 9), at(2026, 2, 13, 9), mikko=mikko, paivi=paivi)
    waited(case, at(2026, 2, 16, 9), at(2026, 2, 26, 9), mikko=mikko, paivi=paivi)
    late = promised(NINE, at(2026, 2, 2, 10), level=3)
    swept(at(2026, 4, 10, 9))
    waited(late, at(2026, 4, 13, 9), at(2026, 5, 29, 9), mikko=mikko, paivi=paivi)
    handled(Case.objects.get(pk=late.pk), by=mikko, at=at(2026, 5, 29, 10))

    assert sorted(causes("resolution")) == [Cause.LONG_WAIT, Cause.LONG_WORK]


def test_a_case_has_the_first_cause_that_holds(causes, promised, paivi, mikko) -> None:
    """Raised, begun late and long with the customer: raised."""
    case = promised(NINE, at(2026, 2, 20, 9), level=4)
    set_level(case, 3, reason="Laajempi.", by=mikko, at=at(2026, 2, 20, 10))
    waited(case, at(2026, 2, 23, 9), at(2026, 4, 23, 9), mikko=mikko, paivi=paivi)
    begun_late = promised(NINE, at(2026, 2, 20, 9), level=3)
    waited(begun_late, at(2026, 2, 23, 9), at(2026, 4, 23, 9), mikko=mikko, paivi=paivi)
    swept(at(2026, 6, 25, 9))

    assert sorted(causes("resolution")) == [Cause.LATE_START, Cause.LEVEL_RAISED]


def test_causes_are_counted(manager, promised, mikko) -> None:
    case = promised(NINE, level=4)
    set_level(case, 2, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    promised(NINE, at(2026, 2, 20, 9), level=3)
    promised(NINE, at(2026, 2, 2, 10), level=3)
    everything = figures(manager, Wanted(SPRING, kind="handling"), customers=1, months=SPRING)

    counted = {one.key: (one.missed, one.kept) for one in everything if one.by == By.CAUSE}

    assert counted == {Cause.LEVEL_RAISED: (1, 0), Cause.LONG_WORK: (1, 0), "": (0, 1)}


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_words(cause: Cause) -> None:
    with translation.override("en"):
        assert cause_words(cause, "resolution")
        assert cause_words(Cause.LONG_WORK, "handling") == "Nobody took the case up in time"
