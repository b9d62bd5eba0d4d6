"""Work the calendar asks for. Beat sends it; missing a beat costs nothing but time."""

import time

from celery import shared_task

from accounts import moment
from sla import services

AUDITED_AT_ONCE = 2000
# Shorter than a task may last: the next beat of the night goes on.
AUDIT_SECONDS = 150


@shared_task(name="sla.audit_clocks")
def audit_clocks() -> None:
    """Recount every running clock from its raw rows and report what differs."""
    stop, at = time.monotonic() + AUDIT_SECONDS, moment.now()
    while services.audit_clocks(limit=AUDITED_AT_ONCE, at=at) and time.monotonic() < stop:
        pass
