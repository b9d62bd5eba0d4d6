"""The promises of a case that becomes a programming error, or stops being one (B5.3)."""

from datetime import datetime

from cases.models import Case
from cases.services.breaching import record_missed
from sla import services as sla
from sla.choices import ClockKind
from sla.levels import levels_in_use
from sla.models import Clock, ClockEvent, ServiceLevel


def start_promises(label: str, *, level: ServiceLevel, at: datetime) -> tuple[Clock, Clock]:
    """Start both clocks of a programming error: handling and resolution."""
    kinds = (ClockKind.HANDLING, ClockKind.RESOLUTION)
    handling, resolution = sla.start_together(*kinds, level=level, label=label, at=at)
    return handling, resolution


def promise_later(
    label: str,
    *,
    level: ServiceLevel,
    since: datetime,
    taken_up_at: datetime | None = None,
    at: datetime,
) -> tuple[Clock, Clock, list[ClockEvent]]:
    """Start both clocks of what turns out to be a programming error only now (B5.3).

    They count the mildest level from the receipt (`since`) and `level` from `at`. Returns them,
    and the deadlines already missed, for the caller to record.
    """
    levels = levels_in_use()
    handling, resolution = start_promises(label, level=levels[max(levels)], at=since)
    missed = [
        sla.stop(handling, at=taken_up_at) if taken_up_at else None,
        sla.change_level(handling, level=level, at=at),
        sla.change_level(resolution, level=level, at=at),
    ]
    return handling, resolution, [breach for breach in missed if breach]


def begin_promises(case: Case, *, level: ServiceLevel, at: datetime) -> None:
    """Promise what a programming error is promised to a locked case that was none until now.

    If it was one before, its earlier levels count too, so that the detour buys no time. The
    caller saves the case.
    """
    if case.handling_clock and case.resolution_clock:
        for clock in (case.handling_clock, case.resolution_clock):
            sla.revive(clock, level=level, at=at)
        started_at = case.taken_up_at
        breach = sla.stop(case.handling_clock, at=started_at) if started_at else None
        missed = [breach] if breach else []
    else:
        case.handling_clock, case.resolution_clock, missed = promise_later(
            f"case-{case.number}",
            level=level,
            since=case.received_at,
            taken_up_at=case.taken_up_at,
            at=at,
        )
    for breach in missed:
        record_missed(case, breach)


def withdraw_promises(case: Case, *, at: datetime) -> None:
    """Take the promises back: the case is no programming error after all. The caller saves."""
    for clock in (case.handling_clock, case.resolution_clock):
        missed = sla.cancel(clock, at=at) if clock else None
        if missed:
            record_missed(case, missed)
    case.level = case.proposed_level = None
