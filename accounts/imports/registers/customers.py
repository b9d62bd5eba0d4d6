"""Customers of the register, each with whom its invoices concern."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import ImportKind, Industry
from accounts.history import FieldChange
from accounts.imports import values
from accounts.imports.columns import Column, Row
from accounts.imports.registers.base import Found, Register, differences, facts_of
from accounts.imports.registers.known_columns import BUSINESS_ID
from accounts.models import Customer, InvoiceContact
from accounts.rewriting import rewrite

# Field of the contact by column.
_CONTACT = {"contact_name": "name", "contact_email": "email", "contact_phone": "phone"}
_FIELDS = ("name", "industry", "city", "ended_on")


class CustomerRegister(Register):
    kind = ImportKind.CUSTOMERS
    writes = (Customer, InvoiceContact)
    key_field = "business_id"
    columns = (
        BUSINESS_ID,
        Column(
            "name",
            gettext_lazy("name"),
            (
                *("nimi", "namn", "name", "customer", "customer name", "company"),
                *("asiakas", "asiakkaan nimi", "yritys", "yrityksen nimi"),
                *("kund", "kundnamn", "kundens namn", "företag"),
            ),
            values.text(Customer, "name"),
        ),
        Column(
            "industry",
            gettext_lazy("industry"),
            ("toimiala", "bransch", "industry"),
            values.choice(Industry),
        ),
        Column(
            "city",
            gettext_lazy("town"),
            (
                *("paikkakunta", "ort", "town", "city", "kaupunki", "kunta"),
                *("postitoimipaikka", "stad", "postort"),
            ),
            values.text(Customer, "city"),
            may_be_missing=True,
        ),
        Column(
            "ended_on",
            gettext_lazy("contract ended on"),
            (
                *("sopimus päättyi", "avtalet upphörde", "contract ended on", "contract ended"),
                *("sopimus päättynyt", "sopimuksen päättymispäivä", "päättyi", "päättynyt"),
                *("ended on", "ended", "contract end", "upphörde", "avtalet upphört"),
            ),
            values.day,
            may_be_missing=True,
            empty=None,
        ),
        Column(
            "contact_name",
            gettext_lazy("contact for invoices: name"),
            (
                *("laskutusyhteyshenkilö", "fakturakontakt", "invoice contact"),
                *("invoice contact name", "contact for invoices", "laskuyhteyshenkilö"),
                *("laskujen yhteyshenkilö", "laskutusyhteyshenkilön nimi"),
                *("fakturakontakt namn", "kontaktperson för fakturor"),
            ),
            values.text(InvoiceContact, "name"),
            may_be_missing=True,
        ),
        Column(
            "contact_email",
            gettext_lazy("contact for invoices: e-mail"),
            (
                *("laskutussähköposti", "faktura-e-post", "invoice e-mail"),
                *("invoice contact e-mail", "laskutusyhteyshenkilön sähköposti"),
                *("laskujen sähköposti", "fakturakontakt e-post", "e-post för fakturor"),
            ),
            values.email(InvoiceContact, "email"),
            may_be_missing=True,
        ),
        Column(
            "contact_phone",
            gettext_lazy("contact for invoices: phone"),
            (
                *("laskutuspuhelin", "fakturatelefon", "invoice phone", "invoice contact phone"),
                *("laskutusyhteyshenkilön puhelin", "fakturakontakt telefon"),
            ),
            values.phone(InvoiceContact, "phone"),
            may_be_missing=True,
        ),
    )

    def look_up(self, rows: list[Row]) -> list[Row]:
        return [row for row in rows if self._has_whole_contact(row)]

    def key_of(self, row: Row) -> str:
        return str(row["business_id"])

    def name_of(self, row: Row) -> str:
        return f"{row['name']}, {row['business_id']}"

    def compare(self, rows: list[Row]) -> list[Found]:
        ids = [row["business_id"] for row in rows]
        known = Customer.objects.filter(business_id__in=ids).select_related("invoice_contact")
        customers = {customer.business_id: customer for customer in known}
        return [self._found(row, customers.get(row["business_id"])) for row in rows]

    def write(self, found: Sequence[Found]) -> None:
        Customer.objects.bulk_create(each.target for each in found if each.is_new)
        changed = [each.target for each in found if each.fields and not each.is_new]
        rewrite(changed, *self.given(*_FIELDS))
        contacts = [each.also for each in found if each.also is not None and each.fields]
        InvoiceContact.objects.bulk_create(each for each in contacts if each.pk is None)
        fields = [_CONTACT[name] for name in self.given(*_CONTACT)]
        rewrite([each for each in contacts if each.pk is not None], *fields)

    def _has_whole_contact(self, row: Row) -> bool:
        """A contact has a name and an address; a row that says nothing of it has none to change."""
        said = [name for name in _CONTACT if row.values.get(name)]
        lacking = [name for name in ("contact_name", "contact_email") if said and name not in said]
        for name in lacking:
            words = _("A contact for invoices needs a name and an e-mail address.")
            self.refuse(row, name, words)
        return not lacking

    def _found(self, row: Row, customer: Customer | None) -> Found:
        facts = {name: row[name] for name in self.given(*_FIELDS)}
        is_new = customer is None
        if customer is None:
            customer = Customer(business_id=row["business_id"], **facts)
            fields = facts_of(customer, ["industry", *self.given("city", "ended_on")])
        else:
            fields = differences(customer, facts)
        contact = _contact_of(customer) if row.values.get("contact_email") else None
        if contact is not None:
            fields += self._contact_differences(row, contact)
        return Found(row, customer, is_new=is_new, fields=fields, also=contact)

    def _contact_differences(self, row: Row, contact: InvoiceContact) -> list[FieldChange]:
        labels: Mapping[str, Any] = {each.field: each.label for each in self.columns}
        changes = []
        for column in self.given(*_CONTACT):
            for change in differences(contact, {_CONTACT[column]: row[column]}):
                label = str(labels[column])
                changes.append(FieldChange(label, change.before, change.after))
        return changes


def _contact_of(customer: Customer) -> InvoiceContact:
    """Return the customer's contact, or a new one."""
    try:
        return customer.invoice_contact if customer.pk else InvoiceContact(customer=customer)
    except ObjectDoesNotExist:
        return InvoiceContact(customer=customer)
