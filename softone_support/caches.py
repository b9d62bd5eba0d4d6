"""The cache: in what form values lie there, and what happens while it is away."""

import json
from collections.abc import Callable
from time import monotonic
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

# After a failure the process does without for so long, rather than wait at every question.
REST_SECONDS = 5.0


class JsonSerializer:
    """JSON instead of Django's pickle: who can write to the cache must not run code in here.

    A tuple comes back as a list. What JSON has no word for raises TypeError when it is stored.
    """

    def dumps(self, value: Any) -> int | str:
        """A plain number stays one, so that the server can count with it."""
        return value if type(value) is int else json.dumps(value)

    def loads(self, stored: bytes) -> Any:
        return json.loads(stored)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, for which a server that is down is an empty cache.

    Sessions are then read from the database, lists from their tables. Limits of attempts do
    not count meanwhile; the log says so.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._rests_until = 0.0

    def _asked(
        self, question: Callable[..., Any], otherwise: Any, *args: Any, **kwargs: Any
    ) -> Any:
        if monotonic() < self._rests_until:
            return otherwise
        try:
            return question(*args, **kwargs)
        except (RedisError, OSError) as failure:
            self._rests_until = monotonic() + REST_SECONDS
            log.warning("cache_away", failure=type(failure).__name__)
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._asked(super().add, True, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._asked(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._asked(super().set, None, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._asked(super().touch, False, *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._asked(super().delete, False, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return dict(self._asked(super().get_many, {}, *args, **kwargs))

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._asked(super().has_key, False, *args, **kwargs))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._asked(super().incr, delta, key, delta, version))

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        return list(self._asked(super().set_many, [], *args, **kwargs))

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._asked(super().delete_many, None, *args, **kwargs)
