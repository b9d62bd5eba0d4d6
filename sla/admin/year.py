"""The year of a calendar on one page, with a deadline to try beside it (B5.6, B6)."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import moment
from accounts.timewords import duration_words
from sla import almanac, hours, services
from sla.admin.trying import TryForm
from sla.hours import OpenCalendar
from sla.models import Calendar
from sla.year import known_years, legend, year_of


class ExtendForm(forms.Form):
    """Until when the holidays are to be entered."""

    until = forms.IntegerField(label=gettext_lazy("Enter the holidays to the end of"))

    def __init__(self, *args: Any, known: range, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["until"]
        first, last = known[-1] + 1, known[-1] + almanac.YEARS_AHEAD
        field.initial, field.widget.attrs = first, {"min": first, "max": last}
        field.error_messages["invalid"] = field.error_messages["required"] = _("Write a year.")
        self.years = range(first, last + 1)

    def clean_until(self) -> int:
        until = self.cleaned_data["until"]
        if until not in self.years:
            raise forms.ValidationError(
                _("Write a year from %(first)d to %(last)d."),
                params={"first": self.years[0], "last": self.years[-1]},
            )
        return until


class ShowsYear(admin.ModelAdmin):
    """A calendar's year, and the holidays of the years to come."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("<path:object_id>/year/", view(self.year_view), name="sla_calendar_year"),
            path("<path:object_id>/extend/", view(self.extend_view), name="sla_calendar_extend"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("year"))
    def year_link(self, row: Calendar) -> str:
        address = reverse("admin:sla_calendar_year", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("See the year"))

    def year_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self._found(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return self._year_page(request, row, None)

    def extend_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Enter holidays as the last known year has them; no deadline lies there yet."""
        row = self._found(request, object_id)
        if not self.has_change_permission(request, row) or not almanac.knows(row.key):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:sla_calendar_year", row.pk)
        form = ExtendForm(request.POST, known=known_years(_as_saved(row)), label_suffix="")
        if not form.is_valid():
            return self._year_page(request, row, form)
        entered = services.extend_calendar(row, until=form.cleaned_data["until"])
        words = ngettext(
            "%(count)d day was entered. Look the new years over.",
            "%(count)d days were entered. Look the new years over.",
            entered,
        )
        self.message_user(request, words % {"count": entered}, messages.SUCCESS)
        address = reverse("admin:sla_calendar_year", args=[row.pk])
        return redirect(f"{address}?year={form.years[0]}")

    def _found(self, request: HttpRequest, object_id: str) -> Calendar:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        return row

    def _year_page(
        self, request: HttpRequest, row: Calendar, extend: ExtendForm | None
    ) -> HttpResponse:
        calendar, now = _as_saved(row), moment.of(request)
        today = now.astimezone(row.zone).date()
        years = known_years(calendar)
        year = _chosen(request, years, today.year)
        shown = year_of(calendar, year, today=today)
        asked = TryForm.base_fields.keys() & request.GET.keys()
        if extend is None and almanac.knows(row.key):
            extend = ExtendForm(known=years, label_suffix="")
        add = reverse("admin:sla_calendarexception_add")
        context = {
            **self.admin_site.each_context(request),
            "title": f"{row} {year}",
            "opts": self.opts,
            "object": row,
            "shown": shown,
            "open_time": duration_words(shown.open_seconds),
            "previous": year - 1 if year - 1 in years else None,
            "next": year + 1 if year + 1 in years else None,
            "legend": legend(),
            "weekdays": [WEEKDAYS_ABBR[weekday] for weekday in range(7)],
            "add_url": f"{add}?calendar={row.pk}&from=year&date=",
            "try": TryForm(
                request.GET if asked else None, calendar=calendar, now=now, label_suffix=""
            ),
            "extend": extend if self.has_change_permission(request, row) else None,
        }
        return TemplateResponse(request, "admin/sla/calendar/year.html", context)


def _as_saved(row: Calendar) -> OpenCalendar:
    """The calendar as it is now: who has just saved must not see what was held before."""
    hours.look_again()
    return hours.calendar_of(row.pk)


def _chosen(request: HttpRequest, years: range, this_year: int) -> int:
    """The year of the address, else this one, as near as the calendar knows."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    return min(max(year, years[0]), years[-1])
