"""The internal goals in use: a few rows that every new case asks for."""

from accounts.held import Held
from sla.models import Goal


def _read() -> dict[str, int]:
    return {goal.key: goal.minutes * 60 for goal in Goal.objects.filter(minutes__gt=0)}


_held = Held(_read)
look_again = _held.look_again


def goals_in_use() -> dict[str, int]:
    """Return the goals as seconds of opening time by their keys; what has no goal is left out."""
    return _held.rows()
