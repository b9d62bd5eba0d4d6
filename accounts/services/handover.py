"""A SuperUser leaves, and somebody else goes on (B2.6)."""

from datetime import datetime

from django.db import transaction

from accounts import movers
from accounts.models import Absence, Customer, Handover, Invitation, SuperUser, User
from accounts.notices import services as notices
from accounts.timewords import local

TOOK_OVER = "accounts.took_over"
SEAT_ENDED = "accounts.seat_ended"


class SeatEnded(Exception):
    """The person does not speak for the customer any more."""


class NotAColleague(Exception):
    """The successor does not speak for the same customer, or is the leaver."""


class SuccessorNeeded(Exception):
    """Matters wait for the person, so somebody must take them over (B2.6)."""


@transaction.atomic
def hand_over(seat: SuperUser, *, to: User, by: User, at: datetime) -> Handover:
    """Give all that waits for a SuperUser to a colleague; the seat ends today.

    Raises SeatEnded, NotAColleague.
    """
    seat = _lock(seat)
    colleagues = SuperUser.objects.current().filter(customer=seat.customer, user=to)
    if to.pk == seat.user_id or not colleagues.exists():
        raise NotAColleague
    return succeed(seat, to, by=by, at=at)


@transaction.atomic
def leave(seat: SuperUser, *, by: User, at: datetime) -> None:
    """End a seat for which nothing waits. Raises SeatEnded, SuccessorNeeded."""
    seat = _lock(seat)
    if movers.waits_for(seat.user, seat.customer):
        raise SuccessorNeeded
    _end(seat, by=by, at=at, has_moved=False)


def succeed(seat: SuperUser, successor: User, *, by: User, at: datetime) -> Handover:
    """Move everything from a locked seat's person to the successor, and end the seat."""
    moved = movers.move_all(
        leaver=seat.user, successor=successor, customer=seat.customer, by=by, at=at
    )
    _end(seat, by=by, at=at, has_moved=True)
    handover = Handover.objects.create(
        customer=seat.customer, leaver=seat.user, successor=successor, by=by, at=at, moved=moved
    )
    notices.tell(
        [successor],
        kind=TOOK_OVER,
        key=f"handover-{handover.pk}",
        context={"handover": handover.pk},
        at=at,
    )
    return handover


def _lock(seat: SuperUser) -> SuperUser:
    """Lock the customer first, as every change of its seats does, then the seat."""
    Customer.objects.select_for_update(no_key=True).get(pk=seat.customer_id)
    locked = (
        SuperUser.objects.select_for_update(of=("self",))
        .select_related("user", "customer")
        .get(pk=seat.pk)
    )
    if locked.ended_on is not None:
        raise SeatEnded
    return locked


def _end(seat: SuperUser, *, by: User, at: datetime, has_moved: bool) -> None:
    today = local(at).date()
    # A seat of today ends on the day it began.
    seat.ended_on = max(today, seat.since)
    seat.ended_by = by
    seat.save(update_fields=["ended_on", "ended_by"])
    Absence.objects.filter(user=seat.user).delete()
    Absence.objects.filter(deputy=seat.user).delete()
    open_ones = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    open_ones.filter(replaces=seat).update(replaces=None)
    if by.pk != seat.user_id:
        # Whom they have invited is not let in behind their back, and they hear who did it.
        open_ones.filter(invited_by=seat.user, customer=seat.customer).update(withdrawn_at=at)
        notices.tell(
            [seat.user],
            kind=SEAT_ENDED,
            key=f"seat-{seat.pk}.ended",
            context={"seat": seat.pk, "moved": has_moved},
            at=at,
        )
