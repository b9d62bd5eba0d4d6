"""Why a promise was missed: one cause each, the first of these that holds.

1. The level was raised: it was graver when the deadline passed than at the start, so there was
   less time than the work was begun with.
2. A late start: handling began too late, so the solution did.
3. A long wait: the customer had the word for at least a third of the time from the start to the
   deadline. Their time is not ours, but the thread of the work is lost.
4. The work took longer; of a start: nobody took the case up.
"""

from enum import StrEnum

from django.db.models import Case as Either
from django.db.models import (
    CharField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Least
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext as _

from sla.choices import ClockKind, ClockState, PauseKind
from sla.models import Clock, ClockPause

# The customer's turn took at least one part in so many of the time to the deadline.
LONG_WAIT_PARTS = 3


class Cause(StrEnum):
    LEVEL_RAISED = "level_raised"
    LATE_START = "late_start"
    LONG_WAIT = "long_wait"
    LONG_WORK = "long_work"


def causes_of(kind: str) -> list[Cause]:
    """The causes that a promise can be missed for; without a kind, any."""
    if kind == ClockKind.HANDLING:
        return [Cause.LEVEL_RAISED, Cause.LONG_WORK]
    return list(Cause)


def cause_of(kind: ClockKind, clock: str) -> Either:
    """The cause of a miss, for the database; wants the annotation `promised_level`."""
    causes = [
        When(promised_level__lt=F(f"{clock}__first_level_id"), then=Value(Cause.LEVEL_RAISED))
    ]
    # The start clock never waits for the customer, and depends on no other (B5.4).
    if kind == ClockKind.RESOLUTION:
        causes += [
            When(_started_late(), then=Value(Cause.LATE_START)),
            When(_waited_long(clock), then=Value(Cause.LONG_WAIT)),
        ]
    return Either(*causes, default=Value(Cause.LONG_WORK), output_field=CharField())


def cause_words(cause: str, kind: str) -> str:
    """A cause in a few words, for a chart and a list."""
    if cause == Cause.LONG_WORK and kind == ClockKind.HANDLING:
        return _("Nobody took the case up in time")
    return {
        Cause.LEVEL_RAISED: _("The level was raised"),
        Cause.LATE_START: _("Handling started late"),
        Cause.LONG_WAIT: _("Long wait for the customer"),
        Cause.LONG_WORK: _("The work took longer"),
    }[Cause(cause)]


def _started_late() -> Exists:
    return Exists(Clock.objects.filter(pk=OuterRef("handling_clock"), state=ClockState.BREACHED))


def _waited_long(clock: str) -> GreaterThanOrEqual:
    """Pauses of one clock never overlap, so their sum is the time the customer had the word."""
    due_at = OuterRef(f"{clock}__due_at")
    waits = ClockPause.objects.filter(
        clock=OuterRef(f"{clock}_id"), kind=PauseKind.WAITING, began_at__lt=due_at
    )
    length = _span(Least("ended_at", due_at) - F("began_at"))
    waited = waits.order_by().values("clock").annotate(total=Sum(length)).values("total")
    limit = _span(F(f"{clock}__due_at") - F(f"{clock}__started_at")) / LONG_WAIT_PARTS
    return GreaterThanOrEqual(Subquery(waited), _span(limit))


def _span(expression: CombinedExpression) -> ExpressionWrapper:
    return ExpressionWrapper(expression, output_field=DurationField())
