from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import TakeUpForm
from cases.services import ChangedMeanwhile
from cases.transitions import IllegalMove
from cases.views.case import show_case, show_changed, visible_case


@posted_to("cases:case")
def begin(request: PortalRequest, number: int) -> HttpResponse:
    """Take a case up: it is yours, and its handling has begun (B5.1)."""
    case = visible_case(request.user, number)
    if not policies.may_take_up(request.user, case):
        raise PermissionDenied
    form = TakeUpForm(request.POST)
    if not form.is_valid():
        return show_case(request, case, status=422)
    seen = form.cleaned_data["seen_owner"]
    try:
        services.take_up(case, by=request.user, seen_owner=seen, at=moment.of(request))
    except (ChangedMeanwhile, IllegalMove):
        return show_changed(request, number)
    messages.success(request, _("%(reference)s is yours.") % {"reference": case.reference})
    return redirect(case)
