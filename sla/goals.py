"""The internal goals in use: a few rows that every queue asks for, held like the levels."""

from time import monotonic

from sla import hours
from sla.models import Goal

_held: dict[str, int] = {}
_read_at = float("-inf")


def goals_in_use() -> dict[str, int]:
    """Return the goals as seconds of opening time by their keys; what has no goal is left out.

    A process asks the database at most every `hours.CHECK_EVERY_SECONDS`, so an edit is noticed
    everywhere within seconds.
    """
    global _held, _read_at  # noqa: PLW0603 one set for the whole process
    if monotonic() - _read_at >= hours.CHECK_EVERY_SECONDS:
        _held = {goal.key: goal.minutes * 60 for goal in Goal.objects.filter(minutes__gt=0)}
        _read_at = monotonic()
    return _held


def look_again() -> None:
    """Let the next question ask the database whether a goal has changed."""
    global _read_at  # noqa: PLW0603
    _read_at = float("-inf")
