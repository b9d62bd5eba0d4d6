"""Outbox rows without surprises."""

from accounts.models import User
from accounts.notices import services
from accounts.notices.models import OutboxMail
from tests.notices.conftest import NOON


def waiting_mail(person: User, key: str = "case-17.asked.1") -> OutboxMail:
    """Tell a person of the test's kind, and return the mail that now waits."""
    services.tell([person], kind="test.asked", key=key, context={"case": 17}, at=NOON)
    return OutboxMail.objects.get(key=f"{key}:{person.pk}")
