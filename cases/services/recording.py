"""What every service of a case shares: the lock it starts with and the event it ends with."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from accounts.models import User
from cases import transitions
from cases.choices import EventKind
from cases.models import Case, CaseEvent, CaseEventText
from cases.services.goals import keep_goal
from knowledgebase.search import services as search
from knowledgebase.search.choices import Kind

# What changes the words or the sort by which a case is found.
_FOUND_BY = {
    *(EventKind.REGISTERED, EventKind.REPLIED, EventKind.CUSTOMER_ASKED),
    *(EventKind.SOLUTION_PROPOSED, EventKind.OBJECTED, EventKind.REOPENED),
    *(EventKind.TYPE_CHANGED, EventKind.MERGED_IN, EventKind.SPLIT),
}


class ChangedMeanwhile(Exception):
    """Somebody else changed what this person was looking at: owner, level or stage."""


def submission_of(key: UUID, *words: object) -> UUID:
    """Name one submission: what was sent before under the same key and in the same words.

    A form that comes out of the browser's history with other words is another submission.
    """
    return uuid5(key, "\n".join(str(word) for word in words))


def lock(case: Case) -> Case:
    """Return the case as it is now, locked until the transaction ends.

    Others may still point at it meanwhile: a link from elsewhere waits for nobody.
    """
    return (
        Case.objects.select_for_update(no_key=True, of=("self",))
        .select_related(
            *("customer", "contact", "owner", "level"),
            *("handling_clock", "resolution_clock", "goal_clock"),
        )
        .get(pk=case.pk)
    )


def lock_open(case: Case) -> Case:
    """As `lock`; raises IllegalMove when the case is already handled."""
    locked = lock(case)
    transitions.require_open(locked.stage)
    return locked


def save(case: Case, *fields: str, at: datetime) -> None:
    """Write the named fields of a locked case, with all that changes whenever anything does."""
    keep_goal(case, at=at)
    case.version += 1
    case.next_due_at = next_due_at(case)
    case.save(update_fields=[*fields, "version", "goal_clock", "next_due_at"])


def next_due_at(case: Case) -> datetime | None:
    """What orders the queue: the next promise to keep, or the internal goal (B5, B5.7).

    While the customer has the next word nothing of ours is due but the start of handling.
    """
    if case.is_handled:
        return None
    clocks = [case.handling_clock] if case.is_error else [case.goal_clock]
    if case.is_error and not case.awaits_customer:
        clocks.append(case.resolution_clock)
    ahead = [clock.due_at for clock in clocks if clock and clock.stopped_at is None]
    return min(ahead, default=None)


def record(
    case: Case,
    kind: EventKind,
    *,
    by: User | None,
    at: datetime,
    text: str = "",
    **facts: Any,
) -> CaseEvent:
    """Add the one event of this change; its words, if any, go to their own erasable row."""
    event = CaseEvent.objects.create(case=case, kind=kind, by=by, at=at, **facts)
    if text:
        CaseEventText.objects.create(event=event, text=text)
    if kind in _FOUND_BY:
        search.mark_changed(Kind.CASE, [case.pk], at=at)
    return event


def was_last_done_by(case: Case, person: User, *kinds: EventKind) -> bool:
    """True when the latest event of these kinds is this person's: a second click, no conflict."""
    latest = case.events.filter(kind__in=kinds).order_by("-pk").first()
    return latest is not None and latest.by_id == person.pk
