"""Who may ask what in the demo: certificates for all at first, then days as they really come."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts.choices import CertificateSource, ProductKind
from accounts.models import (
    Certificate,
    Customer,
    Invoice,
    InvoiceContact,
    Module,
    SuperUser,
    User,
)

_TRAINED_AGO, _HOLDS = timedelta(days=420), timedelta(days=3 * 365)
# Who lacks or soon lacks a certificate: address, module, days until its end or None without one.
_GAPS = (
    ("paivi.korhonen@kivimaki.example", "projects", None),
    ("paivi.korhonen@kivimaki.example", "payroll", 24),
    ("annika.sjoberg@nordlog.example", "ledger", -12),
)
# Customer, number, days since the due date, amount, still open.
_INVOICES = (
    ("hoivasaatio", "40211873", 19, "2480.50", "2480.50"),
    ("hoivasaatio", "40209142", 48, "1190.00", "0.00"),
    ("kivimaki", "40212004", 21, "640.20", "0.00"),
    ("kivimaki", "40214410", -12, "655.80", "655.80"),
    ("nordlog", "40213377", 5, "1975.00", "0.00"),
)
# Customer, name, address, language.
_INVOICE_CONTACTS = (
    ("hoivasaatio", "Tarja Ahonen", "tarja.ahonen@hoivasaatio.example", "fi"),
    ("kivimaki", "Päivi Korhonen", "paivi.korhonen@kivimaki.example", "fi"),
    ("nordlog", "Bengt Sandås", "bengt.sandas@nordlog.example", "sv"),
)
_TERMS = timedelta(days=14)


def train_everybody(*, today: date, at: datetime) -> None:
    """Give every SuperUser a certificate of every SoftOne GO module of the company."""
    seats = SuperUser.objects.filter(ended_on__isnull=True).prefetch_related(
        "customer__licences__module__product"
    )
    Certificate.objects.bulk_create(
        Certificate(
            user_id=seat.user_id,
            module=licence.module,
            source=CertificateSource.COURSE,
            achieved_on=today - _TRAINED_AGO,
            expires_on=today - _TRAINED_AGO + _HOLDS,
            recorded_at=at - _TRAINED_AGO,
        )
        for seat in seats
        for licence in seat.customer.licences.all()
        if licence.module.product.kind == ProductKind.CLOUD
    )


def leave_gaps(customers: dict[str, Customer], *, today: date) -> None:
    """Let a certificate be missing or run out, and an invoice be late."""
    people = {person.email: person for person in User.objects.all()}
    modules = {module.key: module for module in Module.objects.all()}
    for email, key, days in _GAPS:
        own = Certificate.objects.filter(user=people[email], module=modules[key])
        if days is None:
            own.delete()
        else:
            own.update(expires_on=today + timedelta(days=days))
    for customer, number, days, amount, still_open in _INVOICES:
        due_on = today - timedelta(days=days)
        Invoice.objects.create(
            customer=customers[customer],
            number=number,
            issued_on=due_on - _TERMS,
            due_on=due_on,
            amount=Decimal(amount),
            open_amount=Decimal(still_open),
        )
    for customer, name, email, language in _INVOICE_CONTACTS:
        InvoiceContact.objects.create(
            customer=customers[customer], name=name, email=email, language=language
        )
