"""Who speaks for a customer: named, invited, ended (B2.1, B2.6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import token_hex

from django.core import signing
from django.db import IntegrityError, transaction

from accounts.choices import Language
from accounts.models import Customer, Invitation, SuperUser, User
from accounts.notices import services as notices
from accounts.selectors.seats import seats_of
from accounts.selectors.support import rules_in_use
from accounts.timewords import local

INVITED = "accounts.invited"
_SALT = "accounts.invitation"
# Mail of ours with words of theirs: enough for every honest change of people.
MOST_A_DAY = 20
BETWEEN_MAILS = timedelta(hours=1)
_NO_SEAT = "superuser_has_a_seat"


class NoSeatLeft(Exception):
    """Every seat of the customer is taken (B2.1)."""


class SpeaksElsewhere(Exception):
    """The person speaks for another customer, or works at SoftOne."""


class TooManyInvitations(Exception):
    """More mail to invited people than anybody needs."""


class InvitationOver(Exception):
    """The invitation was used, withdrawn, replaced by a newer mail, or its days are over."""


class LoginFirst(Exception):
    """The address has a login already: its owner takes the seat after logging in."""


@transaction.atomic
def name_superuser(
    customer: Customer, person: User, *, at: datetime, is_extra: bool = False
) -> SuperUser:
    """Let a person speak for a customer from today on.

    `is_extra` lets them do so beside another customer; only administrators say that. Raises
    NoSeatLeft, also for the second of two at once, and SpeaksElsewhere.
    """
    Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    # Locked against an administrator who gives the same person a role at the same time.
    if User.objects.select_for_update(no_key=True).get(pk=person.pk).role:
        raise SpeaksElsewhere
    current = SuperUser.objects.filter(user=person, ended_on__isnull=True)
    if known := current.filter(customer=customer).first():
        return known
    if current.exists() and not is_extra:
        raise SpeaksElsewhere
    with no_seat_told():
        return SuperUser.objects.create(
            customer=customer, user=person, since=local(at).date(), is_extra=is_extra
        )


@contextmanager
def no_seat_told() -> Iterator[None]:
    """Turn what the database says to one person too many into NoSeatLeft."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        told = getattr(refusal.__cause__, "diag", None)
        if told is not None and told.constraint_name == _NO_SEAT:
            raise NoSeatLeft from refusal
        raise


@transaction.atomic
def invite(
    customer: Customer,
    *,
    email: str,
    first_name: str,
    last_name: str,
    language: Language | str,
    by: User,
    at: datetime,
    replaces: SuperUser | None = None,
) -> Invitation:
    """Send somebody a link that makes them a SuperUser, once and for some days (B2.6).

    Who `replaces` a colleague takes that seat; anybody else needs one that is neither taken nor
    promised. Raises NoSeatLeft, SpeaksElsewhere for somebody of the same company, and
    TooManyInvitations. An address that is invited already gets a new mail, and its old link works
    no longer. Whether anybody else can take the seat is said to them alone, when they accept.
    """
    email = email.strip().lower()
    customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    if _invitations_of_today(customer, at=at) >= MOST_A_DAY:
        raise TooManyInvitations
    open_ones = Invitation.objects.filter(
        customer=customer, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    open_ones.filter(email=email).update(withdrawn_at=at)
    if replaces is None and seats_of(customer, at=at).free < 1:
        raise NoSeatLeft
    if SuperUser.objects.seated().filter(customer=customer, user__email=email).exists():
        raise SpeaksElsewhere
    invitation = Invitation.objects.create(
        customer=customer,
        email=email,
        first_name=first_name,
        last_name=last_name,
        language=language,
        replaces=replaces,
        invited_by=by,
        nonce=token_hex(16),
        created_at=at,
        expires_at=at + timedelta(days=rules_in_use().support.invitation_days),
    )
    _mail(invitation, at=at)
    return invitation


@transaction.atomic
def invite_again(invitation: Invitation, *, at: datetime) -> Invitation:
    """Send the link anew, for as many days again; the old one works no longer.

    Raises InvitationOver for one that was used or withdrawn, and TooManyInvitations within an
    hour of the last mail.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationOver
    holds = timedelta(days=rules_in_use().support.invitation_days)
    if at - (invitation.expires_at - holds) < BETWEEN_MAILS:
        raise TooManyInvitations
    invitation.nonce = token_hex(16)
    invitation.expires_at = at + timedelta(days=rules_in_use().support.invitation_days)
    invitation.save(update_fields=["nonce", "expires_at"])
    _mail(invitation, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, at: datetime) -> None:
    """Let the link work no longer. One that was used stays used: raises InvitationOver."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise InvitationOver
    if not invitation.withdrawn_at:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])


def find_invitation(token: str, *, at: datetime) -> Invitation:
    """Return the invitation that a link leads to. Raises InvitationOver.

    A forged, an old and a used link get the same answer.
    """
    try:
        nonce = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise InvitationOver from None
    invitation = (
        Invitation.objects.select_related("customer", "invited_by", "replaces__user")
        .filter(nonce=nonce)
        .first()
    )
    if invitation is None or not invitation.is_open(at):
        raise InvitationOver
    return invitation


def token_of(invitation: Invitation) -> str:
    """What the link of an invitation carries."""
    return signing.dumps(invitation.nonce, salt=_SALT)


def has_login(email: str) -> User | None:
    """Return the person of an address who has a password already."""
    person = User.objects.filter(email=email).first()
    return person if person and person.has_usable_password() else None


def _invitations_of_today(customer: Customer, *, at: datetime) -> int:
    """How many invitations of a customer left within a day: a mail has a name in its subject."""
    return customer.invitations.filter(created_at__gt=at - timedelta(days=1)).count()


def _mail(invitation: Invitation, *, at: datetime) -> None:
    notices.post_to_address(
        invitation.email,
        kind=INVITED,
        context={"invitation": invitation.pk},
        language=invitation.language,
        one_time_path=f"/invitation/{token_of(invitation)}/",
        at=at,
    )
