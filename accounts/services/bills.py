"""Telling whoever pays what stops the support (B2.3)."""

from datetime import datetime

from accounts.models import Customer, InvoiceContact, User
from accounts.notices import services as notices
from accounts.selectors.payments import bill_of, contact_for_invoices
from accounts.timewords import local

BILLS = "accounts.bills"


class NobodyToTell(Exception):
    """Nothing is overdue, or no contact for invoices is known."""


def send_bills(customer: Customer, *, by: User, at: datetime) -> InvoiceContact:
    """Mail the customer's contact for invoices what is overdue, once a day at most.

    The amounts go to them alone, never to whoever asks for it. Raises NobodyToTell.
    """
    contact = contact_for_invoices(customer)
    if contact is None or not bill_of(customer):
        raise NobodyToTell
    notices.post_to_address(
        contact.email,
        kind=BILLS,
        context={"customer": customer.pk},
        language=contact.language,
        key=f"bills-{customer.pk}.{local(at).date()}",
        at=at,
    )
    return contact
