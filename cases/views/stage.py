from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.choices import Stage
from cases.forms import StageForm
from cases.services import ChangedMeanwhile
from cases.transitions import IllegalMove
from cases.views.case import show_case, show_changed, visible_case


@posted_to("cases:case")
def change(request: PortalRequest, number: int) -> HttpResponse:
    """Move the case to the next stage of its process (B4.4)."""
    case = visible_case(request.user, number)
    if not policies.may_move_on(request.user, case):
        raise PermissionDenied
    form = StageForm(request.POST)
    if not form.is_valid():
        return show_case(request, case, status=422)
    to, seen = Stage(form.cleaned_data["to"]), Stage(form.cleaned_data["seen"])
    try:
        services.move_on(case, to=to, seen=seen, by=request.user, at=moment.of(request))
    except (ChangedMeanwhile, IllegalMove):
        return show_changed(request, number)
    messages.success(request, _("The stage is now: %(stage)s.") % {"stage": to.label})
    return redirect(case)
