from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from cases.selectors.matches import Question, matches
from cases.views.registration_form import registering_company


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """What may answer the question that is being typed: a part of the page (B3.4)."""
    registering_company(request)
    subject, module = request.GET.get("subject", ""), request.GET.get("module", "")
    question = Question(
        user=request.user,
        subject=subject.replace("\x00", "")[:250],
        module=module,
        at=moment.of(request),
    )
    return render(request, "cases/_matches.html", {"matches": matches(question)})
