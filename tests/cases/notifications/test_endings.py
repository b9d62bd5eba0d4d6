"""Who hears that a case has ended, or goes on after all."""

import pytest

from cases import services
from cases.choices import Outcome, Stage
from tests.cases.notifications.conftest import ELEVEN, TEN, hearers
from tests.cases.steps import at, brought_to, forget, handled, propose, reopen


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        ("paivi", {"mikko": ["case.closed"]}),
        ("jouni", {"paivi": ["case.closed"], "mikko": ["case.closed"]}),
        ("mikko", {"paivi": ["case.closed"]}),
        ("outi", {"paivi": ["case.closed"]}),
    ],
)
def test_an_ending_is_told_to_everybody_else(request, taken, everybody, who, heard) -> None:
    person = request.getfixturevalue(who)

    services.close(taken, outcome=Outcome.SOLVED, reason="Selvisi.", by=person, at=ELEVEN)

    assert hearers(everybody) == heard


def test_what_silence_closes_is_told_to_both_sides(case, mikko, everybody) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)
    forget()

    services.close_silent(limit=9, at=at(2026, 2, 9, 16))

    assert hearers(everybody) == {"paivi": ["case.closed"], "mikko": ["case.closed"]}


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        ("jouni", {"paivi": ["case.reopened"], "mikko": ["case.reopened"]}),
        ("outi", {"paivi": ["case.reopened"]}),
    ],
)
def test_reopening_is_told_to_everybody_else(
    request, case, mikko, everybody, who: str, heard
) -> None:
    case = handled(case, by=mikko, at=TEN)
    forget()

    reopen(case, by=request.getfixturevalue(who), at=ELEVEN)

    assert hearers(everybody) == heard


def test_what_nobody_owns_is_told_to_the_team(case, paivi, everybody) -> None:
    services.close(case, outcome=Outcome.WITHDRAWN, by=paivi, at=TEN)
    forget()

    reopen(case, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {"mikko": ["case.reopened"], "outi": ["case.reopened"]}
