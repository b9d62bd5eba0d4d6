"""What a service asks a worker to do at once."""

from celery import shared_task

from accounts.notices import services


@shared_task(name="notices.send_mail")
def send_mail(mail_ids: list[str]) -> None:
    """Send these mails, unless they have left, somebody is sending them, or they are not due."""
    services.send_due(ids=mail_ids, seconds=60)
