"""What laws ask of an office, and the portal's answers in the same terms as the slow walk's."""

from collections.abc import Callable
from datetime import datetime

from hypothesis import assume
from hypothesis import strategies as st

from sla.worktime import BeyondHorizon
from tests.sla import oracle
from tests.sla.offices import HOUR, Place, moments, stamp
from tests.sla.oracle import OffTheMap

SPANS = st.integers(1, 60 * HOUR)
DATA = st.data()


def moments_of(data: st.DataObject, where: Place, count: int) -> list[datetime]:
    """Some moments in order."""
    return [where.at(at) for at in sorted(data.draw(moments(where)) for _each in range(count))]


def as_instants(where: Place, found: list[oracle.Pause]) -> list:
    return [(where.at(begin), None if end is None else where.at(end)) for begin, end in found]


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
