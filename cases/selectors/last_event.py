"""The last thing that happened to a case, in one sentence for its company."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.models import User
from cases.choices import EventKind, Outcome, Stage
from cases.models import Case, CaseEvent
from sla.choices import ClockKind

Words = str | Promise

_SENTENCES: dict[EventKind, Words] = {
    EventKind.REGISTERED: _("Received %(when)s. Registered by %(name)s."),
    EventKind.TAKEN_UP: _("%(name)s started the work, %(when)s."),
    EventKind.TAKEN_OVER: _("%(name)s took the case over, %(when)s."),
    EventKind.REPLIED: _("%(name)s replied, %(when)s."),
    EventKind.LEVEL_CONFIRMED: _("%(name)s confirmed level %(level)s, %(when)s."),
    EventKind.LEVEL_CHANGED: _("%(name)s changed level %(old)s to %(level)s, %(when)s."),
    EventKind.MOVED_ON: _("%(name)s moved the case to the stage “%(stage)s”, %(when)s."),
    EventKind.BREACHED: _("We missed the target for the solution. It was %(when)s."),
    EventKind.DEADLINE_MOVED: _("A deadline moved because opening hours changed, %(when)s."),
    EventKind.CUSTOMER_ASKED: _("%(name)s asked a question, %(when)s."),
    EventKind.WAIT_ENDED: _("%(name)s went on with the work, %(when)s."),
    EventKind.SOLUTION_PROPOSED: _("%(name)s proposed a solution, %(when)s."),
    EventKind.OBJECTED: _("%(name)s said that it is not solved yet, %(when)s."),
    EventKind.CLOSED: _("%(name)s closed the case as solved, %(when)s."),
    EventKind.REOPENED: _("%(name)s reopened the case, %(when)s."),
    EventKind.TYPE_CHANGED: _("%(name)s changed the type to “%(type)s”, %(when)s."),
    EventKind.QUOTED: _("%(name)s sent a quotation, %(when)s."),
    EventKind.QUOTE_APPROVED: _("%(name)s approved the quotation, %(when)s."),
    EventKind.QUOTE_DECLINED: _("%(name)s declined the quotation, %(when)s."),
    EventKind.QUOTE_TAKEN_BACK: _("%(name)s took the quotation back, %(when)s."),
    EventKind.MERGED: _("%(name)s merged the case into %(other)s, %(when)s."),
    EventKind.MERGED_IN: _("%(name)s merged %(other)s into this case, %(when)s."),
    EventKind.SPLIT: _("%(name)s moved a part of the matter to %(other)s, %(when)s."),
    EventKind.FOLLOWED: _("%(name)s added %(person)s as a follower, %(when)s."),
    EventKind.UNFOLLOWED: _("%(name)s removed %(person)s from the followers, %(when)s."),
    EventKind.CONTACT_CHANGED: _("%(person)s goes on with the case, %(when)s."),
    EventKind.RATED: _("%(name)s rated the case, %(when)s."),
}
_LATE_START = _("We did not start in time. The deadline was %(when)s.")
_CLOSED_BY_SILENCE = _("The case closed by itself as solved, %(when)s.")
_ENDINGS: dict[str, Words] = {
    Outcome.DECLINED: _("%(name)s declined the case, %(when)s."),
    Outcome.WITHDRAWN: _("%(name)s withdrew the case, %(when)s."),
}
_OWN_DOING: dict[str, Words] = {
    EventKind.FOLLOWED: _("%(name)s began to follow the case, %(when)s."),
    EventKind.UNFOLLOWED: _("%(name)s follows the case no longer, %(when)s."),
}


def last_events(cases: Iterable[Case], user: User) -> dict[int, CaseEvent]:
    """The last event of each case that this person may hear of, by the case's id: one query."""
    events = CaseEvent.objects.visible_to(user).filter(case__in=[case.pk for case in cases])
    latest = events.order_by("case_id", "-at", "-pk").distinct("case_id")
    return {event.case_id: event for event in latest.select_related("by", "person", "other")}


def sentence(event: CaseEvent | None, *, when: str) -> str:
    """Say who did what, and `when`. A case without a public event has nothing to say."""
    if event is None:
        return ""
    facts = {
        "name": event.by_name,
        "when": when,
        "level": event.level_to_id,
        "old": event.level_from_id,
        "stage": Stage(event.stage_to).label if event.stage_to else "",
        "type": CaseType(event.type_to).label if event.type_to else "",
        "other": event.other.reference if event.other else "",
        "person": event.person.full_name if event.person else "",
    }
    return str(_shape(event)) % facts


def _shape(event: CaseEvent) -> Words:
    kind = EventKind(event.kind)
    if kind == EventKind.CLOSED and event.by is None:
        return _CLOSED_BY_SILENCE
    if kind == EventKind.CLOSED and event.outcome in _ENDINGS:
        return _ENDINGS[event.outcome]
    if kind == EventKind.BREACHED and event.clock_kind == ClockKind.HANDLING:
        return _LATE_START
    if kind in _OWN_DOING and event.person_id == event.by_id:
        return _OWN_DOING[kind]
    return _SENTENCES[kind]
