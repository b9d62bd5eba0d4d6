"""Clocks and what became of them: only services write these."""

from django.contrib import admin

from accounts.admin.readonly import ReadOnly
from sla.models import Clock, ClockEvent, ClockLevel, ClockPause


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
