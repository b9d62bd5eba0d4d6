"""The promises of a period, and the table in which every figure of a report is asked for.

A promise counts in the period in which its outcome became certain: one that was kept when it was
kept (`stopped_at`), one that was missed when its deadline lay (`due_at`), however late that was
noticed or made good. What still runs does not count yet, what was taken back (cancelled) never
does, and goals of our own are no promises (B5.7). So a number changes after its period is over in
one way only: a case that is opened again takes its kept promise with it until it is settled anew
(B4.6), and the numbers are final when no case of the period can be opened again.

A promise counts for the level it had then: one that was kept, the level at which it stopped; one
that was missed, the level in force when that was found, whatever became of the level later. It
counts whatever type the case has now: what was promised was promised.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from cases.models import Case
from cases.querysets import CaseQuerySet
from cases.selectors.reports.causes import cause_of
from cases.selectors.reports.periods import Period
from cases.selectors.reports.spread import Bucket
from sla.choices import ClockEventKind, ClockKind, ClockState
from sla.models import ClockEvent, ClockLevel

# Which field of a case holds the clock of each promise.
CLOCK_OF = {ClockKind.HANDLING: "handling_clock", ClockKind.RESOLUTION: "resolution_clock"}

KEPT, MISSED = "kept", "missed"
OUTCOMES = (KEPT, MISSED)

_ANNOTATED = (
    *("promise_kind", "is_kept", "settled_at", "promised_level", "cause"),
    *("deadline", "ended_at", "used"),
)

Promises = QuerySet[Any, dict[str, Any]]


@dataclass(frozen=True)
class Mark:
    """Where a list of promises goes on: behind this one."""

    settled_at: datetime
    case: int
    kind: str


@dataclass(frozen=True)
class Wanted:
    """Which promises are asked for. Empty narrows nothing; `took` needs a kind."""

    period: Period
    kind: str = ""
    level: int | None = None
    team: int | None = None
    module: int | None = None
    customer: int | None = None
    outcome: str = ""
    cause: str = ""
    took: Bucket | None = None
    after: Mark | None = None


def promises(user: User, wanted: Wanted, *also: str) -> Promises:
    """A row for each promise whose outcome became certain in the period.

    `also` names fields of its case to be read with it.
    """
    kinds = [ClockKind(wanted.kind)] if wanted.kind else list(CLOCK_OF)
    outcomes = [wanted.outcome] if wanted.outcome else OUTCOMES
    parts = [
        _narrowed(_OF_OUTCOME[outcome](_of_kind(user, kind), kind, wanted.period), wanted).values(
            *("pk", "team_id", "module_id", "customer_id", *also), *_ANNOTATED
        )
        for kind in kinds
        for outcome in outcomes
    ]
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def ask(rows: Promises, question: str, given: Iterable[int] = ()) -> list[tuple[Any, ...]]:
    """Answer a question in SQL about the table `promise`."""
    table, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"WITH promise AS ({table}) {question}", [*values, *given])
        return cursor.fetchall()


def _of_kind(user: User, kind: ClockKind) -> CaseQuerySet:
    clock = CLOCK_OF[kind]
    return (
        Case.objects.visible_to(user)
        .filter(**{f"{clock}__kind": kind})
        .annotate(
            promise_kind=Value(kind.value),
            deadline=F(f"{clock}__due_at"),
            ended_at=F(f"{clock}__stopped_at"),
            used=F(f"{clock}__used_seconds"),
        )
    )


def _kept(cases: CaseQuerySet, kind: ClockKind, period: Period) -> CaseQuerySet:
    clock = CLOCK_OF[kind]
    return cases.filter(
        **{
            f"{clock}__state": ClockState.MET,
            f"{clock}__stopped_at__gte": period.since,
            f"{clock}__stopped_at__lt": period.until,
        }
    ).annotate(
        is_kept=Value(True),
        settled_at=F(f"{clock}__stopped_at"),
        promised_level=F(f"{clock}__level_id"),
        cause=Value(""),
    )


def _missed(cases: CaseQuerySet, kind: ClockKind, period: Period) -> CaseQuerySet:
    clock = CLOCK_OF[kind]
    return cases.filter(
        **{
            f"{clock}__state": ClockState.BREACHED,
            f"{clock}__due_at__gte": period.since,
            f"{clock}__due_at__lt": period.until,
        }
    ).annotate(
        is_kept=Value(False),
        settled_at=F(f"{clock}__due_at"),
        promised_level=_level_when_missed(clock),
        cause=cause_of(kind, clock),
    )


_OF_OUTCOME = {KEPT: _kept, MISSED: _missed}


def _level_when_missed(clock: str) -> Coalesce:
    """The level in force when a missed deadline was found.

    A change in that very second came after: it was the change that found it.
    """
    found = ClockEvent.objects.filter(clock=OuterRef("clock"), kind=ClockEventKind.BREACH)
    before = ClockLevel.objects.filter(
        clock=OuterRef(f"{clock}_id"), since__lt=Subquery(found.order_by().values("detected_at"))
    )
    latest = before.order_by("-since", "-pk").values("level_id")[:1]
    return Coalesce(Subquery(latest), F(f"{clock}__first_level_id"), output_field=IntegerField())


def _narrowed(rows: CaseQuerySet, wanted: Wanted) -> CaseQuerySet:
    named = {
        "team": wanted.team,
        "module": wanted.module,
        "customer": wanted.customer,
        "promised_level": wanted.level,
        "cause": wanted.cause or None,
    }
    rows = rows.filter(**{name: value for name, value in named.items() if value is not None})
    if wanted.took:
        rows = rows.filter(wanted.took.contains("used"))
    return rows.filter(_behind(wanted.after)) if wanted.after else rows


def _behind(mark: Mark) -> Q:
    """The rows that follow, the latest outcome first; a case may have two in one second."""
    same_second = Q(settled_at=mark.settled_at)
    return (
        Q(settled_at__lt=mark.settled_at)
        | same_second & Q(pk__lt=mark.case)
        | same_second & Q(pk=mark.case, promise_kind__gt=mark.kind)
    )
