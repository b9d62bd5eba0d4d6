"""Cases in Django admin: to look at, never to write, but for the rules that people may set."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.history import RemembersEdits
from accounts.admin.readonly import Exceptional, ReadOnly
from cases.models import Case, CaseEvent, CaseRules, SupportDecision


class EventInline(ReadOnly, admin.TabularInline):
    model = CaseEvent
    fk_name = "case"
    fields = ["at", "kind", "by", "stage_from", "stage_to", "level_from", "level_to"]
    ordering = ["at", "pk"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[CaseEvent]:
        return super().get_queryset(request).select_related("by", "level_from", "level_to")


@admin.register(Case)
class CaseAdmin(ReadOnly, admin.ModelAdmin):
    """Found by number or customer: a search in every subject is the queue's own work."""

    list_display = [
        "reference_",
        "customer",
        "subject",
        "stage",
        "level_id",
        "owner",
        "received_at",
    ]
    list_filter = ["stage", "team"]
    list_select_related = ["customer", "owner"]
    search_fields = ["=number", "customer__name"]
    search_help_text = _("Search by number without SO-, or by customer")
    list_per_page = 50
    ordering = ["-pk"]
    inlines = [EventInline]

    @admin.display(description=_("number"), ordering="number")
    def reference_(self, case: Case) -> str:
        return case.reference


@admin.register(SupportDecision)
class SupportDecisionAdmin(Exceptional, ReadOnly, admin.ModelAdmin):
    """On what ground each case was let in; exceptions are one click away (B2.3)."""

    list_display = ["reference", "customer", "ground", "exception_by", "exception_reason"]
    list_filter = ["ground"]
    list_select_related = ["case__customer", "exception_by"]
    search_fields = ["=case__number", "case__customer__name"]
    search_help_text = _("Search by number without SO-, or by customer")
    list_per_page = 50
    ordering = ["-pk"]

    @admin.display(description=_("number"), ordering="case__number")
    def reference(self, decision: SupportDecision) -> str:
        return decision.case.reference

    @admin.display(description=_("customer"), ordering="case__customer__name")
    def customer(self, decision: SupportDecision) -> str:
        return decision.case.customer.name


@admin.register(CaseRules)
class CaseRulesAdmin(RemembersEdits):
    """How long a case may be reopened, how soon silence closes it (B4.6)."""

    list_display = ["__str__", "reopen_days", "silence_days"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one row; its values can be edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CaseRules | None = None) -> bool:
        return False
