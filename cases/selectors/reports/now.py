"""How the whole department stands this minute: what is late, what is near, what lies (B1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Subquery

from accounts.models import User
from cases.models import Case
from cases.querysets import CappedCount, CaseQuerySet
from sla.hours import calendar_in_use

# Counting stops here: "999+" says enough.
COUNT_CAP = 1000
# A deadline within so much opening time is near.
NEAR_SECONDS = 3600
# A customer who has not answered for longer is asked again, or called.
LONG_WAIT = timedelta(days=5)
# A list of what is near or lies shows so many; whoever has more needs the queue.
MOST_SHOWN = 200


class Standing(StrEnum):
    """What is counted; each case may be in several."""

    OVERDUE = "overdue"
    NEAR = "near"
    UNTAKEN = "untaken"
    WAITING = "waiting"


# By what each begins: its first case is the one to look at.
_FIRST_BY = {
    Standing.OVERDUE: "next_due_at",
    Standing.NEAR: "next_due_at",
    Standing.UNTAKEN: "received_at",
    Standing.WAITING: "waiting_since",
}


@dataclass(frozen=True)
class Count:
    """How many there are, up to COUNT_CAP, and the moment of the first of them."""

    standing: Standing
    number: int
    first: datetime | None


def counts(user: User, *, at: datetime) -> list[Count]:
    """All the counts, in one query."""
    asked: list[Subquery] = []
    for standing in Standing:
        cases = cases_of(user, standing, at=at)
        asked.append(CappedCount(cases.order_by().values("pk")[:COUNT_CAP]))
        asked.append(Subquery(cases.values(_FIRST_BY[standing])[:1]))
    found = list(User.objects.filter(pk=user.pk).values_list(*asked).get())
    return [
        Count(standing, number, first)
        for standing, number, first in zip(Standing, found[::2], found[1::2], strict=True)
    ]


def cases_of(user: User, standing: Standing, *, at: datetime) -> CaseQuerySet:
    """The open cases that stand so, the first to look at first."""
    cases = Case.objects.visible_to(user).unhandled()
    return _standing(cases, standing, at=at).order_by(_FIRST_BY[standing], "pk")


def listed(user: User, standing: Standing, *, at: datetime) -> Sequence[Case]:
    return list(cases_of(user, standing, at=at).for_the_queue()[:MOST_SHOWN])


def _standing(cases: CaseQuerySet, standing: Standing, *, at: datetime) -> CaseQuerySet:
    match standing:
        case Standing.OVERDUE:
            return cases.overdue(at)
        case Standing.NEAR:
            return cases.due_within(at, calendar_in_use().work.add(at, NEAR_SECONDS))
        case Standing.UNTAKEN:
            return cases.untaken()
        case Standing.WAITING:
            return cases.filter(waiting_since__lt=at - LONG_WAIT)
