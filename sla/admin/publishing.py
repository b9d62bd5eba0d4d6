"""An edit of what deadlines are counted by is a new edition of the calendars it touches."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from sla import services
from sla.admin.rehearsing import Rehearses
from sla.models import Calendar


class PublishesCalendar(Rehearses):
    """Gives the calendar a new version after whatever was saved or deleted here."""

    def calendars_of(self, row: Any) -> Iterable[Calendar]:
        return [row.calendar]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        calendars = list(self.calendars_of(form.instance))
        before = form.initial.get("calendar")
        if before and before != form.instance.calendar_id:
            calendars.append(Calendar.objects.get(pk=before))
        _publish(calendars)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        calendars = list(self.calendars_of(obj))
        super().delete_model(request, obj)
        _publish(calendars)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        calendars = {calendar for row in queryset for calendar in self.calendars_of(row)}
        super().delete_queryset(request, queryset)
        _publish(calendars)


class PublishesAll(PublishesCalendar):
    """What every clock is counted by, whatever its calendar."""

    def calendars_of(self, row: Any) -> Iterable[Calendar]:
        return Calendar.objects.all()


def _publish(calendars: Iterable[Calendar]) -> None:
    for calendar in sorted(set(calendars), key=lambda calendar: calendar.pk):
        services.publish_calendar(calendar)
