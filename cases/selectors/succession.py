"""How much waits for a SuperUser in cases, and what a successor reads first (B2.6)."""

from collections.abc import Sequence

from accounts.models import Customer, Handover, User
from accounts.movers import ToRead
from cases.choices import EventKind
from cases.models import Case, CaseEvent, Draft, Follower

MOST_TO_READ = 50


def open_cases(person: User, customer: Customer) -> int:
    return Case.objects.unhandled().filter(customer=customer, contact=person).count()


def drafts(person: User, customer: Customer) -> int:
    return Draft.objects.filter(customer=customer, author=person).count()


def followings(person: User, customer: Customer) -> int:
    rows = Follower.objects.filter(user=person, case__customer=customer)
    return rows.filter(case__in=Case.objects.unhandled()).count()


def cases_to_read(handover: Handover) -> Sequence[ToRead]:
    """The open cases that came with a handover, those due first."""
    came = CaseEvent.objects.filter(
        kind=EventKind.CONTACT_CHANGED, person=handover.successor, at=handover.at
    ).values("case")
    visible = Case.objects.visible_to(handover.successor)
    mine = visible.filter(pk__in=came, contact=handover.successor).unhandled()
    return [
        ToRead(title=case.subject, path=case.get_absolute_url(), note=case.reference)
        for case in mine.by_deadline()[:MOST_TO_READ]
    ]
