"""Somebody invited takes the seat (B2.6)."""

from datetime import datetime

from django.db import transaction

from accounts.models import Customer, Invitation, SuperUser, User
from accounts.notices import services as notices
from accounts.services.handover import succeed
from accounts.services.seats import (
    InvitationOver,
    LoginFirst,
    SpeaksElsewhere,
    find_invitation,
    has_login,
    name_superuser,
)

ACCEPTED = "accounts.invitation_accepted"


@transaction.atomic
def join(
    token: str, *, first_name: str, last_name: str, phone: str, language: str, password: str,
    at: datetime,
) -> User:  # fmt: skip
    """Make the invited person a SuperUser with a login of their own.

    One transaction: the seat is counted, what a predecessor leaves is moved, the link is used
    up. Raises InvitationOver, LoginFirst for an address that has a login, NoSeatLeft,
    SpeaksElsewhere.
    """
    invitation = _lock(token, at=at)
    if has_login(invitation.email):
        raise LoginFirst
    locked = User.objects.select_for_update(no_key=True)
    person = locked.filter(email=invitation.email).first() or User(email=invitation.email)
    # Whom SoftOne has shut out, only SoftOne lets in again.
    if person.role or not person.is_active:
        raise SpeaksElsewhere
    person.first_name, person.last_name = first_name, last_name
    person.phone, person.language = phone, language
    person.contact_confirmed_at = at
    person.set_password(password)
    person.save()
    _take_the_seat(invitation, person, at=at)
    return person


@transaction.atomic
def join_again(token: str, *, person: User, at: datetime) -> None:
    """Let somebody who is logged in take the seat they were invited to.

    Raises InvitationOver, also for an invitation to another address, NoSeatLeft,
    SpeaksElsewhere.
    """
    invitation = _lock(token, at=at)
    if person.email != invitation.email:
        raise InvitationOver
    _take_the_seat(invitation, person, at=at)


def _lock(token: str, *, at: datetime) -> Invitation:
    """The invitation, locked after its customer; of two at once the second finds it used."""
    found = find_invitation(token, at=at)
    Customer.objects.select_for_update(no_key=True).get(pk=found.customer_id)
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("customer", "invited_by")
        .get(pk=found.pk)
    )
    if locked.nonce != found.nonce or not locked.is_open(at):
        raise InvitationOver
    return locked


def _take_the_seat(invitation: Invitation, person: User, *, at: datetime) -> None:
    seats = SuperUser.objects.seated().select_related("user", "customer")
    predecessor = seats.filter(successions=invitation).first()
    if predecessor:
        # The seat is counted once: the one before ends first.
        succeed(predecessor, person, by=invitation.invited_by, at=at)
    name_superuser(invitation.customer, person, at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    notices.tell(
        [invitation.invited_by],
        kind=ACCEPTED,
        key=f"invitation-{invitation.pk}",
        context={"invitation": invitation.pk},
        at=at,
    )
