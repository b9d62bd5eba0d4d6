"""Promises made on a Monday before Epiphany, and their explanations in English."""

from datetime import datetime

import pytest
from django.utils import translation

from accounts.timewords import NBSP
from sla import services
from sla.choices import ClockKind
from sla.explanations import Explanation, explain_clocks, explain_preview
from sla.models import Clock, ServiceLevel
from sla.selectors import preview, records_of
from tests.sla.conftest import at

MONDAY = at(2027, 1, 4, 10, 20)
SAME_WEEK = "Level 2: the target is the last opening moment of the same week."


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def started(kind: str, number: int = 2) -> Clock:
    level = ServiceLevel.objects.get(number=number)
    return services.start(kind, level=level, label="17", at=MONDAY)


def resolution() -> Clock:
    return started(ClockKind.RESOLUTION)


def explained(number: int, when: datetime, kind: str = ClockKind.HANDLING) -> Explanation:
    level = ServiceLevel.objects.get(number=number)
    return explain_preview(preview(level, at=when), kind=kind, at=when)


def explain_clock(clock: Clock, *, now: datetime, for_desk: bool = False) -> Explanation:
    (explanation,) = explain_clocks([clock], records_of([clock]), for_desk=for_desk, now=now)
    return explanation


def plain(text: str) -> str:
    return text.replace(NBSP, " ")
