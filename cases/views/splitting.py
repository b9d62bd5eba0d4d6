from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.choices import MessageKind
from cases.forms import SplitForm
from cases.services import REFUSALS
from cases.views.case import show_changed
from cases.views.deeds import allowed_case


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Make a second matter in the customer's message a case of its own."""
    case = allowed_case(request, number, policies.may_arrange)
    message = case.messages.filter(pk=pk, kind=MessageKind.CUSTOMER).first()
    if message is None:
        raise Http404
    start = {"module": case.module_id, "case_type": case.case_type}
    form = SplitForm(request.POST or None, case=case, message=message, initial=start)
    if request.method == "POST" and form.is_valid():
        doing: dict[str, Any] = {"by": request.user, "at": moment.of(request)}
        try:
            new = services.split(case, **doing, **form.cleaned_data)
        except REFUSALS:
            return show_changed(request, number)
        said = _("%(reference)s is a case of its own now.") % {"reference": new.reference}
        messages.success(request, said)
        return redirect(new)
    context = {"case": case, "message": message, "form": form, "now": moment.of(request)}
    status = 422 if form.is_bound else 200
    return render(request, "cases/split.html", context, status=status)
