"""The thread of a case: messages and events in the order they happened, and its stages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import day_words, local
from cases.choices import EventKind, Outcome, Stage
from cases.models import Case, CaseEvent, Message
from cases.selectors.event_words import EventLine, event_line
from cases.transitions import steps_of


@dataclass(frozen=True)
class Entry:
    """One message, or one event in words: exactly one of the two is there."""

    at: datetime
    message: Message | None = None
    event: EventLine | None = None


@dataclass(frozen=True)
class StageMark:
    """One stage of the track: done, now or todo, and the day it was reached."""

    name: str
    owner: str
    owner_name: str
    state: str
    small: str


# A message speaks for itself, and so does the panel of working time: events would only repeat them.
_SILENT = {
    *(EventKind.REGISTERED, EventKind.REPLIED, EventKind.NOTED),
    *(EventKind.TIME_RECORDED, EventKind.TIME_WITHDRAWN),
}


def timeline(case: Case, user: User, events: list[CaseEvent]) -> list[Entry]:
    """Everything this person may see of a case, oldest first. `events` are `events_of` it."""
    messages = (
        Message.objects.visible_to(user)
        .filter(case=case)
        .select_related("author", "question")
        .prefetch_related("attachments", "question__items")
    )
    entries = [Entry(at=message.sent_at, message=message) for message in messages]
    entries += [
        Entry(at=event.at, event=event_line(event)) for event in events if event.kind not in _SILENT
    ]
    return sorted(entries, key=lambda entry: (entry.at, entry.message is None))


def events_of(case: Case, user: User) -> list[CaseEvent]:
    events = CaseEvent.objects.visible_to(user).filter(case=case)
    return list(events.select_related("by", "text", "other", "person", "quotation", "time"))


def stage_marks(case: Case, events: list[CaseEvent], *, at: datetime) -> list[StageMark]:
    """The track of the process with the day each stage was last reached (B4).

    A case that ended before its last stage keeps what it never reached as "to come", and the
    track ends with the outcome.
    """
    today = local(at).date()
    reached = {event.stage_to: local(event.at).date() for event in events if event.stage_to}
    steps = steps_of(case.case_type)
    now = [step.stage for step in steps].index(Stage(case.stage))
    marks = []
    for place, step in enumerate(steps):
        state = _state(case, step.stage, place=place, now=now, reached=step.stage in reached)
        day = reached.get(step.stage)
        small = day_words(day, today=today) if day and state != "todo" else ""
        marks.append(
            StageMark(_label(case, step.stage), step.owner, str(step.owner.label), state, small)
        )
    return marks


def _state(case: Case, stage: Stage, *, place: int, now: int, reached: bool) -> str:
    if case.is_handled:
        return "done" if reached or stage == Stage.HANDLED else "skipped"
    if place < now:
        return "done"
    if place > now:
        return "todo"
    return "paused" if case.waiting_since or case.closes_at else "now"


def _label(case: Case, stage: Stage) -> str:
    if stage == Stage.LEVEL_SET and case.stage != Stage.NEW:
        return _("Service level %(level)s") % {"level": case.level_id}
    if stage == Stage.HANDLED and case.outcome not in {"", Outcome.SOLVED}:
        return str(Outcome(case.outcome).label)
    return str(stage.label)


def newest_id(messages: Iterable[Message | None]) -> int:
    """The newest of the messages a person has seen, for the "answered meanwhile" stop."""
    return max((message.pk for message in messages if message), default=0)
