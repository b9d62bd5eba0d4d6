"""What a customer owes, and who may see how much (B2.3)."""

from collections.abc import Sequence

from accounts import moment
from accounts.models import Customer, Invoice, InvoiceContact, User
from accounts.selectors.support import rules_in_use
from accounts.timewords import local


def bill_of(customer: Customer) -> Sequence[Invoice]:
    """Return the customer's overdue invoices, the oldest first."""
    grace_days = rules_in_use().support.grace_days
    overdue = customer.invoices.overdue(local(moment.now()).date(), grace_days=grace_days)
    return list(overdue.order_by("due_on", "number"))


def contact_for_invoices(customer: Customer) -> InvoiceContact | None:
    """Return whom the customer's invoices concern, if we know."""
    return InvoiceContact.objects.filter(customer=customer).first()


def sees_amounts(user: User, contact: InvoiceContact | None) -> bool:
    """Whether a person sees what is open: staff, and whom the invoices concern."""
    return user.is_desk or (contact is not None and contact.email == user.email)
