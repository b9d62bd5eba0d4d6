"""The service levels in use: five rows that every page asks for, held like the calendars."""

from time import monotonic

from sla import hours
from sla.models import ServiceLevel

Levels = dict[int, ServiceLevel]

_held: Levels = {}
_read_at = float("-inf")


def levels_in_use() -> Levels:
    """Return the levels by number, gravest first.

    A process asks the database at most every `hours.CHECK_EVERY_SECONDS`, so an edit is noticed
    everywhere within seconds.
    """
    global _held, _read_at  # noqa: PLW0603 one set for the whole process
    if monotonic() - _read_at >= hours.CHECK_EVERY_SECONDS:
        _held = {level.number: level for level in ServiceLevel.objects.order_by("number")}
        _read_at = monotonic()
    return _held


def look_again() -> None:
    """Let the next question ask the database whether a level has changed."""
    global _read_at  # noqa: PLW0603
    _read_at = float("-inf")
