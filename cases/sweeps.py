"""Work the calendar asks for. Beat sends it; missing a beat costs nothing but time."""

import time
from datetime import timedelta

from celery import shared_task

from accounts import moment
from cases import services

# Small batches: a sweep holds its cases only while it writes about them.
BATCH = 100
# A backlog is worked off over several sweeps rather than in one that outlives its time limit.
MOST_BATCHES = 50
REPLANNED_AT_ONCE = 1000
# Shorter than a task may last: what is left, the next sweep takes.
REPLANNING_SECONDS = 150
DRAFTS_LAST = timedelta(days=183)


@shared_task(name="cases.announce_passed_steps")
def announce_passed_steps() -> None:
    """Warn of deadlines that come near and announce those that have passed (B5.5)."""
    for _batch in range(MOST_BATCHES):
        if services.announce_passed_steps(limit=BATCH, at=moment.now()) == 0:
            return


@shared_task(name="cases.replan_deadlines")
def replan_deadlines() -> None:
    """Re-plan what runs by a calendar or a service level that has been edited (B6)."""
    stop = time.monotonic() + REPLANNING_SECONDS
    while services.replan_deadlines(limit=REPLANNED_AT_ONCE, at=moment.now()):
        if time.monotonic() > stop:
            return


@shared_task(name="cases.discard_forgotten_drafts")
def discard_forgotten_drafts() -> None:
    """Throw away what was begun and left for half a year, with its files."""
    before = moment.now() - DRAFTS_LAST
    for _batch in range(MOST_BATCHES):
        if services.discard_forgotten(before=before, limit=BATCH) == 0:
            return


@shared_task(name="cases.close_silent")
def close_silent() -> None:
    """Close every case whose proposed solution nobody objected to in time (B4.6)."""
    for _batch in range(MOST_BATCHES):
        if services.close_silent(limit=BATCH, at=moment.now()) == 0:
            return
