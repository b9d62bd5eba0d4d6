"""A company's own cases, as a page and as a table (B4.6)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts import moment, timewords
from accounts.requests import PortalRequest
from cases import policies
from cases.filters import CompanyFilter
from cases.selectors import company_list, company_table
from cases.selectors.company_words import ours_words, yours_words


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """The company's cases in four groups, the filters in the address."""
    found, at = _asked_for(request), moment.of(request)
    wanted, number = found.wanted, found.page
    counts = company_list.counts(request.user, wanted)
    if wanted.case_type:
        groups = company_list.page(request.user, wanted, number, at=at)
    else:
        groups = company_list.groups(request.user, wanted, at=at)
    goes_on = bool(wanted.case_type and groups and groups[0].goes_on)
    context: dict[str, Any] = {
        "at": at,
        "wanted": wanted,
        "groups": found.with_words(groups, counts),
        "summary": " ".join(filter(None, [yours_words(counts.yours), ours_words(counts.ours)])),
        "states": found.states(counts),
        "kinds": found.kinds(counts),
        "chips": found.chips(),
        "kept": found.kept,
        "is_narrow": found.is_narrow,
        "here": found.address(),
        "newer": found.address(page=str(number - 1)) if number > 1 else "",
        "older": found.address(page=str(number + 1)) if goes_on else "",
    }
    return render(request, "cases/company.html", context)


@require_safe
def download(request: PortalRequest) -> StreamingHttpResponse:
    """The same cases, all of them, as a file for a spreadsheet."""
    cases = company_list.wanted_cases(request.user, _asked_for(request).wanted)
    table = company_table.lines(cases, request.user, language=get_language() or "fi")
    day = timewords.local(moment.of(request)).date()
    return StreamingHttpResponse(
        table,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="softone-{day}.csv"'},
    )


def _asked_for(request: PortalRequest) -> CompanyFilter:
    """What the address asks for; 403 for the desk, 404 for who speaks for no company."""
    if not policies.may_list_own_cases(request.user):
        raise PermissionDenied
    if request.user.company is None:
        raise Http404
    return CompanyFilter(request.GET, user=request.user)
