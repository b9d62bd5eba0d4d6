"""The service levels in use: five rows that every page asks for."""

from accounts.held import Held
from sla.models import ServiceLevel

Levels = dict[int, ServiceLevel]


def _read() -> Levels:
    return {level.number: level for level in ServiceLevel.objects.order_by("number")}


_held = Held(_read)
look_again = _held.look_again


def levels_in_use() -> Levels:
    """Return the levels by number, gravest first."""
    return _held.rows()
