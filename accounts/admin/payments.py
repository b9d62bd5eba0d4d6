"""Invoices as the ledger told them. Imports write them; what is overdue follows (B2.3)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import moment
from accounts.admin.readonly import ReadOnly
from accounts.models import Invoice
from accounts.selectors.support import rules_in_use
from accounts.timewords import local


class PaymentFilter(admin.SimpleListFilter):
    title = _("payment")
    parameter_name = "payment"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("overdue", pgettext_lazy("invoices", "Overdue")),
            ("open", pgettext_lazy("invoices", "Open")),
            ("paid", pgettext_lazy("invoices", "Paid")),
        ]

    def queryset(self, request: HttpRequest, invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
        if self.value() == "overdue":
            today = local(moment.of(request)).date()
            late = Invoice.objects.overdue(
                today, grace_days=rules_in_use().support.grace_days
            ).values("pk")
            return invoices.filter(pk__in=late)
        if self.value() == "open":
            return invoices.filter(open_amount__gt=0)
        if self.value() == "paid":
            return invoices.filter(open_amount__lte=0)
        return invoices


@admin.register(Invoice)
class InvoiceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "customer", "issued_on", "due_on", "amount", "open_amount"]
    list_filter = [PaymentFilter]
    list_select_related = ["customer"]
    list_per_page = 50
    search_fields = ["number", "customer__name", "customer__business_id"]
    search_help_text = _("Number, or the customer's name or business ID")
