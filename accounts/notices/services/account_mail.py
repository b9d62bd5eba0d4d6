"""Mail that the login pages ask for: password reset and its confirmations (B12.1)."""

from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from accounts import moment
from accounts.models import User
from accounts.notices import kinds
from accounts.notices.account_kinds import PREFIX
from accounts.notices.models import OutboxMail
from accounts.notices.services.telling import new_mail
from accounts.notices.services.waking import wake


@transaction.atomic(savepoint=False)
def post_account_mail(template_prefix: str, *, to_address: str, context: dict[str, Any]) -> None:
    """Put allauth's message into the outbox, to the person's registered address only.

    Of the reset link only the path is kept, so that no request can choose the host it leads
    to; it is blanked once the mail has left. An address that nobody has gets nothing. Raises
    UnknownKind for a message that the portal does not send.
    """
    kind = kinds.find(PREFIX + template_prefix.rsplit("/", 1)[-1])
    person = context.get("user") or User.objects.filter(email=to_address.lower()).first()
    if person is None or not person.is_active:
        return
    mail = new_mail(person, kind=kind.name, context={}, at=moment.now())
    mail.one_time_path = urlsplit(context.get("password_reset_url", "")).path
    mail.save(force_insert=True)
    wake("notices.send_mail", [str(mail.pk)])


@transaction.atomic(savepoint=False)
def take_as_long_for_nobody() -> None:
    """Do for an address that nobody has what is done for a person, and leave nothing behind.

    Otherwise the time of the answer would tell who has an account.
    """
    mail = new_mail(User(), kind=PREFIX + "nobody", context={}, at=moment.now())
    mail.recipient = None
    mail.save(force_insert=True)
    OutboxMail.objects.among([mail.pk]).delete()
    wake("notices.send_mail", [str(mail.pk)])
