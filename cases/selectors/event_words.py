"""An event of a case in a line of words: what happened, and why or by whom."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.choices import CaseType
from accounts.money import euros
from accounts.timewords import moment_words
from cases.choices import EventKind, Outcome, Stage
from cases.models import CaseEvent
from sla.choices import ClockKind


@dataclass(frozen=True)
class EventLine:
    icon: str
    headline: str
    detail: str


def event_line(event: CaseEvent) -> EventLine:
    """An event in the words of the reader's language."""
    icon, headline = _SAID[EventKind(event.kind)](event)
    return EventLine(icon, headline, _why(event))


def reason_of(event: CaseEvent) -> str:
    """The words that came with an event, such as the reason of a changed level; "" without."""
    return event.text.text if hasattr(event, "text") else ""


_NAMED = {
    *(EventKind.TAKEN_UP, EventKind.TAKEN_OVER, EventKind.CLOSED),
    *(EventKind.WARNED, EventKind.BREACHED, EventKind.GOAL_MISSED, EventKind.DEADLINE_MOVED),
}


def _why(event: CaseEvent) -> str:
    """Whose doing it was, behind the reason if one was given."""
    name = "" if event.kind in _NAMED else event.by_name
    reason = reason_of(event)
    told = _("“%(reason)s”") % {"reason": reason} if reason else ""
    return " ".join(filter(None, [told, name]))


Said = tuple[str, str]


def _taken_up(event: CaseEvent) -> Said:
    return "play", _("%(name)s started the work.") % {"name": event.by_name}


def _taken_over(event: CaseEvent) -> Said:
    return "user-check", _("%(name)s has the case now.") % {"name": event.by_name}


def _level_confirmed(event: CaseEvent) -> Said:
    return "tag", _("Level %(level)s is confirmed.") % {"level": event.level_to_id}


def _level_changed(event: CaseEvent) -> Said:
    levels = {"old": event.level_from_id, "new": event.level_to_id}
    return "tag", _("Level %(old)s became level %(new)s.") % levels


def _moved_on(event: CaseEvent) -> Said:
    return "arrow-right", _("Stage: %(stage)s.") % {"stage": Stage(event.stage_to).label}


def _breached(event: CaseEvent) -> Said:
    if event.clock_kind == ClockKind.HANDLING:
        return "st-late", _("We did not start in time.")
    return "st-late", _("We missed the target for the solution.")


def _warned(event: CaseEvent) -> Said:
    """For the desk only: how much of the time had been used."""
    what = {
        ClockKind.HANDLING: _("%(percent)s %% of the time to start has been used."),
        ClockKind.RESOLUTION: _("%(percent)s %% of the time to solve has been used."),
        ClockKind.GOAL: _("%(percent)s %% of the time of our goal has been used."),
    }[ClockKind(event.clock_kind)]
    return "clock", what % {"percent": event.percent}


def _deadline_moved(event: CaseEvent) -> Said:
    assert event.due_at
    when = {"when": moment_words(event.due_at, now=event.at)}
    if event.clock_kind == ClockKind.HANDLING:
        return "clock", _(
            "Opening hours changed: handling now starts %(when)s at the latest."
        ) % when
    return "clock", _("Opening hours changed: the target for the solution is now %(when)s.") % when


def _closed(event: CaseEvent) -> Said:
    if event.by is None:
        return "st-done", _("Closed as solved: there was no objection.")
    name = {"name": event.by_name}
    says = {
        Outcome.SOLVED: _("%(name)s closed the case as solved."),
        Outcome.DECLINED: _("%(name)s declined the case."),
        Outcome.WITHDRAWN: _("%(name)s withdrew the case."),
    }
    return "st-done", says[Outcome(event.outcome)] % name


def _type_changed(event: CaseEvent) -> Said:
    types = {"old": CaseType(event.type_from).label, "new": CaseType(event.type_to).label}
    return "rotate-ccw", _("The type changed: %(old)s → %(new)s.") % types


def _quoted(event: CaseEvent) -> Said:
    price = {"price": euros(event.quotation.price) if event.quotation else ""}
    return "euro", _("Quotation: %(price)s, VAT 0 %%.") % price


def _merged(event: CaseEvent) -> Said:
    return "git-merge", _("The case goes on in %(reference)s.") % _other(event)


def _merged_in(event: CaseEvent) -> Said:
    return "git-merge", _("%(reference)s was merged into this case.") % _other(event)


def _split(event: CaseEvent) -> Said:
    return "arrow-up-right", _("A part of the matter goes on in %(reference)s.") % _other(event)


def _linked(event: CaseEvent) -> Said:
    return "link", _("Linked with %(reference)s.") % _other(event)


def _unlinked(event: CaseEvent) -> Said:
    return "link", _("The link with %(reference)s was removed.") % _other(event)


def _other(event: CaseEvent) -> dict[str, str]:
    return {"reference": event.other.reference if event.other else ""}


def _followed(event: CaseEvent) -> Said:
    return "eye", _("%(name)s follows the case.") % _person(event)


def _unfollowed(event: CaseEvent) -> Said:
    return "eye", _("%(name)s follows the case no longer.") % _person(event)


def _contact_changed(event: CaseEvent) -> Said:
    return "user-check", _("The matter goes on with %(name)s.") % _person(event)


def _person(event: CaseEvent) -> dict[str, str]:
    return {"name": event.person.full_name if event.person else ""}


def _plain(icon: str, words: Callable[[], str]) -> Callable[[CaseEvent], Said]:
    return lambda _event: (icon, words())


_SAID: dict[EventKind, Callable[[CaseEvent], Said]] = {
    EventKind.REGISTERED: _plain("inbox", lambda: _("The case was registered.")),
    EventKind.TAKEN_UP: _taken_up,
    EventKind.TAKEN_OVER: _taken_over,
    EventKind.REPLIED: _plain("message-square", lambda: _("A reply was sent.")),
    EventKind.NOTED: _plain("lock", lambda: _("An internal note was written.")),
    EventKind.LEVEL_CONFIRMED: _level_confirmed,
    EventKind.LEVEL_CHANGED: _level_changed,
    EventKind.MOVED_ON: _moved_on,
    EventKind.WARNED: _warned,
    EventKind.BREACHED: _breached,
    EventKind.GOAL_MISSED: _plain("st-late", lambda: _("We missed our own goal to answer.")),
    EventKind.DEADLINE_MOVED: _deadline_moved,
    EventKind.CUSTOMER_ASKED: _plain(
        "st-pause", lambda: _("A question was sent. The case waits for the answer.")
    ),
    EventKind.WAIT_ENDED: _plain("play", lambda: _("The work goes on.")),
    EventKind.SOLUTION_PROPOSED: _plain("st-done", lambda: _("A solution was proposed.")),
    EventKind.OBJECTED: _plain("corner-down-left", lambda: _("Not solved yet.")),
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _plain("history", lambda: _("The case was reopened.")),
    EventKind.TYPE_CHANGED: _type_changed,
    EventKind.QUOTED: _quoted,
    EventKind.QUOTE_APPROVED: _plain("st-done", lambda: _("The quotation was approved.")),
    EventKind.QUOTE_DECLINED: _plain("x", lambda: _("The quotation was declined.")),
    EventKind.QUOTE_TAKEN_BACK: _plain("x", lambda: _("The quotation was taken back.")),
    EventKind.MERGED: _merged,
    EventKind.MERGED_IN: _merged_in,
    EventKind.SPLIT: _split,
    EventKind.LINKED: _linked,
    EventKind.UNLINKED: _unlinked,
    EventKind.FOLLOWED: _followed,
    EventKind.UNFOLLOWED: _unfollowed,
    EventKind.CONTACT_CHANGED: _contact_changed,
    EventKind.RATED: _plain("star", lambda: _("The case was rated.")),
    EventKind.TIME_RECORDED: _plain("clock", lambda: _("Working time was recorded.")),
    EventKind.TIME_WITHDRAWN: _plain("clock", lambda: _("Working time was withdrawn.")),
}
