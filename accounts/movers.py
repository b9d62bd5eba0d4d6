"""The registry of what waits for a SuperUser, and how it comes to a successor (B2.6).

Lower apps know no cases, so upper apps bring their movers at start, through
`softone_support/wiring.py`. A mover is called inside the handover's transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from accounts.models import Customer, Handover, User


@dataclass(frozen=True, slots=True)
class ToRead:
    """A page that a successor should read first."""

    title: str
    path: str
    note: str = ""


def _nothing_to_read(handover: Handover) -> Sequence[ToRead]:
    return ()


@dataclass(frozen=True)
class Mover:
    """One sort of matters, by a name that stays, as `words` call it after a number.

    `count(person, customer)` tells how many wait for a person; `move(leaver=, successor=,
    customer=, by=, at=)` gives them away and tells how many; `reading(handover)` lists what the
    successor should read of them.
    """

    name: str
    words: str | Promise
    count: Callable[[User, Customer], int]
    move: Callable[..., int]
    reading: Callable[[Handover], Sequence[ToRead]] = _nothing_to_read


_movers: dict[str, Mover] = {}


def register(mover: Mover) -> None:
    """Make a mover known. The last one of a name counts, so that wiring may run twice."""
    _movers[mover.name] = mover


def all_movers() -> Sequence[Mover]:
    """Every mover, in the order of their registration."""
    return tuple(_movers.values())


def waiting(person: User, customer: Customer) -> dict[str, int]:
    """Return how much of what waits for a person at a customer, by the movers' names."""
    return {mover.name: mover.count(person, customer) for mover in all_movers()}


def waits_for(person: User, customer: Customer) -> bool:
    """Whether anything waits for a person at a customer, so that somebody must go on (B2.6)."""
    return any(waiting(person, customer).values())


def move_all(
    *, leaver: User, successor: User, customer: Customer, by: User, at: datetime
) -> dict[str, int]:
    """Give all that waits for one person to another; return how much, by the movers' names."""
    return {
        mover.name: mover.move(leaver=leaver, successor=successor, customer=customer, by=by, at=at)
        for mover in all_movers()
    }
