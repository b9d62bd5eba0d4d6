from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import RetypeForm
from cases.selectors.registration import TYPES
from cases.selectors.retyping import told_so_far
from cases.services import REFUSALS, RightMissing
from cases.views.case import show_changed
from cases.views.deeds import allowed_case
from cases.views.right import refusal_url
from sla.levels import levels_in_use


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, number: int) -> HttpResponse:
    """Change the type of a case; what the new type needs is asked again (B4.7)."""
    case = allowed_case(request, number, policies.may_change_type)
    if not policies.type_is_open(request.user, case):
        return show_changed(request, number)
    start = {**told_so_far(case), "seen": case.case_type, "to": request.GET.get("to", "")}
    desk = request.user.is_desk
    form = RetypeForm(request.POST or None, case=case, is_desk=desk, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_type(case, by=request.user, at=moment.of(request), **form.change())
        except RightMissing:
            told = form.change()
            return redirect(refusal_url(told["to"], told["module"], None))
        except REFUSALS:
            return show_changed(request, number)
        messages.success(request, _("The type has changed. The history stays."))
        return redirect(case)
    status = 422 if form.is_bound else 200
    terms = TYPES[form.type].terms if form.type else ""
    levels = levels_in_use().values()
    context = {"case": case, "form": form, "levels": levels, "terms": terms}
    return render(request, "cases/retype.html", context, status=status)
