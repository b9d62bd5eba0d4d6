from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from cases.selectors.receipt import receipt_of
from cases.views.case import visible_case


@require_safe
def show(request: PortalRequest, number: int) -> HttpResponse:
    """What we got, what happens next and by when (B3.1)."""
    case = visible_case(request.user, number)
    context = {"case": case, "receipt": receipt_of(case, at=moment.of(request))}
    return render(request, "cases/receipt.html", context)
