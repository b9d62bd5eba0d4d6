"""Telling people: a line in their list and a mail, in the transaction of the change itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

from accounts.models import Absence, User
from accounts.notices import kinds
from accounts.notices.kinds import Context
from accounts.notices.models import Notice, OutboxMail
from accounts.notices.notifications import site_host
from accounts.notices.selectors import unread_key
from accounts.notices.services.waking import wake
from accounts.timewords import local

_CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,80}")


# A worker that is woken for more than this many mails finds them by itself.
_MOST_NAMED = 100


@dataclass(frozen=True)
class Telling:
    """One happening and who hears of it; the mail leaves at `mail_at`, at once when that is None.

    `key` names the happening among all notices ever (`case-41.breach.12`); the same key never
    reaches the same person twice.
    """

    recipients: Iterable[User]
    kind: str
    key: str
    context: Context
    at: datetime
    mail_at: datetime | None = None


def tell(
    recipients: Iterable[User], *, kind: str, key: str, context: Context, at: datetime
) -> None:
    """Give each recipient who may log in one notice and one mail, however often this is called.

    While somebody is away, the mail goes to the deputy, who sees it in the portal too.

    `key` as in `Telling`. Raises UnknownKind, and ValueError for a context that holds more than
    ids and codes.
    """
    tell_each([Telling(recipients, kind=kind, key=key, context=context, at=at)])


@transaction.atomic(savepoint=False)
def tell_each(tellings: Iterable[Telling]) -> None:
    """Tell of many happenings as `tell` does of one, in three queries for all of them."""
    heard = [(telling, _hearers(telling)) for telling in tellings]
    deputies = _deputies_of(heard)
    pairs = [
        (person, telling)
        for telling, people in heard
        for person in _with_deputies(people, deputies, telling).values()
    ]
    # In one order, so that two services telling the same people cannot wait for each other.
    pairs.sort(key=lambda pair: (pair[0].pk, pair[1].key))
    if not pairs:
        return
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=person,
                kind=telling.kind,
                context=telling.context,
                key=telling.key,
                created_at=telling.at,
            )
            for person, telling in pairs
        ],
        ignore_conflicts=True,
    )
    mails = [
        _mail_of(person, telling)
        for person, telling in pairs
        if _is_here(person, deputies, telling) or _is_personal(telling)
    ]
    OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
    at_once = [str(mail.pk) for mail in mails if mail.due_at <= mail.created_at]
    if at_once:
        wake("notices.send_mail", at_once[:_MOST_NAMED])


def _hearers(telling: Telling) -> dict[int, User]:
    """Return who may log in of those a happening is told to, each once."""
    kinds.find(telling.kind)
    _require_codes(telling.context)
    return {person.pk: person for person in telling.recipients if person.is_active}


def _deputies_of(heard: Iterable[tuple[Telling, dict[int, User]]]) -> dict[int, Absence]:
    """Return the absences of customers' people who would hear of something; the desk has none."""
    customers = {pk for _t, people in heard for pk, person in people.items() if not person.role}
    if not customers:
        return {}
    away = Absence.objects.filter(user__in=customers, deputy__is_active=True)
    found = away.select_related("deputy").prefetch_related("deputy__absences")
    return {each.user_id: each for each in found}


def _is_here(person: User, deputies: dict[int, Absence], telling: Telling) -> bool:
    """Whether a person hears of it alone: not away, or with a deputy who cannot stand in."""
    absence, day = deputies.get(person.pk), local(telling.at).date()
    if absence is None or not absence.covers(day):
        return True
    if any(each.covers(day) for each in absence.deputy.absences.all()):
        return True
    kind = kinds.find(telling.kind)
    loaded = kind.load(absence.deputy, [telling.context])
    return not kind.may_still_see(absence.deputy, telling.context, loaded)


def _is_personal(telling: Telling) -> bool:
    return kinds.find(telling.kind).is_personal


def _with_deputies(
    people: dict[int, User], deputies: dict[int, Absence], telling: Telling
) -> dict[int, User]:
    """Add the deputies of those who are away; what is personal no deputy hears."""
    if _is_personal(telling):
        return people
    away = [deputies[pk] for pk, one in people.items() if not _is_here(one, deputies, telling)]
    return {**people, **{absence.deputy_id: absence.deputy for absence in away}}


def _mail_of(person: User, telling: Telling) -> OutboxMail:
    mail = new_mail(
        person, kind=telling.kind, context=telling.context, at=telling.at, key=telling.key
    )
    mail.due_at = telling.mail_at or telling.at
    return mail


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


def post_to_address(
    address: str,
    *,
    kind: str,
    context: Context,
    language: str,
    at: datetime,
    one_time_path: str = "",
    key: str | None = None,
) -> None:
    """Put one mail to an address into the outbox; nobody of the portal is its recipient.

    Raises UnknownKind, and ValueError for a context that holds more than ids and codes.
    """
    kinds.find(kind)
    _require_codes(context)
    nobody = User(email=address, language=language)
    mail = new_mail(nobody, kind=kind, context=context, at=at)
    mail.recipient, mail.one_time_path, mail.key = None, one_time_path, key
    OutboxMail.objects.bulk_create([mail], ignore_conflicts=True)
    wake("notices.send_mail", [str(mail.pk)])


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
