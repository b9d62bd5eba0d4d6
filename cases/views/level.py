from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import LevelForm
from cases.services.levelling import ReasonMissing
from cases.transitions import IllegalMove
from cases.views.case import show_case, visible_case


@require_POST
def change(request: PortalRequest, number: int) -> HttpResponse:
    """Confirm or change the service level; the customer sees the reason (B5.3)."""
    case = visible_case(request.user, number)
    if not policies.may_set_level(request.user, case):
        raise PermissionDenied
    form = LevelForm(request.POST, current=case.level_id)
    if not form.is_valid():
        return show_case(request, case, level_form=form, status=422)
    level = form.cleaned_data["level"]
    reason = form.cleaned_data["reason"]
    try:
        services.set_level(case, level=level, reason=reason, by=request.user, at=moment.of(request))
    except (ReasonMissing, IllegalMove):
        fresh = visible_case(request.user, number)
        return show_case(request, fresh, moved_meanwhile=True, status=409)
    messages.success(request, _("The service level is %(level)s.") % {"level": level.pk})
    return redirect(case)
