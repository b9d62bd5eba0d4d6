from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog
from django.db import OperationalError, transaction
from django.db.models import Q

from cases import notifications
from cases.choices import EventKind
from cases.models import Case, CaseEvent
from sla import services as sla
from sla.choices import ClockEventKind, ClockKind
from sla.models import Clock, ClockEvent

log = structlog.get_logger(__name__)


def announce_passed_steps(*, limit: int, at: datetime) -> int:
    """Record what has passed of promises and goals, and tell who must know, each once (B5.5).

    Looks at no more than `limit` clocks; returns how many it took on. A clock that cannot be
    announced is logged and holds up no other.
    """
    due = list(Clock.objects.due(at).order_by("next_event_at").values_list("pk", flat=True)[:limit])
    try:
        return _announce(set(due), at=at)
    except OperationalError:  # the database's own trouble: the next sweep finds the same clocks
        raise
    except Exception:
        log.exception("steps_not_announced", clocks=len(due))
    return sum(_announce_alone(clock, at=at) for clock in due)


def _announce_alone(clock: int, *, at: datetime) -> int:
    try:
        return _announce({clock}, at=at)
    except Exception:
        log.exception("step_not_announced", clock=clock)
        return 0


@transaction.atomic
def _announce(due: set[int], *, at: datetime) -> int:
    """Announce a batch in a fixed number of queries, or nothing of it.

    It locks the cases, as every service does, and skips those that somebody is working on right
    now: the next sweep takes them.
    """
    cases = list(
        Case.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(Q(handling_clock__in=due) | Q(resolution_clock__in=due) | Q(goal_clock__in=due))
        .select_related("owner")
        .order_by("pk")
    )
    case_of = {pk: case for case in cases for pk in case.clock_ids if pk in due}
    clocks = list(Clock.objects.filter(pk__in=case_of).select_for_update().order_by("pk"))
    record_passed(sla.record_passed_steps(clocks, detected_at=at), case_of, at=at)
    return len(clocks)


def record_missed(case: Case, breach: ClockEvent) -> None:
    """Put a missed deadline on a case whose service was the first to notice it."""
    record_passed([breach], {breach.clock_id: case}, at=breach.detected_at)


def record_passed(steps: Iterable[ClockEvent], case_of: dict[int, Case], *, at: datetime) -> None:
    """Put the highest step each clock has newly passed on its case, and tell who must know.

    The event lies at the moment the step was passed; the message leaves now.
    """
    of_clock: dict[int, list[ClockEvent]] = defaultdict(list)
    for step in steps:
        of_clock[step.clock_id].append(step)
    highest = [max(passed, key=lambda step: step.percent) for passed in of_clock.values()]
    events = CaseEvent.objects.bulk_create(
        _event_of(step, case_of[step.clock_id]) for step in highest
    )
    notifications.steps_passed(_with_clocks(events, highest), at=at)


def _event_of(step: ClockEvent, case: Case) -> CaseEvent:
    return CaseEvent(
        case=case,
        kind=_kind_of(step),
        at=step.due_at,
        clock_kind=step.clock.kind,
        due_at=step.deadline_at,
        percent=step.percent,
    )


def _kind_of(step: ClockEvent) -> EventKind:
    if step.kind == ClockEventKind.WARNING:
        return EventKind.WARNED
    return EventKind.GOAL_MISSED if step.clock.kind == ClockKind.GOAL else EventKind.BREACHED


def _with_clocks(
    events: Sequence[CaseEvent], steps: Sequence[ClockEvent]
) -> list[tuple[CaseEvent, Clock]]:
    return [(event, step.clock) for event, step in zip(events, steps, strict=True)]
