"""What the calendar asks a worker to do."""

from celery import shared_task

from accounts import moment
from accounts.notices import services


@shared_task(name="notices.send_waiting_mail")
def send_waiting_mail() -> None:
    """Send whatever is due: new tries, and mail nobody was woken for. Any number may run."""
    services.bury_abandoned(at=moment.now())
    services.send_due(seconds=60)
