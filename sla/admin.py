"""Administration of opening hours and promises. What services write is only shown here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.readonly import ReadOnly
from sla import advice, goals, levels, services
from sla.choices import DEFAULT_CALENDAR
from sla.forms import WeekFormSet, WindowForm, WindowFormSet
from sla.models import (
    Calendar,
    CalendarException,
    Clock,
    ClockEvent,
    ClockLevel,
    ClockPause,
    ExceptionHours,
    Goal,
    LevelAdvice,
    OpeningHours,
    ServiceLevel,
    SpecialDay,
)


class PublishesCalendar(admin.ModelAdmin):
    """Gives the calendar a new version after whatever was saved or deleted here."""

    def calendar_of(self, row: Any) -> Any:
        return row.calendar

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        services.publish_calendar(self.calendar_of(form.instance))
        before = form.initial.get("calendar")
        if before and before != form.instance.calendar_id:
            services.publish_calendar(Calendar.objects.get(pk=before))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        calendar = self.calendar_of(obj)
        super().delete_model(request, obj)
        services.publish_calendar(calendar)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        calendars = {self.calendar_of(row) for row in queryset}
        super().delete_queryset(request, queryset)
        for calendar in calendars:
            services.publish_calendar(calendar)


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


@admin.register(ServiceLevel)
class ServiceLevelAdmin(admin.ModelAdmin):
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
class GoalAdmin(admin.ModelAdmin):
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
