"""The cases behind a number: one row for each promise, the latest outcome first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import User
from cases.models.case import REFERENCE_PREFIX
from cases.selectors.reports.promises import Mark, Promises, Wanted, promises
from sla.hours import calendar_in_use

PAGE_SIZE = 50
BATCH = 2500
_OF_THE_CASE = ("number", "subject", "customer__name")


@dataclass(frozen=True)
class PromiseRow:
    """One promise: of which case, by when, what became of it.

    `late_seconds` is opening time: how long after the deadline it was made good, or until now
    where it has not been. `cause` is blank for a promise that was kept.
    """

    case: int
    number: int
    subject: str
    customer: str
    kind: str
    level: int
    deadline: datetime
    settled_at: datetime
    ended_at: datetime | None
    used_seconds: int | None
    late_seconds: int
    cause: str

    @property
    def reference(self) -> str:
        return f"{REFERENCE_PREFIX}{self.number}"

    @property
    def is_kept(self) -> bool:
        return not self.cause

    @property
    def mark(self) -> Mark:
        """Where a page goes on that ended with this row."""
        return Mark(self.settled_at, self.case, self.kind)


def page(user: User, wanted: Wanted, *, at: datetime) -> tuple[list[PromiseRow], Mark | None]:
    """One page of rows, and where the next begins; None at the end."""
    rows = list(_rows(_ordered(user, wanted)[: PAGE_SIZE + 1], at=at))
    return rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].mark if len(rows) > PAGE_SIZE else None


def every(user: User, wanted: Wanted, *, at: datetime) -> Iterator[PromiseRow]:
    """All the rows, asked for in batches: nobody holds them all at a time."""
    rows: list[PromiseRow] = []
    while rows or wanted.after is None:
        rows = list(_rows(_ordered(user, wanted)[:BATCH], at=at))
        yield from rows
        if len(rows) < BATCH:
            return
        wanted = replace(wanted, after=rows[-1].mark)


def _ordered(user: User, wanted: Wanted) -> Promises:
    return promises(user, wanted, *_OF_THE_CASE).order_by("-settled_at", "-pk", "promise_kind")


def _rows(found: Promises, *, at: datetime) -> Iterator[PromiseRow]:
    work = calendar_in_use().work
    for row in found:
        until = row["ended_at"] or at
        yield PromiseRow(
            case=row["pk"],
            number=row["number"],
            subject=row["subject"],
            customer=row["customer__name"],
            kind=row["promise_kind"],
            level=row["promised_level"],
            deadline=row["deadline"],
            settled_at=row["settled_at"],
            ended_at=row["ended_at"],
            used_seconds=row["used"],
            late_seconds=0 if row["is_kept"] else work.open_between(row["deadline"], until),
            cause=row["cause"],
        )
