from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from cases.selectors.deadlines_page import deadlines_page
from cases.views.case import visible_case


@require_safe
def show(request: PortalRequest, number: int) -> HttpResponse:
    """Why each promised time of a case is what it is; a case without any has no such page (B5.6)."""
    case = visible_case(request.user, number)
    page = deadlines_page(case, request.user, at=moment.of(request))
    if page is None:
        raise Http404
    return render(request, "cases/deadlines.html", {"case": case, "page": page})
