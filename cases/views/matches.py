from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from cases.selectors.matches import Question, matches
from cases.views.registration_form import key_of, registering_company


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """What may answer the question that is being typed: a part of the page (B3.4)."""
    registering_company(request)
    subject, module = request.GET.get("subject", ""), request.GET.get("module", "")
    question = Question(
        user=request.user,
        subject=subject.replace("\x00", "")[:250],
        module=module,
        language=(get_language() or "fi")[:2],
        at=moment.of(request),
    )
    context = {"matches": matches(question), "key": key_of(request.GET.get("key", ""))}
    return render(request, "cases/_matches.html", context)
