"""Calendars with their weeks, holidays and exceptions (B6)."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sla.admin.publishing import PublishesCalendar
from sla.choices import DEFAULT_CALENDAR
from sla.forms import WeekFormSet, WindowForm, WindowFormSet
from sla.models import Calendar, CalendarException, ExceptionHours, OpeningHours, SpecialDay


class HoursInline(admin.TabularInline):
    """Open windows as short rows: no "now" and "today" beside each, no AM and PM."""

    form = WindowForm
    formfield_overrides = {
        models.TimeField: {"widget": forms.TimeInput({"size": 5}, format="%H:%M")},
        models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")},
    }


class OpeningHoursInline(HoursInline):
    model = OpeningHours
    formset = WeekFormSet
    extra = 1
    # Week by week, the oldest first.
    ordering = [F("valid_from").asc(nulls_first=True), "weekday", "opens"]
    verbose_name_plural = gettext_lazy(
        "Opening hours (when they change, end the old ones and begin the new ones on the next day)"
    )


@admin.register(Calendar)
class CalendarAdmin(PublishesCalendar):
    list_display = ["name", "key", "timezone", "known_from", "known_until", "version", "changed_at"]
    search_fields = ["name", "key"]
    readonly_fields = ["version", "changed_at"]
    inlines = [OpeningHoursInline]
    show_full_result_count = False

    def calendar_of(self, row: Any) -> Any:
        return row

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deadlines are counted by a calendar, so it can be edited but not thrown away."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        if obj is not None and obj.key == DEFAULT_CALENDAR:
            fields.append("key")
        return fields


@admin.register(SpecialDay)
class SpecialDayAdmin(PublishesCalendar):
    list_display = ["date", "name_fi", "kind", "calendar"]
    list_filter = ["calendar", "kind"]
    list_select_related = ["calendar"]
    list_per_page = 50
    date_hierarchy = "date"
    search_fields = ["name_fi", "name_sv", "name_en", "eve_name_fi"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["calendar", "date", "kind", "name_fi", "name_sv", "name_en"]}),
        (
            gettext_lazy("The eve"),
            {
                "fields": ["eve_name_fi", "eve_name_sv", "eve_name_en"],
                "description": gettext_lazy(
                    "What the day before is called when it closes early. "
                    "It is an eve only before a public holiday."
                ),
            },
        ),
    ]


class ExceptionHoursInline(HoursInline):
    model = ExceptionHours
    formset = WindowFormSet
    extra = 2
    verbose_name_plural = gettext_lazy("Open on that day (leave empty for a closed day)")


@admin.register(CalendarException)
class CalendarExceptionAdmin(PublishesCalendar):
    list_display = ["date", "reason_fi", "shown_hours", "calendar"]
    list_filter = ["calendar"]
    list_select_related = ["calendar"]
    list_per_page = 50
    date_hierarchy = "date"
    search_fields = ["reason_fi", "reason_sv", "reason_en"]
    show_full_result_count = False
    inlines = [ExceptionHoursInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CalendarException]:
        return super().get_queryset(request).prefetch_related("hours")

    @admin.display(description=gettext_lazy("open"))
    def shown_hours(self, row: CalendarException) -> str:
        return ", ".join(str(hours) for hours in row.hours.all()) or _("closed")
