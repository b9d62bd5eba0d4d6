from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases import notifications
from cases.choices import EventKind
from cases.models import Case, Follower
from cases.services.recording import lock, record, save


class NotAColleague(Exception):
    """Only the customer's own SuperUsers follow its cases."""


@transaction.atomic
def follow(case: Case, *, person: User, by: User, at: datetime) -> None:
    """Let a SuperUser of the customer hear of the case as its contact does (B4.6).

    Whoever follows already, or is the contact, goes on doing so. Raises NotAColleague.
    """
    case = lock(case)
    if not User.objects.speaking_for(case.customer).filter(pk=person.pk).exists():
        raise NotAColleague
    if person.pk == case.contact_id:
        return
    _row, is_new = Follower.objects.get_or_create(case=case, user=person)
    if is_new:
        save(case, at=at)
        event = record(case, EventKind.FOLLOWED, by=by, at=at, person=person)
        notifications.followed(case, event)


@transaction.atomic
def unfollow(case: Case, *, person: User, by: User, at: datetime) -> None:
    """Let somebody follow the case no longer."""
    case = lock(case)
    gone, _rows = Follower.objects.filter(case=case, user=person).delete()
    if gone:
        save(case, at=at)
        record(case, EventKind.UNFOLLOWED, by=by, at=at, person=person)
