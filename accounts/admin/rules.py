"""The rules of the right to support: every assumed value is a row here (B2)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin.history import RemembersEdits
from accounts.models import SeatRule, SupportGate, SupportRules


class _FixedRows(RemembersEdits):
    """Rows whose values are edited; none is added or taken away."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SupportRules)
class SupportRulesAdmin(_FixedRows):
    list_display = [
        "__str__",
        "certificate_months",
        "grace_days",
        "longest_lift_days",
        "invitation_days",
    ]


@admin.register(SupportGate)
class SupportGateAdmin(_FixedRows):
    list_display = ["__str__", "needs_training", "needs_payment"]
    readonly_fields = ["case_type"]


@admin.register(SeatRule)
class SeatRuleAdmin(RemembersEdits):
    list_display = ["least_modules", "seats"]
    list_display_links = ["least_modules", "seats"]
    show_full_result_count = False
