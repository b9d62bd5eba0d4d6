"""Clocks and what became of them: only services write these."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from accounts.admin.readonly import ReadOnly
from sla.models import (
    Clock,
    ClockAudit,
    ClockDifference,
    ClockEvent,
    ClockLevel,
    ClockPause,
)


class ClockLevelInline(ReadOnly, admin.TabularInline):
    model = ClockLevel
    extra = 0


class ClockPauseInline(ReadOnly, admin.TabularInline):
    model = ClockPause
    extra = 0


class ClockEventInline(ReadOnly, admin.TabularInline):
    model = ClockEvent
    extra = 0


@admin.register(Clock)
class ClockAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["label", "kind", "level", "state", "started_at", "due_at", "stopped_at"]
    list_filter = ["state", "kind", "level"]
    list_select_related = ["level"]
    list_per_page = 50
    search_fields = ["=label"]
    inlines = [ClockLevelInline, ClockPauseInline, ClockEventInline]


@admin.register(ClockEvent)
class ClockEventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["clock", "kind", "due_at", "detected_at"]
    list_filter = ["kind"]
    list_select_related = ["clock"]
    list_per_page = 50
    search_fields = ["=clock__label"]


class ClockDifferenceInline(ReadOnly, admin.TabularInline):
    model = ClockDifference
    fields = ["clock", "held_due_at", "counted_due_at"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClockDifference]:
        return super().get_queryset(request).select_related("clock")


@admin.register(ClockAudit)
class ClockAuditAdmin(ReadOnly, admin.ModelAdmin):
    """What each night's recount found. A difference is looked into, never corrected by itself."""

    list_display = ["began_at", "ended_at", "checked", "found"]
    list_per_page = 50
    fields = ["began_at", "ended_at", "checked"]
    inlines = [ClockDifferenceInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClockAudit]:
        return super().get_queryset(request).annotate(found_differences=Count("differences"))

    @admin.display(description=gettext_lazy("differences"), ordering="found_differences")
    def found(self, audit: ClockAudit) -> int:
        # Annotated in the queryset above.
        return audit.found_differences  # type: ignore[attr-defined]
