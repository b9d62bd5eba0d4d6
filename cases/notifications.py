"""Who hears about a change of a case. The words are in `cases.notice_words`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from accounts.choices import Role
from accounts.models import User
from accounts.notices import services as notices
from cases.choices import EventKind
from cases.models import Case, CaseEvent, Draft
from sla.hours import calendar_of
from sla.models import Clock
from sla.steps import step_at

GRAVEST_LEVEL = 1


def _tell(recipients: Iterable[User], case: Case, event: CaseEvent) -> None:
    """Tell people of one event, but never the one who did it."""
    notices.tell_each([_telling(recipients, case, event, at=event.at)])


def _telling(
    recipients: Iterable[User], case: Case, event: CaseEvent, *, at: datetime
) -> notices.Telling:
    return notices.Telling(
        [person for person in recipients if person.pk != event.by_id],
        kind=f"case.{event.kind}",
        key=f"case-event-{event.pk}",
        context={"case": case.pk, "event": event.pk},
        at=event.at,
        mail_at=at,
    )


def _team(case: Case) -> Iterable[User]:
    return User.objects.with_role(Role.SPECIALIST).filter(team=case.team_id)


def _customers_people(case: Case) -> list[User]:
    """The contact and the followers, as long as they speak for the customer (B4.6).

    When none of them does any more, all who do: somebody must hear of the answer.
    """
    speaking = User.objects.speaking_for(case.customer)
    hearing = Q(pk=case.contact_id) | Q(followed_cases__case=case)
    return list(speaking.filter(hearing).distinct()) or list(speaking)


def _tell_customer(case: Case, event: CaseEvent) -> None:
    _tell(_customers_people(case), case, event)


def _tell_desk(case: Case, event: CaseEvent) -> None:
    """The owner hears; what nobody owns, the team does."""
    _tell([case.owner] if case.owner else _team(case), case, event)


def registered(case: Case, event: CaseEvent) -> None:
    """A receipt to the contact and the followers.

    A matter of level 1, or one on which payroll or month end hangs, wakes the whole team.
    """
    notices.tell(
        _customers_people(case),
        kind="case.receipt",
        key=f"case-event-{event.pk}",
        context={"case": case.pk, "event": event.pk},
        at=event.at,
    )
    if case.level_id == GRAVEST_LEVEL or case.at_stake:
        _tell(_team(case), case, event)


def taken_up(case: Case, event: CaseEvent, *, before: User | None) -> None:
    """The customer hears who has the case, and so does the colleague who had it."""
    _tell([*_customers_people(case), *([before] if before else [])], case, event)


def replied(case: Case, event: CaseEvent) -> None:
    """The other side hears: the customer's people, or the owner; colleagues of the writer too."""
    if event.by and event.by.is_desk:
        _tell_customer(case, event)
    else:
        owner = [case.owner] if case.owner else []
        _tell([*owner, *_customers_people(case)], case, event)


def noted(case: Case, event: CaseEvent) -> None:
    _tell([case.owner] if case.owner else [], case, event)


def level_set(case: Case, event: CaseEvent) -> None:
    """A changed level is told with its reason; a confirmed one is seen on the page."""
    if event.kind == EventKind.LEVEL_CHANGED:
        _tell_customer(case, event)


def moved_on(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)


def customer_asked(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)


def solution_proposed(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)


def objected(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)
    _tell_desk(case, event)


def closed(case: Case, event: CaseEvent) -> None:
    """Everybody at the customer hears, and the owner when it was not the desk that closed it."""
    _tell_customer(case, event)
    if event.by is None or not event.by.is_desk:
        _tell([case.owner] if case.owner else [], case, event)


def reopened(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)
    if event.by and not event.by.is_desk:
        _tell_desk(case, event)


def type_changed(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)
    if event.by and not event.by.is_desk:
        _tell([case.owner] if case.owner else [], case, event)


def merged(case: Case, event: CaseEvent) -> None:
    """The one notice of a merge, when the desk chose to send it."""
    _tell_customer(case, event)


def quoted(case: Case, event: CaseEvent) -> None:
    _tell_customer(case, event)


def quotation_answered(case: Case, event: CaseEvent) -> None:
    """The customer's people hear of it, and of their answer whoever made the offer and owns it."""
    _tell_customer(case, event)
    if event.by and not event.by.is_desk:
        offered_by = [event.quotation.offered_by] if event.quotation else []
        _tell([*offered_by, *([case.owner] if case.owner else [])], case, event)


def followed(case: Case, event: CaseEvent) -> None:
    _tell([event.person] if event.person else [], case, event)


def rated(case: Case, event: CaseEvent) -> None:
    _tell([case.owner] if case.owner else [], case, event)


def steps_passed(passed: Sequence[tuple[CaseEvent, Clock]], *, at: datetime) -> None:
    """Warn of a deadline that comes near, escalate one that has passed (B5.5).

    Who hears, the steps say: the handler, the team, the support manager. The mail leaves in
    opening hours; about a case of level 1 at once. Four queries however many there are.
    """
    if not passed:
        return
    specialists = defaultdict(list)
    for person in User.objects.with_role(Role.SPECIALIST):
        specialists[person.team_id].append(person)
    managers = list(User.objects.with_role(Role.MANAGER))
    notices.tell_each(
        _telling(
            _who_hears(event, clock, team=specialists[event.case.team_id], managers=managers),
            event.case,
            event,
            at=_in_opening_hours(event.case, clock, at=at),
        )
        for event, clock in passed
    )


def _who_hears(
    event: CaseEvent, clock: Clock, *, team: list[User], managers: list[User]
) -> list[User]:
    """What nobody has taken up, the team hears in place of its handler."""
    step, owner = step_at(clock.kind, event.percent or 0), event.case.owner
    return [
        *([owner] if step.tells_handler and owner else []),
        *(team if step.tells_team or (step.tells_handler and not owner) else []),
        *(managers if step.tells_manager else []),
    ]


def _in_opening_hours(case: Case, clock: Clock, *, at: datetime) -> datetime:
    if case.level_id == GRAVEST_LEVEL:
        return at
    return calendar_of(clock.calendar_id).work.next_opening(at)


def draft_handed(draft: Draft, *, to: User, by: User, at: datetime) -> None:
    """Tell a colleague that a draft waits for them to send it (B2.4)."""
    notices.tell(
        [to],
        kind="draft.handed",
        key=f"draft-{draft.pk}.{to.pk}.{at.timestamp():.0f}",
        context={"draft": str(draft.pk), "by": by.pk},
        at=at,
    )
