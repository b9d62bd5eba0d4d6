"""Who hears about a change of a case. The words are in `cases.notice_words`."""

from collections.abc import Iterable

from accounts.choices import Role
from accounts.models import User
from accounts.notices import services as notices
from cases.choices import EventKind
from cases.models import Case, CaseEvent

GRAVEST_LEVEL = 1


def _tell(recipients: Iterable[User], case: Case, event: CaseEvent) -> None:
    """Tell people of one event, but never the one who did it."""
    notices.tell(
        [person for person in recipients if person.pk != event.by_id],
        kind=f"case.{event.kind}",
        key=f"case-event-{event.pk}",
        context={"case": case.pk, "event": event.pk},
        at=event.at,
    )


def _team(case: Case) -> Iterable[User]:
    return User.objects.with_role(Role.SPECIALIST).filter(team=case.team_id)


def registered(case: Case, event: CaseEvent) -> None:
    """A receipt to the contact; a matter of level 1 wakes the whole team."""
    notices.tell(
        [case.contact],
        kind="case.receipt",
        key=f"case-event-{event.pk}",
        context={"case": case.pk, "event": event.pk},
        at=event.at,
    )
    if case.level_id == GRAVEST_LEVEL:
        _tell(_team(case), case, event)


def taken_up(case: Case, event: CaseEvent, *, before: User | None) -> None:
    """The contact hears who has the case, and so does the colleague who had it."""
    _tell([case.contact, *([before] if before else [])], case, event)


def replied(case: Case, event: CaseEvent) -> None:
    """The other side hears: the customer's SuperUser, or the owner of the case."""
    if event.by and event.by.is_desk:
        _tell([case.contact], case, event)
    else:
        _tell([case.owner] if case.owner else [], case, event)


def noted(case: Case, event: CaseEvent) -> None:
    _tell([case.owner] if case.owner else [], case, event)


def level_set(case: Case, event: CaseEvent) -> None:
    """A changed level is told with its reason; a confirmed one is seen on the page."""
    if event.kind == EventKind.LEVEL_CHANGED:
        _tell([case.contact], case, event)


def moved_on(case: Case, event: CaseEvent) -> None:
    _tell([case.contact], case, event)


def breached(case: Case, event: CaseEvent) -> None:
    """A missed deadline is told to the owner and the team, and escalated to the manager (B5.5)."""
    managers = User.objects.with_role(Role.MANAGER)
    people = {person.pk: person for person in [*_team(case), *managers]}
    if case.owner:
        people[case.owner.pk] = case.owner
    _tell(people.values(), case, event)
