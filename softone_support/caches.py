"""The form in which values lie in the cache."""

import json
from typing import Any


class JsonSerializer:
    """JSON instead of Django's pickle: who can write to the cache must not run code in here.

    A tuple comes back as a list. What JSON has no word for raises TypeError when it is stored.
    """

    def dumps(self, value: Any) -> int | str:
        """A plain number stays one, so that the server can count with it."""
        return value if type(value) is int else json.dumps(value)

    def loads(self, stored: bytes) -> Any:
        return json.loads(stored)
