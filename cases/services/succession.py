"""What waits for a SuperUser in cases, given to a successor (B2.6)."""

from datetime import datetime

from django.db.models import Q

from accounts.models import Customer, User
from cases.choices import EventKind
from cases.models import Case, Draft, Follower
from cases.services.recording import lock, record, save


def move_open_cases(
    *, leaver: User, successor: User, customer: Customer, by: User, at: datetime
) -> int:
    """Make the successor the contact of every open case of the leaver; return how many."""
    cases = [case for case in _lock_all(leaver, customer) if case.contact_id == leaver.pk]
    for each in cases:
        case = lock(each)
        case.contact = successor
        Follower.objects.filter(case=case, user=successor).delete()
        save(case, "contact", at=at)
        record(case, EventKind.CONTACT_CHANGED, by=by, at=at, person=successor)
    return len(cases)


def _lock_all(leaver: User, customer: Customer) -> list[Case]:
    """Lock every open case the leaver has or follows, in one order for all who lock several."""
    theirs = Q(contact=leaver) | Q(pk__in=Follower.objects.filter(user=leaver).values("case"))
    locked = Case.objects.select_for_update(no_key=True, of=("self",)).unhandled()
    return list(locked.filter(theirs, customer=customer).order_by("pk"))


def move_drafts(
    *, leaver: User, successor: User, customer: Customer, by: User, at: datetime
) -> int:
    """Give the leaver's half-written cases to the successor; return how many."""
    return Draft.objects.filter(customer=customer, author=leaver).update(author=successor)


def move_followings(
    *, leaver: User, successor: User, customer: Customer, by: User, at: datetime
) -> int:
    """Let the successor follow the open cases that the leaver followed; return how many."""
    rows = Follower.objects.filter(user=leaver, case__customer=customer)
    open_ones = rows.filter(case__in=Case.objects.unhandled()).select_related("case")
    followed = list(open_ones.order_by("case_id"))
    for row in followed:
        case = lock(row.case)
        row.delete()
        record(case, EventKind.UNFOLLOWED, by=by, at=at, person=leaver)
        if case.contact_id != successor.pk:
            _row, is_new = Follower.objects.get_or_create(case=case, user=successor)
            if is_new:
                record(case, EventKind.FOLLOWED, by=by, at=at, person=successor)
        save(case, at=at)
    return len(followed)
