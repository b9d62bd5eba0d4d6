"""What the queue can be narrowed to. Asked on every view, so kept in the cache for a minute."""

from collections.abc import Callable

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from accounts.choices import CaseType, Role
from accounts.models import Module, Team, User
from sla.levels import levels_in_use

Options = list[tuple[str, str]]
KEPT_SECONDS = 60


def _kept(name: str, find: Callable[[], Options]) -> Options:
    """The options from the cache; from the database when there is no cache to ask."""
    try:
        return cache.get_or_set(f"options-{name}-{get_language()}", find, KEPT_SECONDS) or []
    except (RedisError, OSError):
        return find()


def teams() -> Options:
    return _kept("teams", lambda: [(str(team.pk), team.name) for team in Team.objects.all()])


def modules() -> Options:
    return _kept("modules", lambda: sorted_by_name(Module.objects.all()))


def sorted_by_name(rows: object) -> Options:
    named = [(str(row.pk), row.name) for row in rows]  # type: ignore[attr-defined]
    return sorted(named, key=lambda option: option[1].casefold())


def owners() -> Options:
    desk = User.objects.with_role(Role.SPECIALIST, Role.MANAGER)
    return _kept("owners", lambda: [(str(person.pk), person.full_name) for person in desk])


def types() -> Options:
    return [(each.value, str(each.label)) for each in CaseType]


def levels() -> Options:
    def find() -> Options:
        return [
            (str(number), _("Level %(level)s") % {"level": number}) for number in levels_in_use()
        ]

    return _kept("levels", find)
