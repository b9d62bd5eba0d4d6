"""Every write of information pages and contact details."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from accounts.information.models import ContactDetails, InformationPage


def publish(page: InformationPage, *, at: datetime) -> None:
    """Store a page as edited; readers see `at` as the day of its last change."""
    page.updated_at = at
    page.save()


def change_contact_details(details: ContactDetails) -> None:
    """Store the contact details; within a minute every page shows them, mostly at once."""
    details.save()
    transaction.on_commit(lambda: cache.delete(ContactDetails.CACHE_KEY), robust=True)
