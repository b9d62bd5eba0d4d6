"""What the customer's turn does to a locked case and its resolution clock (B4.5, B5.4)."""

from collections.abc import Collection
from datetime import datetime

from cases.models import Case, MissingItem
from cases.services.breaching import record_missed
from sla import services as sla


def pause_resolution(case: Case, *, at: datetime) -> None:
    """Let the resolution clock stand still; a target that has passed is recorded as missed."""
    if case.is_error and case.resolution_clock:
        missed = sla.pause(case.resolution_clock, at=at)
        if missed:
            record_missed(case, missed)


def end_wait(case: Case, *, at: datetime, given: Collection[int] = ()) -> None:
    """Let the case wait for the customer no longer. The caller saves it.

    `given` are the things of the tick-list that the customer says are there now.
    """
    if case.waiting_since:
        question = case.questions.unanswered().first()
        if question:
            MissingItem.objects.filter(question=question, pk__in=given).update(given_at=at)
            question.ended_at = at
            question.save(update_fields=["ended_at"])
    if (case.waiting_since or case.closes_at) and case.is_error and case.resolution_clock:
        sla.resume(case.resolution_clock, at=at)
    case.waiting_since = case.closes_at = None
