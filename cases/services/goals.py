"""The internal goal of a case without promised times: a clock like the others (B5.7)."""

from datetime import datetime

from cases.models import Case
from cases.services.breaching import record_missed
from sla import services as sla
from sla.goals import goals_in_use


def keep_goal(case: Case, *, at: datetime) -> None:
    """Start, stop or leave the goal clock of a locked case as its turn asks; the caller saves.

    It runs from the customer's first unanswered word until a person at SoftOne has answered.
    """
    clock = case.goal_clock
    is_running = clock is not None and clock.stopped_at is None
    if is_running == _is_our_turn(case):
        return
    if clock and is_running:
        answered_at = case.staff_wrote_at
        if answered_at and answered_at >= clock.started_at:
            missed = sla.stop(clock, at=answered_at)
        else:
            missed = sla.cancel(clock, at=at)
        if missed:
            record_missed(case, missed)
        return
    seconds = goals_in_use().get(case.case_type)
    since = case.customer_wrote_at if case.staff_wrote_at else case.received_at
    if seconds and since:
        label = f"case-{case.number}" if case.pk else str(case.submission_key)
        case.goal_clock = sla.start_goal(seconds=seconds, label=label, since=since, at=at)


def drop_goal(case: Case, *, at: datetime) -> None:
    """Take the goal of a locked case back: another type has another one. The caller saves."""
    clock = case.goal_clock
    if clock and clock.stopped_at is None and (missed := sla.cancel(clock, at=at)):
        record_missed(case, missed)


def _is_our_turn(case: Case) -> bool:
    return not case.is_error and case.awaits_reply and not case.awaits_customer
