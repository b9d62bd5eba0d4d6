"""System checks of our own: what must never be true of a real portal."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from accounts.models import User
from softone_support.demo.logins import RESERVED_DOMAIN

# Words of keys that stand in examples and templates; a generated key holds none of them.
_PUBLIC_WORDS = ("django-insecure", "change-me", "changeme", "change_me", "example")
_LEAST_LENGTH, _LEAST_CHARACTERS = 50, 10


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
    key = settings.SECRET_KEY
    is_public = any(word in key.lower() for word in _PUBLIC_WORDS)
    if len(key) >= _LEAST_LENGTH and len(set(key)) >= _LEAST_CHARACTERS and not is_public:
        return []
    return [
        Error(
            "SECRET_KEY is too short, too simple or copied from an example.",
            hint='Make one: python -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="portal.E002",
        )
    ]


def refuse_unsafe_start() -> None:
    """Ask both checks where Django asks none: when the web server loads the portal.

    Raises ImproperlyConfigured. A database that is away refuses every login by itself.
    """
    try:
        found = [*own_secret_key(), *no_demo_logins(databases=[DEFAULT_DB_ALIAS])]
    except OperationalError:
        return
    finally:
        connections[DEFAULT_DB_ALIAS].close()
    if found:
        raise ImproperlyConfigured(" ".join(f"{fault.msg} {fault.hint}" for fault in found))


def _demo_logins(alias: str) -> int:
    """How many there are; none before the first migration has made the table."""
    table = User._meta.db_table  # noqa: SLF001 — documented by Django for exactly this
    if table not in connections[alias].introspection.table_names():
        return 0
    people = User.objects.using(alias).filter(is_active=True, email__endswith=RESERVED_DOMAIN)
    return sum(person.has_usable_password() for person in people.only("password"))
