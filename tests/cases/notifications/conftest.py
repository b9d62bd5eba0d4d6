"""Everybody who might hear of a case, and a case that Mikko has."""

import pytest

from accounts.models import User
from cases.models import Case
from tests.cases.steps import at, forget, take_up, told

TEN = at(2026, 2, 2, 10)
ELEVEN = at(2026, 2, 2, 11)


@pytest.fixture
def everybody(paivi, jouni, mikko, outi, reetta, manager, product, administrator) -> list[User]:
    return [paivi, jouni, mikko, outi, reetta, manager, product, administrator]


@pytest.fixture
def taken(case, mikko, everybody) -> Case:
    """Mikko's case; all that was told before is forgotten."""
    case = take_up(case, by=mikko, at=TEN)
    forget()
    return case


def hearers(everybody: list[User]) -> dict[str, list[str]]:
    """Who was told what, by the first part of their address; who heard nothing is left out."""
    heard = {person.email.partition("@")[0]: told(person) for person in everybody}
    return {name: kinds for name, kinds in heard.items() if kinds}
