"""How promises were kept: the report, the cases behind each number, and both as files (B1.3)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts import moment, timewords
from accounts.requests import PortalRequest
from cases import policies, spreadsheets
from cases.filters.report_now import NowFilter, now_figures, now_words
from cases.filters.report_panels import Panels
from cases.filters.reports import NumberFilter, ReportFilter
from cases.models import CaseRules
from cases.selectors.reports import behind, figures, now, tables
from cases.selectors.reports.names import Names
from cases.spreadsheets import Sheet

# The report names so many customers; the files name all.
CUSTOMERS_SHOWN = 10
# Months on the line, unless the period has more.
MONTHS_SHOWN = 12
# More customers than anybody has.
ALL_CUSTOMERS = 1_000_000


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """How the department stands now, and how promises were kept in a period."""
    asked, at = _asked_for(request), moment.of(request)
    months = asked.period.months(at_least=MONTHS_SHOWN)
    found = figures.figures(
        *(request.user, asked.wanted),
        customers=CUSTOMERS_SHOWN,
        months=months[0].to(months[-1]),
    )
    panels = Panels(asked, found, Names(found))
    context: dict[str, Any] = {
        "now_words": now_words(at),
        "asked": asked,
        "chips": list(asked.chips()),
        "standing": now_figures(now.counts(request.user, at=at), at=at),
        "sections": list(panels.sections(months)) if panels.has_any else [],
        "reopen_days": CaseRules.load().reopen_days,
        "target": figures.TARGET_SHARE,
    }
    return render(request, "cases/report.html", context)


@require_safe
def show_cases(request: PortalRequest) -> HttpResponse:
    """The cases behind one number."""
    asked, at = _number_asked_for(request), moment.of(request)
    rows, following = behind.page(request.user, asked.wanted, at=at)
    context: dict[str, Any] = {
        "at": at,
        "asked": asked,
        "chips": list(asked.chips()),
        "rows": rows,
        "count": figures.count(request.user, replace(asked.wanted, after=None)),
        "first": asked.address() if asked.wanted.after else "",
        "older": asked.next_page(following),
        "most_lines": tables.MOST_LINES,
    }
    return render(request, "cases/report_cases.html", context)


@require_safe
def show_now(request: PortalRequest) -> HttpResponse:
    """The open cases behind a number of this minute that no view of the queue holds."""
    _require_reader(request)
    at, asked = moment.of(request), NowFilter(request.GET)
    cases = now.listed(request.user, asked.standing, at=at)
    context = {"at": at, "asked": asked, "rows": asked.rows(cases, at=at)}
    return render(request, "cases/report_now.html", context)


@require_safe
def numbers_as_text(request: PortalRequest) -> StreamingHttpResponse:
    asked = _asked_for(request)
    return _as_text(asked, _numbers(request, asked))


@require_safe
def numbers_as_workbook(request: PortalRequest) -> FileResponse:
    asked = _asked_for(request)
    return _as_workbook(asked, [_numbers(request, asked), tables.about_sheet(asked.in_words())])


@require_safe
def cases_as_text(request: PortalRequest) -> StreamingHttpResponse:
    asked = _number_asked_for(request)
    return _as_text(asked, tables.cases_sheet(_cases(request, asked)))


@require_safe
def cases_as_workbook(request: PortalRequest) -> FileResponse:
    asked = _number_asked_for(request)
    sheet = tables.cases_sheet(_cases(request, asked), most=tables.MOST_LINES)
    return _as_workbook(asked, [sheet, tables.about_sheet(asked.in_words())])


def _require_reader(request: PortalRequest) -> None:
    if not policies.may_read_reports(request.user):
        raise PermissionDenied


def _asked_for(request: PortalRequest) -> ReportFilter:
    """What the address asks for; 403 for everybody but the support manager."""
    _require_reader(request)
    return ReportFilter(request.GET, user=request.user, today=_today(request))


def _number_asked_for(request: PortalRequest) -> NumberFilter:
    _require_reader(request)
    return NumberFilter(request.GET, user=request.user, today=_today(request))


def _today(request: PortalRequest) -> date:
    return timewords.local(moment.of(request)).date()


def _numbers(request: PortalRequest, asked: ReportFilter) -> Sheet:
    found = figures.figures(
        *(request.user, asked.wanted), customers=ALL_CUSTOMERS, months=asked.period
    )
    return tables.numbers_sheet(found, Names(found))


def _cases(request: PortalRequest, asked: NumberFilter) -> Iterable[behind.PromiseRow]:
    whole = replace(asked.wanted, after=None)
    return behind.every(request.user, whole, at=moment.of(request))


def _as_text(asked: ReportFilter, sheet: Sheet) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        tables.csv_lines(sheet, language=get_language() or "fi"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_file_name(asked)}.csv"'},
    )


def _as_workbook(asked: ReportFilter, sheets: Iterable[Sheet]) -> FileResponse:
    return FileResponse(
        spreadsheets.workbook(sheets),
        as_attachment=True,
        filename=f"{_file_name(asked)}.xlsx",
        content_type=spreadsheets.XLSX_TYPE,
    )


def _file_name(asked: ReportFilter) -> str:
    return f"softone-{asked.period.first}-{asked.period.last}"
