"""What the promised times of a case have been through: its levels, and when the time stood still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import moment_words
from cases.choices import EventKind
from cases.models import Case, CaseEvent
from cases.selectors.event_words import reason_of
from cases.selectors.standing import left_words
from sla.choices import PauseKind
from sla.models import ClockPause

_LEVELS = (
    EventKind.REGISTERED,
    EventKind.LEVEL_CONFIRMED,
    EventKind.LEVEL_CHANGED,
    EventKind.TYPE_CHANGED,
)
_PAUSES = (EventKind.CUSTOMER_ASKED, EventKind.SOLUTION_PROPOSED)


@dataclass(frozen=True)
class LevelStep:
    """A level from a moment on: who said so and why, as far as a reason was given."""

    at: datetime
    says: str
    reason: str
    by: str


@dataclass(frozen=True)
class PauseRow:
    """Time that stood still: from when to when, how much opening time it took, and why."""

    is_open: bool
    when: str
    length: str
    why: str


def told_events(case: Case, user: User) -> list[CaseEvent]:
    """What happened to a case as far as the person may know, oldest first. One query."""
    events = CaseEvent.objects.visible_to(user).filter(case=case)
    return list(events.select_related("by", "text", "message__question").order_by("at", "pk"))


def level_steps(events: Iterable[CaseEvent]) -> list[LevelStep]:
    """The levels of a case in order (B5.3)."""
    told = [(event, _level_words(event)) for event in events if event.kind in _LEVELS]
    return [
        LevelStep(event.at, says, reason_of(event), event.by_name) for event, says in told if says
    ]


def _level_words(event: CaseEvent) -> str:
    """What an event did to the level; "" when it did nothing."""
    levels = {"old": event.level_from_id, "level": event.level_to_id}
    if event.kind == EventKind.LEVEL_CHANGED:
        return _("Level %(old)s became level %(level)s.") % levels
    if event.kind == EventKind.LEVEL_CONFIRMED:
        return _("Level %(level)s is confirmed.") % levels
    if event.level_to_id is None:
        return ""
    if event.kind == EventKind.REGISTERED:
        return _("Level %(level)s was proposed.") % levels
    return _("The case became a programming error of level %(level)s.") % levels


def pause_rows(
    pauses: Iterable[ClockPause], events: Iterable[CaseEvent], *, for_desk: bool, at: datetime
) -> list[PauseRow]:
    """When the time stood still and why, oldest first (B5.4)."""
    # A clock knows whole seconds.
    began = {event.at.replace(microsecond=0): event for event in events if event.kind in _PAUSES}
    return [
        PauseRow(
            is_open=pause.ended_at is None,
            when=_when_words(pause, at=at),
            length=left_words(pause.began_at, pause.ended_at or at),
            why=_why_words(pause, began.get(pause.began_at), for_desk=for_desk),
        )
        for pause in pauses
    ]


def _when_words(pause: ClockPause, *, at: datetime) -> str:
    begin = {"begin": moment_words(pause.began_at, now=at)}
    if pause.ended_at is None:
        return _("since %(begin)s") % begin
    return _("%(begin)s – %(end)s") % {**begin, "end": moment_words(pause.ended_at, now=at)}


def _why_words(pause: ClockPause, event: CaseEvent | None, *, for_desk: bool) -> str:
    if pause.kind == PauseKind.SETTLED:
        return _("The case was closed until it was opened again.")
    if event and event.kind == EventKind.SOLUTION_PROPOSED:
        if for_desk:
            return _("A solution lay with the customer.")
        return _("You had a solution to try.")
    says = _("We waited for the customer.") if for_desk else _("We waited for your answer.")
    question = getattr(event.message, "question", None) if event and event.message else None
    return f"{says} “{question.text}”" if question else says
