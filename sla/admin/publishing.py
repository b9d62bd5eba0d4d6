"""An edit of what deadlines are counted by is a new edition of the calendars it touches."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from sla import services
from sla.models import Calendar


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
