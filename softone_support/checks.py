"""System checks of our own: what must never be true of a real portal."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from accounts.models import User
from softone_support.demo.logins import RESERVED_DOMAIN
from softone_support.settings import secret


@register(Tags.database)
def no_demo_logins(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a real portal where somebody can log in with an address of the demo.

    The rule: an active person with a usable password and an address under the reserved domain
    ".example". Nobody real can have one, so there are no false alarms, and a demo's database
    or a part of it is recognised without any mark. `migrate` and `check --database` ask.
    """
    if settings.DEMO:
        return []
    return [
        Error(
            f"{count} people can log in with an address of the demo ({RESERVED_DOMAIN}).",
            hint="Use another database, or close these accounts in the administration.",
            id="portal.E001",
        )
        for alias in databases or []
        if (count := _demo_logins(alias))
    ]


@register(Tags.security)
def own_secret_key(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a key that somebody else could know or guess."""
    if secret.is_guessable(settings.SECRET_KEY):
        return [Error(secret.FAULT, hint=secret.HINT, id="portal.E002")]
    return []


def refuse_unsafe_start() -> None:
    """Ask both checks where Django asks none: when a web server or a worker starts.

    Raises ImproperlyConfigured. A database that is away refuses every login by itself.
    Leaves no connection behind: the processes that are forked next make their own.
    """
    try:
        found = [*own_secret_key(), *no_demo_logins(databases=[DEFAULT_DB_ALIAS])]
    except OperationalError:
        return
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS].close_pool()  # type: ignore[attr-defined]
    if found:
        raise ImproperlyConfigured(" ".join(f"{fault.msg} {fault.hint}" for fault in found))


def _demo_logins(alias: str) -> int:
    """How many there are; none before the first migration has made the table."""
    table = User._meta.db_table  # noqa: SLF001 — documented by Django for exactly this
    if table not in connections[alias].introspection.table_names():
        return 0
    people = User.objects.using(alias).filter(is_active=True, email__endswith=RESERVED_DOMAIN)
    return sum(person.has_usable_password() for person in people.only("password"))
