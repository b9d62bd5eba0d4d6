"""Telling people: a line in their list and a mail, in the transaction of the change itself."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from accounts.notices import kinds
from accounts.notices.kinds import Context
from accounts.notices.models import Notice, OutboxMail
from accounts.notices.notifications import site_host
from accounts.notices.selectors import unread_key
from accounts.notices.services.waking import wake

_CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,80}")


@transaction.atomic(savepoint=False)
def tell(
    recipients: Iterable[User], *, kind: str, key: str, context: Context, at: datetime
) -> None:
    """Give each recipient who may log in one notice and one mail, however often this is called.

    `key` names the happening among all notices ever (`case-41.breach.12`); the same key never
    reaches the same person twice. Raises UnknownKind, and ValueError for a context that holds
    more than ids and codes.
    """
    kinds.find(kind)
    _require_codes(context)
    # In one order, so that two services telling the same people cannot wait for each other.
    unique = {person.pk: person for person in recipients if person.is_active}
    people = [unique[pk] for pk in sorted(unique)]
    if not people:
        return
    Notice.objects.bulk_create(
        [
            Notice(recipient=person, kind=kind, context=context, key=key, created_at=at)
            for person in people
        ],
        ignore_conflicts=True,
    )
    mails = [new_mail(person, kind=kind, context=context, at=at, key=key) for person in people]
    OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
    wake("notices.send_mail", [str(mail.pk) for mail in mails])


def new_mail(
    person: User, *, kind: str, context: Context, at: datetime, key: str | None = None
) -> OutboxMail:
    """Return an unsaved mail to a person, due at once."""
    identity = uuid4()
    return OutboxMail(
        pk=identity,
        kind=kind,
        recipient=person,
        to_address=person.email,
        language=person.language,
        context=context,
        key=key and f"{key}:{person.pk}",
        due_at=at,
        created_at=at,
        message_id=f"<{identity}@{site_host()}>",
    )


def mark_read(notice: Notice, *, by: User, at: datetime) -> None:
    """Note that the recipient has opened a notice; the first time counts."""
    Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=at)
    cache.delete(unread_key(by))


def mark_all_read(*, by: User, upto: int, at: datetime) -> None:
    """Note that a person has read every notice up to the newest one that the page showed."""
    Notice.objects.visible_to(by).unread().filter(pk__lte=upto).update(read_at=at)
    cache.delete(unread_key(by))


def _require_codes(value: Any) -> None:
    """Raise ValueError when a context could hold something that a person wrote."""
    if isinstance(value, dict):
        for name, held in value.items():
            _require_codes(name)
            _require_codes(held)
    elif isinstance(value, list | tuple):
        for held in value:
            _require_codes(held)
    elif isinstance(value, str):
        if not _CODE.fullmatch(value):
            raise ValueError("A notice's context holds ids and codes only")
    elif not (value is None or isinstance(value, bool | int)):
        raise ValueError("A notice's context holds ids and codes only")
