"""Tasks of the wiring itself."""

import time

from celery import shared_task
from django.core.cache import cache

HEARTBEAT_KEY = "beat-heartbeat"


@shared_task(name="softone_support.note_heartbeat")
def note_heartbeat() -> None:
    """Note that beat and a worker both live: the unix time in seconds, under HEARTBEAT_KEY."""
    cache.set(HEARTBEAT_KEY, time.time(), timeout=None)
