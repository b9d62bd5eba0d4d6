"""The thread of a case: messages and events in the order they happened, and its stages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import day_words, local
from cases.choices import EventKind, Stage
from cases.models import Case, CaseEvent, Message
from cases.transitions import steps_of
from sla.choices import ClockKind


@dataclass(frozen=True)
class Entry:
    """One message, or one event in words: exactly one of the two is there."""

    at: datetime
    message: Message | None = None
    event: "EventLine | None" = None


@dataclass(frozen=True)
class EventLine:
    icon: str
    headline: str
    detail: str


@dataclass(frozen=True)
class StageMark:
    """One stage of the track: done, now or todo, and the day it was reached."""

    name: str
    owner: str
    owner_name: str
    state: str
    small: str


# A message speaks for itself; its event would only repeat it.
_SILENT = {EventKind.REGISTERED, EventKind.REPLIED, EventKind.NOTED}


def timeline(case: Case, user: User, events: list[CaseEvent]) -> list[Entry]:
    """Everything this person may see of a case, oldest first. `events` are `events_of` it."""
    messages = (
        Message.objects.visible_to(user)
        .filter(case=case)
        .select_related("author")
        .prefetch_related("attachments")
    )
    entries = [Entry(at=message.sent_at, message=message) for message in messages]
    entries += [
        Entry(at=event.at, event=event_line(event)) for event in events if event.kind not in _SILENT
    ]
    return sorted(entries, key=lambda entry: (entry.at, entry.message is None))


def events_of(case: Case, user: User) -> list[CaseEvent]:
    return list(CaseEvent.objects.visible_to(user).filter(case=case).select_related("by", "text"))


def event_line(event: CaseEvent) -> EventLine:
    """An event in the words of the reader's language."""
    name = {"name": event.by_name}
    match event.kind:
        case EventKind.TAKEN_UP:
            return EventLine("play", _("%(name)s started the work.") % name, "")
        case EventKind.TAKEN_OVER:
            return EventLine("user-check", _("%(name)s has the case now.") % name, "")
        case EventKind.LEVEL_CONFIRMED | EventKind.LEVEL_CHANGED:
            return _level_line(event)
        case EventKind.MOVED_ON:
            stage = {"stage": Stage(event.stage_to).label}
            return EventLine("arrow-right", _("Stage: %(stage)s.") % stage, event.by_name)
        case _:
            return EventLine("st-late", _missed_words(event), "")


def _level_line(event: CaseEvent) -> EventLine:
    if event.kind == EventKind.LEVEL_CONFIRMED:
        level = {"level": event.level_to_id}
        return EventLine("tag", _("Level %(level)s is confirmed.") % level, event.by_name)
    levels = {"old": event.level_from_id, "new": event.level_to_id}
    reason = event.text.text if hasattr(event, "text") else ""
    told = _("“%(reason)s” %(name)s") % {"reason": reason, "name": event.by_name}
    changed = _("Level %(old)s became level %(new)s.") % levels
    return EventLine("tag", changed, told if reason else event.by_name)


def _missed_words(event: CaseEvent) -> str:
    if event.clock_kind == ClockKind.HANDLING:
        return _("We did not start in time.")
    return _("We missed the target for the solution.")


def stage_marks(case: Case, events: list[CaseEvent], *, at: datetime) -> list[StageMark]:
    """The track of the process with the day each stage was last reached (B4)."""
    today = local(at).date()
    reached = {event.stage_to: local(event.at).date() for event in events if event.stage_to}
    steps = steps_of(case.case_type)
    now = [step.stage for step in steps].index(Stage(case.stage))
    marks = []
    for place, step in enumerate(steps):
        state = "done" if place < now or case.is_handled else "now" if place == now else "todo"
        day = reached.get(step.stage)
        small = day_words(day, today=today) if day and state != "todo" else ""
        marks.append(
            StageMark(_label(case, step.stage), step.owner, str(step.owner.label), state, small)
        )
    return marks


def _label(case: Case, stage: Stage) -> str:
    if stage == Stage.LEVEL_SET and case.stage != Stage.NEW:
        return _("Service level %(level)s") % {"level": case.level_id}
    return str(stage.label)


def newest_id(messages: Iterable[Message | None]) -> int:
    """The newest of the messages a person has seen, for the "answered meanwhile" stop."""
    return max((message.pk for message in messages if message), default=0)
