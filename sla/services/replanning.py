from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.rewriting import rewrite
from sla.levels import levels_in_use
from sla.models import Clock
from sla.selectors import plan_of, records_of
from sla.services.locking import whole_second
from sla.services.planning import follow

_REPLANNED = ["due_at", "target_seconds", "next_event_at", "calendar_version"]


@transaction.atomic(savepoint=False)
def replan(clocks: Iterable[Clock], *, at: datetime) -> list[tuple[Clock, datetime]]:
    """Count running, locked clocks again by the calendar as it is now (B6); three queries.

    Returns those whose deadline moved, each with the deadline it had. A clock that does not run
    keeps its numbers.
    """
    running = [clock for clock in clocks if clock.is_running]
    levels, records, at = levels_in_use(), records_of(running), whole_second(at)
    moved = []
    for clock in running:
        before = clock.due_at
        follow(clock, plan_of(clock, records[clock.pk], levels, at=at), at=at)
        if clock.due_at != before:
            moved.append((clock, before))
    rewrite(running, *_REPLANNED)
    return moved
