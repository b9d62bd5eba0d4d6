"""Celery beat that may be started more than once: only one of them sends.

The one that holds an advisory lock of the database ticks. The lock belongs to a session of
the database: when that beat dies, or the database restarts, it is free at once and any beat
may take it. It needs a direct connection: a pooler that shares sessions would share the lock.
"""

import logging
from typing import Any

import psycopg
from celery.beat import Scheduler, SchedulingError
from celery.exceptions import OperationalError
from celery.schedules import schedule
from django.db import connections

logger = logging.getLogger(__name__)

LOCK_KEY = 5_068_719_413_722_190_437
"""Beats of an old and a new release must agree on it while one replaces the other."""
WAIT = 2.0
"""Seconds between two tries: for the lock, for the database, for the broker."""


class BeatLock:
    """The lock, on a connection of its own."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection[Any] | None = None

    def is_held(self) -> bool:
        """Whether the lock is ours now, taking it when it is free. A dead database says no."""
        try:
            if self._connection is None:
                return self._take()
            self._connection.execute("SELECT 1")
        except psycopg.OperationalError as reason:
            logger.warning("beat has no database to hold its lock in: %s", reason)
            self.release()
            return False
        return True

    def release(self) -> None:
        """Let go of the lock by ending its session."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _take(self) -> bool:
        connection = _connect()
        answer = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_KEY]).fetchone()
        if answer == (True,):
            self._connection = connection
            logger.info("beat holds the lock and sends from now on")
            return True
        connection.close()
        return False


class LockedScheduler(Scheduler):
    """Ticks while it holds the lock; its schedule lives in memory, for it is all in the code.

    A task may come early, never late: each asks the database what is due.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.lock = BeatLock()
        super().__init__(*args, **kwargs)

    def setup_schedule(self) -> None:
        """Begin as if every interval had passed: what fell due while no beat ran is asked now."""
        super().setup_schedule()
        for entry in self.schedule.values():
            if isinstance(entry.schedule, schedule):
                entry.last_run_at -= entry.schedule.run_every

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; return how many seconds to sleep. What fails stays due."""
        if not self.lock.is_held():
            return WAIT
        before = dict(self.schedule)
        try:
            return float(super().tick(*args, **kwargs))
        except (SchedulingError, OperationalError, OSError) as reason:
            logger.warning("beat cannot send: %s", reason)
            self._connect_anew(before)
            return WAIT

    def apply_entry(self, entry: Any, producer: Any = None) -> None:
        """Send one task; a failure is `tick`'s to take, in one line."""
        self.apply_async(entry, producer=producer, advance=False)

    def close(self) -> None:
        """End cleanly: the next beat need not wait for our session to time out."""
        try:
            super().close()
        finally:
            self.lock.release()

    def _ensure_connected(self) -> Any:
        """Try once; waiting inside would keep us from noticing that the lock is gone."""
        return self.connection.ensure_connection(max_retries=1, timeout=WAIT)

    def _connect_anew(self, before: dict[str, Any]) -> None:
        """Forget the broker's connection and go back to the schedule before the failure."""
        self.schedule = before
        self._heap = None
        self.__dict__.pop("producer", None)
        connection = self.__dict__.pop("connection", None)
        if connection is not None:
            connection.release()


def _connect() -> psycopg.Connection[Any]:
    """A session outside Django's pool, which notices within seconds that its server is gone."""
    return psycopg.connect(
        **{
            **connections["default"].get_connection_params(),
            "autocommit": True,
            "application_name": "beat",
            "connect_timeout": 5,
            "keepalives_idle": 5,
            "keepalives_interval": 5,
            "keepalives_count": 2,
            "tcp_user_timeout": 10_000,
        }
    )
