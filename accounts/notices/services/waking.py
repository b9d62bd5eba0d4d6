"""Waking a worker. Nothing is lost when it fails: the sweep finds the row within seconds."""

import time
from functools import cache, partial
from typing import Any

import structlog
from celery import current_app
from django.db import transaction
from kombu.connection import ConnectionPool

log = structlog.get_logger(__name__)

# Two tries of 0.4 s each, whatever the worker's own patience with the broker is: a request
# waits here. Measured: Celery's defaults keep it for 6 s when the port is closed.
_IMPATIENT = {
    "socket_connect_timeout": 0.4,
    "socket_timeout": 0.4,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
# As long as the sweep's period, so a request never waits twice for a broker that is away.
REST_AFTER_FAILURE = 15.0
# What one thread learns about the broker spares all of them (monotonic seconds).
_rest = {"until": 0.0}


def wake(task: str, *args: Any) -> None:
    """Ask a worker, after the commit, to run the task of this name. Never raises for a broker."""
    transaction.on_commit(partial(_ask, task, args), robust=True)


def _ask(task: str, args: tuple[Any, ...]) -> None:
    if time.monotonic() < _rest["until"]:
        return
    try:
        with _connections().acquire(block=True, timeout=0.5) as connection:
            current_app.send_task(
                task, args=args, connection=connection, retry=False, ignore_result=True
            )
    except Exception as fault:  # noqa: BLE001 a wake-up is a courtesy, whatever goes wrong
        _rest["until"] = time.monotonic() + REST_AFTER_FAILURE
        log.warning("no_worker_woken", task=task, fault=type(fault).__name__)


@cache
def _connections() -> ConnectionPool:
    return current_app.connection_for_write(transport_options=_IMPATIENT).Pool(limit=8)
