"""What notices of cases say (face: the reader's matter first, then what happens)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import moment
from accounts.models import User
from accounts.notices.kinds import Context, Kind, Loaded, Words
from accounts.timewords import moment_words
from cases.choices import Stage
from cases.models import CaseEvent
from sla.choices import ClockKind

# Says one event at a moment: "today" and "tomorrow" are the reader's.
Say = Callable[[CaseEvent, datetime], Words]
NOW = "now"
# As much of a message as tells whether to open the case.
EXCERPT = 300


def _load(user: User, contexts: Sequence[Context]) -> Loaded:
    """The events of these notices that this person may still see, and the reader's now."""
    events = CaseEvent.objects.visible_to(user).select_related(
        "case__owner", "case__customer", "by", "text", "message"
    )
    found = events.in_bulk([context["event"] for context in contexts])
    return {**found, NOW: moment.now()}


def _may_still_see(user: User, context: Context, loaded: Loaded) -> bool:
    return context["event"] in loaded


def _kind(name: str, say: Say) -> Kind:
    def words(user: User, context: Context, loaded: Loaded) -> Words:
        return say(loaded[context["event"]], loaded[NOW])

    return Kind(name=f"case.{name}", may_still_see=_may_still_see, words=words, load=_load)


def _words(event: CaseEvent, subject: str, *sentences: str, **more: Any) -> Words:
    case = event.case
    return Words(
        subject=subject,
        sentences=[sentence for sentence in (*sentences, case.subject) if sentence],
        action_label=_("Open the case"),
        path=case.get_absolute_url(),
        reference=case.reference,
        thread=f"case-{case.pk}",
        **more,
    )


def _excerpt(event: CaseEvent) -> str:
    """The beginning of the message, read at this moment by somebody who may see it."""
    body = event.message.body if event.message else ""
    return Truncator(" ".join(body.split())).chars(EXCERPT)


def _receipt(event: CaseEvent, now: datetime) -> Words:
    case = event.case
    subject = _("We have your case. Its number is %(reference)s.") % {"reference": case.reference}
    start = ""
    if case.taken_up_at is None and case.next_due_at:
        when = moment_words(case.next_due_at, now=now)
        start = _("We start at the latest %(when)s.") % {"when": when}
    return _words(event, subject, start, icon="inbox")


def _registered(event: CaseEvent, now: datetime) -> Words:
    facts = {"customer": event.case.customer.name, "level": event.level_to_id}
    subject = _("%(customer)s registered a case of level %(level)s.") % facts
    return _words(event, subject, icon="inbox")


def _taken_up(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s started the work.") % {"name": event.by_name}
    return _words(event, subject, icon="play")


def _taken_over(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s has the case now.") % {"name": event.by_name}
    return _words(event, subject, icon="user-check")


def _replied(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s replied.") % {"name": event.by_name}
    return _words(event, subject, _excerpt(event), icon="message-square", automatic=False)


def _noted(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s wrote an internal note.") % {"name": event.by_name}
    return _words(event, subject, _excerpt(event), icon="lock")


def _level_changed(event: CaseEvent, now: datetime) -> Words:
    levels = {"old": event.level_from_id, "new": event.level_to_id}
    subject = _("Level %(old)s became level %(new)s.") % levels
    reason = event.text.text if hasattr(event, "text") else ""
    why = _("Reason: %(reason)s") % {"reason": reason} if reason else ""
    return _words(event, subject, why, icon="tag")


def _moved_on(event: CaseEvent, now: datetime) -> Words:
    if event.stage_to == Stage.HANDLED:
        return _words(event, _("The case is handled."), icon="st-done")
    subject = _("The stage of the case is now: %(stage)s.") % {"stage": Stage(event.stage_to).label}
    return _words(event, subject, icon="arrow-right")


def _breached(event: CaseEvent, now: datetime) -> Words:
    handling = event.clock_kind == ClockKind.HANDLING
    subject = (
        _("Handling did not start in time.")
        if handling
        else _("The target for the solution was missed.")
    )
    due = _("The deadline was %(when)s.") % {"when": moment_words(event.at, now=now)}
    owner = event.case.owner
    who = _("Owner: %(name)s") % {"name": owner.full_name} if owner else _("Nobody owns it yet.")
    return _words(event, subject, due, who, event.case.customer.name, icon="st-late")


KINDS = [
    _kind("receipt", _receipt),
    _kind("registered", _registered),
    _kind("taken_up", _taken_up),
    _kind("taken_over", _taken_over),
    _kind("replied", _replied),
    _kind("noted", _noted),
    _kind("level_changed", _level_changed),
    _kind("moved_on", _moved_on),
    _kind("breached", _breached),
]
