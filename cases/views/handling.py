from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.transitions import IllegalMove
from cases.views.case import show_case, visible_case


@require_POST
def begin(request: PortalRequest, number: int) -> HttpResponse:
    """Take a case up: it is yours, and its handling has begun (B5.1)."""
    case = visible_case(request.user, number)
    if not policies.may_take_up(request.user, case):
        raise PermissionDenied
    try:
        services.take_up(case, by=request.user, at=moment.of(request))
    except IllegalMove:
        fresh = visible_case(request.user, number)
        return show_case(request, fresh, moved_meanwhile=True, status=409)
    messages.success(request, _("%(reference)s is yours.") % {"reference": case.reference})
    return redirect(case)
