"""A few rows that every page asks for, held by the process until they may have changed."""

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

Rows = TypeVar("Rows")

CHECK_EVERY_SECONDS = 2.0


class Held(Generic[Rows]):
    """What `read` finds in the database.

    A process asks at most every `CHECK_EVERY_SECONDS`, so an edit is noticed everywhere
    within seconds.
    """

    def __init__(self, read: Callable[[], Rows]) -> None:
        self._read = read
        self._found: Rows | None = None
        self._read_at = float("-inf")

    def rows(self) -> Rows:
        now = monotonic()
        if self._found is None or now - self._read_at >= CHECK_EVERY_SECONDS:
            self._found, self._read_at = self._read(), now
        return self._found

    def look_again(self) -> None:
        """Let the next question ask the database."""
        self._found = None
