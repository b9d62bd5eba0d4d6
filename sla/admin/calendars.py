"""Calendars with their weeks, holidays and exceptions (B6)."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.history import RemembersEdits
from accounts.history import Source
from accounts.timewords import clock_words
from sla.admin import edits
from sla.admin.publishing import PublishesCalendar
from sla.admin.year import ShowsYear
from sla.choices import DEFAULT_CALENDAR
from sla.forms import WeekFormSet, WindowForm, WindowFormSet
from sla.models import Calendar, CalendarException, ExceptionHours, OpeningHours, SpecialDay

# Fields without script: no "now" and "today" beside each, no AM and PM, no seconds.
OWN_FIELDS: dict[Any, Any] = {
    models.TimeField: {"widget": forms.TimeInput({"size": 5}, format="%H:%M")},
    models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
}


class CalendarForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Say beside the field what the database would refuse for the whole row."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("known_from"), cleaned.get("known_until")
        if first and last and last <= first:
            self.add_error("known_until", _("“Known until” must be later than “known from”."))
        return cleaned


class CalendarWeekFormSet(WeekFormSet):
    """A week with the time at which its eves close."""

    def clean(self) -> None:
        super().clean()
        eve_closes: time | None = self.instance.eve_closes
        kept = [form for form in self.forms if self._is_kept(form)]
        opens = [form.cleaned_data["opens"] for form in kept if form.cleaned_data.get("opens")]
        if not any(self.errors) and eve_closes and opens and eve_closes <= min(opens):
            raise ValidationError(
                _(
                    "Eves close at %(closes)s, before anything opens at %(opens)s. Write a later "
                    "closing time for eves; to close on one of them, enter it as an exception."
                )
                % {"closes": clock_words(eve_closes), "opens": clock_words(min(opens))}
            )


class HoursInline(admin.TabularInline):
    """Open windows as short rows: no "now" and "today" beside each, no AM and PM."""

    form = WindowForm
    formfield_overrides = OWN_FIELDS


class OpeningHoursInline(HoursInline):
    model = OpeningHours
    formset = CalendarWeekFormSet
    extra = 1
    # Week by week, the oldest first.
    ordering = [F("valid_from").asc(nulls_first=True), "weekday", "opens"]
    verbose_name_plural = gettext_lazy(
        "Opening hours (when they change, end the old ones and begin the new ones on the next day)"
    )


@admin.register(Calendar)
class CalendarAdmin(RemembersEdits, ShowsYear, PublishesCalendar):
    form = CalendarForm
    formfield_overrides = OWN_FIELDS
    list_display = [
        *("name", "year_link", "key", "timezone"),
        *("known_from", "known_until", "version", "changed_at"),
    ]
    search_fields = ["name", "key"]
    readonly_fields = ["version", "changed_at"]
    inlines = [OpeningHoursInline]
    show_full_result_count = False

    def calendars_of(self, row: Any) -> Sequence[Calendar]:
        return [row]

    def sources_of(self, row: Any) -> Sequence[Source]:
        return edits.of_calendar(row)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deadlines are counted by a calendar, so it can be edited but not thrown away."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        if obj is not None and obj.key == DEFAULT_CALENDAR:
            fields.append("key")
        return fields


class DayOfCalendar(RemembersEdits, PublishesCalendar):
    """A dated row of a calendar. Who comes from the calendar's year goes back to it."""

    formfield_overrides = OWN_FIELDS
    list_select_related = ["calendar"]
    list_per_page = 50
    date_hierarchy = "date"
    show_full_result_count = False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        try:
            return initial | {"date": date.fromisoformat(request.GET.get("date", ""))}
        except ValueError:
            return initial

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return _to_year(request, obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return _to_year(request, obj) or super().response_post_save_change(request, obj)


def _to_year(request: HttpRequest, row: Any) -> HttpResponseRedirect | None:
    if request.GET.get("from") != "year":
        return None
    address = reverse("admin:sla_calendar_year", args=[row.calendar_id])
    return HttpResponseRedirect(f"{address}?year={row.date.year}")


@admin.register(SpecialDay)
class SpecialDayAdmin(DayOfCalendar):
    list_display = ["date", "name_fi", "kind", "calendar"]
    list_filter = ["calendar", "kind"]
    search_fields = ["name_fi", "name_sv", "name_en", "eve_name_fi"]
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

    def sources_of(self, row: Any) -> Sequence[Source]:
        return [Source(SpecialDay, Q(pgh_obj_id=row.pk), edits.dated)]


class ExceptionHoursInline(HoursInline):
    model = ExceptionHours
    formset = WindowFormSet
    extra = 2
    verbose_name_plural = gettext_lazy("Open on that day (leave empty for a closed day)")


@admin.register(CalendarException)
class CalendarExceptionAdmin(DayOfCalendar):
    list_display = ["date", "reason_fi", "shown_hours", "calendar"]
    list_filter = ["calendar"]
    search_fields = ["reason_fi", "reason_sv", "reason_en"]
    inlines = [ExceptionHoursInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CalendarException]:
        return super().get_queryset(request).prefetch_related("hours")

    def sources_of(self, row: Any) -> Sequence[Source]:
        return edits.of_exceptions(
            Q(pgh_obj_id=row.pk), CalendarException.objects.filter(pk=row.pk)
        )

    @admin.display(description=gettext_lazy("open"))
    def shown_hours(self, row: CalendarException) -> str:
        return ", ".join(str(hours) for hours in row.hours.all()) or _("closed")
