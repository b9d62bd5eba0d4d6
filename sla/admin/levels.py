"""What is promised, and our own goals (B5, B5.7)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin.history import RemembersEdits
from sla import advice, goals, levels
from sla.admin.publishing import PublishesAll
from sla.models import Goal, LevelAdvice, ServiceLevel


@admin.register(ServiceLevel)
class ServiceLevelAdmin(RemembersEdits, PublishesAll):
    list_display = [
        "number",
        "definition_fi",
        "handling_minutes",
        "resolution_kind",
        "resolution_amount",
    ]
    search_fields = ["number", "definition_fi", "definition_sv", "definition_en"]
    show_full_result_count = False
    readonly_fields = ["number"]

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        levels.look_again()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There are five levels; their promises can be edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Goal)
class GoalAdmin(RemembersEdits):
    """A goal that runs keeps the time it was given; an edit counts for the next."""

    list_display = ["key", "minutes"]
    search_fields = ["key"]
    show_full_result_count = False
    readonly_fields = ["key"]

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        goals.look_again()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What a goal can be for is known; how long it is can be edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(LevelAdvice)
class LevelAdviceAdmin(admin.ModelAdmin):
    list_display = ["work", "way_round", "level"]
    list_display_links = None
    list_editable = ["level"]
    readonly_fields = ["work", "way_round"]
    show_full_result_count = False

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        advice.look_again()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Every pair of answers has its level; which one can be edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
