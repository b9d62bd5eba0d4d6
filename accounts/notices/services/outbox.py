"""Sending what waits in the outbox: claim, send, mark, each in its own transaction.

Nothing is lost, and a mail is doubled at most by a crash between sending and marking, then with
the same Message-ID. Five tries, then it is a dead letter that staff see.
"""

import smtplib
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F

from accounts import moment
from accounts.models import User
from accounts.notices import kinds, notifications
from accounts.notices.choices import MailState
from accounts.notices.models import OutboxMail

log = structlog.get_logger(__name__)

# Longer than one mail takes to send, and short enough that what a killed worker held
# leaves within a minute of its start again: this and one period of the sweep.
LEASE = timedelta(seconds=35)
MOST_ATTEMPTS = 5
_WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
_MOST_OF_AN_ANSWER = 300


class CannotSendAgain(Exception):
    """The mail is no dead letter, or its one-time link is gone."""


@transaction.atomic(durable=True)
def claim(*, limit: int, at: datetime, ids: Iterable[UUID | str] | None = None) -> list[OutboxMail]:
    """Lease up to `limit` due mails to this worker alone, committed before it returns."""
    free = OutboxMail.objects.due(at).free(at).filter(attempts__lt=MOST_ATTEMPTS)
    if ids is not None:
        free = free.among(ids)
    locked = free.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
    mails = list(locked.order_by("due_at")[:limit])
    OutboxMail.objects.among(mail.pk for mail in mails).update(
        attempts=F("attempts") + 1, lease_until=at + LEASE
    )
    for mail in mails:
        mail.attempts, mail.lease_until = mail.attempts + 1, at + LEASE
    return mails


def send_due(*, seconds: float, ids: Iterable[UUID | str] | None = None) -> int:
    """Send due mails (of `ids`, if given) for about that long; return how many were tried.

    Claims one at a time: a killed worker holds up no mail but the one in its hands.
    """
    wanted = None if ids is None else list(ids)
    stop, tried = time.monotonic() + seconds, 0
    while time.monotonic() < stop:
        at = moment.now()
        mails = claim(limit=1, at=at, ids=wanted)
        if not mails:
            break
        send(mails[0], at=at)
        tried += 1
    return tried


def send(mail: OutboxMail, *, at: datetime) -> None:
    """Send one claimed mail and note how it went. Only the database's own trouble is raised."""
    try:
        letter = notifications.compose(mail)
    except notifications.NotForThem as reason:
        mark_dropped(mail, reason=str(reason))
    except ValidationError:
        mark_failed(mail, at=at, error="the address is not valid", is_final=True)
    except Exception as fault:  # one broken kind must not hold up everybody's mail
        log.exception("mail_not_composed", mail=str(mail.pk), kind=mail.kind)
        mark_failed(mail, at=at, error=f"not composed: {type(fault).__name__}")
    else:
        _hand_over(mail, letter, at=at)


def _hand_over(mail: OutboxMail, letter: EmailMessage, *, at: datetime) -> None:
    try:
        _deliver(letter)
    except Exception as fault:  # noqa: BLE001 every mail server and every backend fails its own way
        mark_failed(mail, at=at, error=_answer(mail, fault), is_final=_is_final(fault))
    else:
        mark_sent(mail, at=at)


def _deliver(letter: EmailMessage) -> None:
    connection = get_connection()
    connection.open()
    try:
        if not connection.send_messages([letter]):
            raise OSError("the mail server took nothing")
    finally:
        _hang_up(connection)


def _hang_up(connection: object) -> None:
    """Close without a word: the server has the mail already, or has refused it."""
    try:
        connection.close()  # type: ignore[attr-defined]
    except Exception as fault:  # noqa: BLE001 a bad farewell must not send the mail twice
        log.info("mail_server_hung_up", fault=type(fault).__name__)


def mark_sent(mail: OutboxMail, *, at: datetime) -> None:
    """Note that the mail server has the mail, and blank its one-time link."""
    OutboxMail.objects.among([mail.pk]).waiting().update(
        state=MailState.SENT, sent_at=at, lease_until=None, one_time_path="", last_error=""
    )


def mark_dropped(mail: OutboxMail, *, reason: str) -> None:
    """Note that the mail must not leave any more, and why."""
    log.info("mail_dropped", mail=str(mail.pk), kind=mail.kind, reason=reason)
    OutboxMail.objects.among([mail.pk]).waiting().update(
        state=MailState.DROPPED, lease_until=None, one_time_path="", last_error=reason
    )


def mark_failed(mail: OutboxMail, *, at: datetime, error: str, is_final: bool = False) -> None:
    """Try again later (after 1, 5, 15, 60 minutes), or give up and let staff see it."""
    # Whoever claimed the mail after our lease ran out decides about it, not we.
    own = OutboxMail.objects.among([mail.pk]).waiting().filter(attempts=mail.attempts)
    if is_final or mail.attempts >= MOST_ATTEMPTS:
        log.error("mail_dead", mail=str(mail.pk), kind=mail.kind, attempts=mail.attempts)
        own.update(state=MailState.DEAD, lease_until=None, one_time_path="", last_error=error)
    else:
        log.warning("mail_failed", mail=str(mail.pk), kind=mail.kind, attempts=mail.attempts)
        own.update(due_at=at + _WAITS[mail.attempts - 1], lease_until=None, last_error=error)


def bury_abandoned(*, at: datetime) -> int:
    """Give up mail whose last try ended without a word; return how many.

    A mail that kills its worker never gets as far as `mark_failed`.
    """
    abandoned = OutboxMail.objects.due(at).filter(attempts__gte=MOST_ATTEMPTS, lease_until__lte=at)
    buried = abandoned.update(
        state=MailState.DEAD, lease_until=None, one_time_path="", last_error="no word of it"
    )
    if buried:
        log.error("mail_dead", abandoned=buried)
    return buried


@transaction.atomic
def try_again(mail: OutboxMail, *, by: User, at: datetime) -> None:
    """Give a dead letter five new tries, to the address the person has now.

    Raises CannotSendAgain.
    """
    mail = OutboxMail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    # A mail to nobody of the portal goes to an address that may have been corrected since.
    is_lost = mail.recipient is None or kinds.find(mail.kind).one_time_link
    if mail.state != MailState.DEAD or is_lost:
        raise CannotSendAgain
    mail.state, mail.attempts, mail.due_at = MailState.WAITING, 0, at
    if mail.recipient is not None:
        mail.to_address = mail.recipient.email
    mail.save(update_fields=["state", "attempts", "due_at", "to_address"])
    log.info("mail_tried_again", mail=str(mail.pk), by=by.pk)


def _is_final(fault: Exception) -> bool:
    """True when the server said no to this very mail, and will say no again.

    A refused login, sender or greeting is our own fault and may be mended meanwhile.
    """
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(_is_permanent(code) for code, _said in fault.recipients.values())
    return isinstance(fault, smtplib.SMTPDataError) and _is_permanent(fault.smtp_code)


def _is_permanent(code: int) -> bool:
    return 500 <= code < 600


def _answer(mail: OutboxMail, fault: Exception) -> str:
    """What the server said, on one line and without the recipient's address."""
    said: bytes | str
    if isinstance(fault, smtplib.SMTPRecipientsRefused) and fault.recipients:
        code, said = next(iter(fault.recipients.values()))
    elif isinstance(fault, smtplib.SMTPResponseException):
        code, said = fault.smtp_code, fault.smtp_error
    else:
        return type(fault).__name__
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    plain = "".join(c if c.isprintable() else " " for c in text.replace(mail.to_address, "…"))
    return f"{code} {plain}"[:_MOST_OF_AN_ANSWER]
