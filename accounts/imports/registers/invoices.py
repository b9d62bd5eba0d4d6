"""Invoices of the ledger. What is overdue follows from them and is never imported (B2.3)."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.choices import ImportKind
from accounts.history import FieldChange
from accounts.imports import values
from accounts.imports.columns import Column, Row
from accounts.imports.registers.base import Customers, Found, Register, differences, facts_of
from accounts.imports.registers.known_columns import BUSINESS_ID
from accounts.models import Customer, Invoice
from accounts.rewriting import rewrite

_FIELDS = ("issued_on", "due_on", "amount", "open_amount")


class Invoices(Register):
    kind = ImportKind.INVOICES
    writes = (Invoice,)
    key_field = "number"
    columns = (
        Column(
            "number",
            _("number"),
            (
                *("laskunumero", "fakturanummer", "invoice number"),
                *("number", "invoice no", "invoice", "laskun numero", "laskunro", "lasku"),
                *("fakturanr", "faktura"),
            ),
            values.text(Invoice, "number"),
        ),
        BUSINESS_ID,
        Column(
            "issued_on",
            _("invoice date"),
            (
                *("laskupäivä", "fakturadatum", "invoice date", "date", "issued on"),
                *("laskun päivä", "laskun päiväys", "laskupvm", "päiväys", "päivämäärä", "datum"),
            ),
            values.day,
        ),
        Column(
            "due_on",
            _("due date"),
            (
                *("eräpäivä", "förfallodag", "due date"),
                *("due on", "due", "eräpvm", "förfallodatum"),
            ),
            values.day,
        ),
        Column(
            "amount",
            _("amount, €"),
            (
                *("summa", "belopp", "amount", "total", "sum", "amount €", "summa €", "belopp €"),
                *("loppusumma", "laskun summa", "laskusumma", "fakturabelopp", "totalt"),
            ),
            values.amount(Invoice, "amount"),
        ),
        Column(
            "open_amount",
            _("still open, €"),
            (
                *("avoinna", "öppet", "open amount", "open", "still open", "balance"),
                *("avoin", "avoin summa", "avoin määrä", "avoin saldo", "avoinna €", "saldo"),
                *("öppet belopp", "restbelopp", "återstår"),
            ),
            values.amount(Invoice, "open_amount"),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._customers = Customers(self)

    def look_up(self, rows: list[Row]) -> list[Row]:
        return self._customers.known(rows)

    def key_of(self, row: Row) -> str:
        return str(row["number"])

    def name_of(self, row: Row) -> str:
        return f"{row['number']}, {row['business_id']}"

    def compare(self, rows: list[Row]) -> list[Found]:
        numbers = [row["number"] for row in rows]
        known = Invoice.objects.filter(number__in=numbers).select_related("customer")
        invoices = {invoice.number: invoice for invoice in known}
        return [self._found(row, invoices.get(row["number"])) for row in rows]

    def write(self, found: Sequence[Found]) -> None:
        Invoice.objects.bulk_create(each.target for each in found if each.is_new)
        changed = [each.target for each in found if each.fields and not each.is_new]
        rewrite(changed, "customer", *_FIELDS)

    def _found(self, row: Row, invoice: Invoice | None) -> Found:
        customer, facts = self._customers.of(row), {name: row[name] for name in _FIELDS}
        if invoice is None:
            made = Invoice(number=row["number"], customer_id=customer, **facts)
            return Found(row, made, is_new=True, fields=facts_of(made, _FIELDS))
        fields = differences(invoice, facts)
        if invoice.customer_id != customer:
            words, before = capfirst(str(BUSINESS_ID.label)), invoice.customer.business_id
            fields.insert(0, FieldChange(words, before, row["business_id"]))
            invoice.customer = Customer(pk=customer)
        return Found(row, invoice, is_new=False, fields=fields)
