"""Work the calendar asks for. Beat sends it; missing a beat costs nothing but time."""

from celery import shared_task

from accounts import moment, services

BATCH = 100
# A backlog is worked off over several sweeps rather than in one that outlives its time limit.
MOST_BATCHES = 50


@shared_task(name="accounts.warn_of_ending_certificates")
def warn_of_ending_certificates() -> None:
    """Tell people in time that a certificate of theirs ends (B2.2)."""
    for _batch in range(MOST_BATCHES):
        if services.warn_of_ending_certificates(limit=BATCH, at=moment.now()) == 0:
            return
