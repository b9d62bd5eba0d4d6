from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import LevelForm
from cases.services import ChangedMeanwhile, ReasonMissing
from cases.transitions import IllegalMove
from cases.views.case import show_case, show_changed, visible_case


@posted_to("cases:case")
def change(request: PortalRequest, number: int) -> HttpResponse:
    """Confirm or change the service level; the customer sees the reason (B5.3)."""
    case = visible_case(request.user, number)
    if not policies.may_set_level(request.user, case):
        raise PermissionDenied
    form = LevelForm(request.POST, current=case.level_id)
    if not form.is_valid():
        return show_case(request, case, level_form=form, status=422)
    wanted = form.cleaned_data
    try:
        services.set_level(case, by=request.user, at=moment.of(request), **wanted)
    except (ChangedMeanwhile, ReasonMissing, IllegalMove):
        fresh = visible_case(request.user, number)
        kept = LevelForm(current=fresh.level_id, reason=wanted["reason"])
        return show_changed(request, number, level_form=kept, opens_level=True)
    level = {"level": wanted["level"].pk}
    messages.success(request, _("The service level is %(level)s.") % level)
    return redirect(case)
