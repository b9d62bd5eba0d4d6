"""What notices of cases say (face: the reader's matter first, then what happens)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import moment
from accounts.choices import CaseType
from accounts.models import User
from accounts.money import euros
from accounts.notices.kinds import Context, Kind, Loaded, Words
from accounts.timewords import duration_words, moment_words
from cases.choices import Outcome, Stage
from cases.models import CaseEvent, Draft
from cases.selectors.event_words import reason_of
from cases.selectors.promise_words import start_sentence, take_up_sentence, target_sentence
from sla.choices import ClockKind
from sla.hours import calendar_in_use

# Says one event at a moment: "today" and "tomorrow" are the reader's.
Say = Callable[[CaseEvent, datetime], Words]
NOW = "now"
# As much of a message as tells whether to open the case.
EXCERPT = 300


def _load(user: User, contexts: Sequence[Context]) -> Loaded:
    """The events of these notices that this person may still see, and the reader's now."""
    events = CaseEvent.objects.visible_to(user).select_related(
        *("case__owner", "case__customer", "case__resolution_clock"),
        *("by", "text", "message", "other", "quotation"),
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
    return _words(event, subject, start_sentence(case, now=now), icon="inbox")


def _registered(event: CaseEvent, now: datetime) -> Words:
    facts = {"customer": event.case.customer.name, "level": event.level_to_id}
    subject = _("%(customer)s registered a case of level %(level)s.") % facts
    stake = _("Payroll or month end is at stake.") if event.case.at_stake else ""
    return _words(event, subject, stake, take_up_sentence(event.case, now=now), icon="inbox")


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
    new = (start_sentence(event.case, now=now), target_sentence(event.case, now=now))
    return _words(event, subject, _why(event), *new, icon="tag")


def _moved_on(event: CaseEvent, now: datetime) -> Words:
    subject = _("The stage of the case is now: %(stage)s.") % {"stage": Stage(event.stage_to).label}
    return _words(event, subject, _why(event), icon="arrow-right")


def _why(event: CaseEvent) -> str:
    reason = reason_of(event)
    return _("Reason: %(reason)s") % {"reason": reason} if reason else ""


def _customer_asked(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s has a question for you.") % {"name": event.by_name}
    paused = _("Our clock is paused until you reply.") if event.case.is_error else ""
    return _words(*(event, subject, _excerpt(event), paused), icon="st-act", automatic=False)


def _solution_proposed(event: CaseEvent, now: datetime) -> Words:
    closes = ""
    if event.due_at:
        when = {"when": moment_words(event.due_at, now=now)}
        closes = _("We close the case %(when)s unless we hear from you.") % when
    subject = _("We solved it. Does it work now?")
    return _words(event, subject, _excerpt(event), closes, icon="st-done", automatic=False)


def _objected(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s: not solved yet.") % {"name": event.by_name}
    return _words(event, subject, _excerpt(event), icon="corner-down-left")


def _closed(event: CaseEvent, now: datetime) -> Words:
    if event.by is None:
        says = _("The case is closed as solved: there was no objection.")
        return _words(event, says, icon="st-done")
    subject = {
        Outcome.SOLVED: _("%(name)s closed the case as solved."),
        Outcome.DECLINED: _("%(name)s declined the case."),
        Outcome.WITHDRAWN: _("%(name)s withdrew the case."),
    }[Outcome(event.outcome)]
    return _words(event, subject % {"name": event.by_name}, _why(event), icon="st-done")


def _reopened(event: CaseEvent, now: datetime) -> Words:
    subject = _("The case is open again. It is our turn.")
    return _words(event, subject, _excerpt(event), icon="history", automatic=False)


def _type_changed(event: CaseEvent, now: datetime) -> Words:
    types = {"old": CaseType(event.type_from).label, "new": CaseType(event.type_to).label}
    subject = _("The type changed: %(old)s → %(new)s.") % types
    return _words(event, subject, _why(event), icon="rotate-ccw")


def _merged(event: CaseEvent, now: datetime) -> Words:
    other = {"reference": event.other.reference if event.other else ""}
    return _words(event, _("The case goes on in %(reference)s.") % other, icon="git-merge")


def _quoted(event: CaseEvent, now: datetime) -> Words:
    assert event.quotation
    price = {"price": euros(event.quotation.price)}
    subject = _("The work costs %(price)s, VAT 0 %%. May we start?") % price
    return _words(event, subject, _("Nothing starts before your yes."), icon="euro")


def _quote_approved(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s approved the quotation. The work may start.") % {"name": event.by_name}
    return _words(event, subject, icon="st-done")


def _quote_declined(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s declined the quotation.") % {"name": event.by_name}
    return _words(event, subject, _why(event), icon="x")


def _quote_taken_back(event: CaseEvent, now: datetime) -> Words:
    subject = _("We took the quotation back. You need not answer it.")
    return _words(event, subject, _why(event), icon="x")


def _followed(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s added you to a case. You hear of it from now on.")
    return _words(event, subject % {"name": event.by_name}, icon="eye")


def _rated(event: CaseEvent, now: datetime) -> Words:
    subject = _("%(name)s rated the case.") % {"name": event.by_name}
    return _words(event, subject, icon="star")


def _warned(event: CaseEvent, now: datetime) -> Words:
    """How much is left is told as it is when the words are read, not as it was."""
    what = {
        ClockKind.HANDLING: _("Handling starts at the latest %(when)s."),
        ClockKind.RESOLUTION: _("The target for the solution is %(when)s."),
        ClockKind.GOAL: _("Our goal for the answer is %(when)s."),
    }[ClockKind(event.clock_kind)]
    assert event.due_at
    due = what % {"when": moment_words(event.due_at, now=now)}
    return _words(event, _left_words(event, now), due, *_whose(event), icon="clock")


def _left_words(event: CaseEvent, now: datetime) -> str:
    """The heading of a warning: how much opening time is left, or that none is."""
    assert event.due_at
    if event.due_at < now:
        return _("The deadline has passed.")
    left = calendar_in_use().work.open_between(now, event.due_at)
    return _("%(left)s of opening time left.") % {"left": duration_words(left)}


def _whose(event: CaseEvent) -> list[str]:
    """Who has the case, and whose it is."""
    owner = event.case.owner
    who = _("Owner: %(name)s") % {"name": owner.full_name} if owner else _("Nobody owns it yet.")
    return [who, event.case.customer.name]


def _goal_missed(event: CaseEvent, now: datetime) -> Words:
    due = _("Our goal was %(when)s.") % {"when": moment_words(event.at, now=now)}
    subject = _("The customer is still waiting for an answer.")
    return _words(event, subject, due, *_whose(event), icon="st-late")


def _breached(event: CaseEvent, now: datetime) -> Words:
    handling = event.clock_kind == ClockKind.HANDLING
    subject = (
        _("Handling did not start in time.")
        if handling
        else _("The target for the solution was missed.")
    )
    due = _("The deadline was %(when)s.") % {"when": moment_words(event.at, now=now)}
    return _words(event, subject, due, *_whose(event), icon="st-late")


def _load_drafts(user: User, contexts: Sequence[Context]) -> Loaded:
    drafts = Draft.objects.visible_to(user).in_bulk([context["draft"] for context in contexts])
    people = User.objects.in_bulk([context["by"] for context in contexts])
    return {**{str(key): draft for key, draft in drafts.items()}, **people}


def _draft_is_theirs(user: User, context: Context, loaded: Loaded) -> bool:
    return context["draft"] in loaded


def _draft_handed(user: User, context: Context, loaded: Loaded) -> Words:
    draft, by = loaded[context["draft"]], loaded[context["by"]]
    subject = str(draft.fields.get("subject", ""))
    return Words(
        subject=_("%(name)s asks you to send a case") % {"name": by.full_name},
        sentences=[sentence for sentence in (subject, _("It waits as your draft.")) if sentence],
        action_label=_("Open the draft"),
        path=f"{reverse('cases:new')}?draft={draft.pk}",
        icon="send",
        automatic=False,
    )


KINDS = [
    Kind(
        name="draft.handed",
        load=_load_drafts,
        may_still_see=_draft_is_theirs,
        words=_draft_handed,
        is_personal=True,
    ),
    _kind("receipt", _receipt),
    _kind("registered", _registered),
    _kind("taken_up", _taken_up),
    _kind("taken_over", _taken_over),
    _kind("replied", _replied),
    _kind("noted", _noted),
    _kind("level_changed", _level_changed),
    _kind("moved_on", _moved_on),
    _kind("warned", _warned),
    _kind("breached", _breached),
    _kind("goal_missed", _goal_missed),
    _kind("customer_asked", _customer_asked),
    _kind("solution_proposed", _solution_proposed),
    _kind("objected", _objected),
    _kind("closed", _closed),
    _kind("reopened", _reopened),
    _kind("type_changed", _type_changed),
    _kind("merged", _merged),
    _kind("quoted", _quoted),
    _kind("quote_approved", _quote_approved),
    _kind("quote_declined", _quote_declined),
    _kind("quote_taken_back", _quote_taken_back),
    _kind("followed", _followed),
    _kind("rated", _rated),
]
