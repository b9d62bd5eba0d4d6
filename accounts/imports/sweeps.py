"""What the calendar asks a worker to do."""

from celery import shared_task

from accounts import moment
from accounts.imports import services


@shared_task(name="imports.forget_kept_files")
def forget_kept_files() -> None:
    """Throw away the files that nobody took in within a day. Any number may run."""
    services.forget_kept(at=moment.now())
