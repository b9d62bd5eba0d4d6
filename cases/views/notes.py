from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import MessageForm
from cases.views.case import show_case, visible_case


@posted_to("cases:case")
def write(request: PortalRequest, number: int) -> HttpResponse:
    """Save an internal note, which the customer never sees."""
    case = visible_case(request.user, number)
    if not policies.may_note(request.user, case):
        raise PermissionDenied
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_case(request, case, message_form=form, writes="note", status=422)
    note = form.message()
    note.pop("newest_seen")
    services.note(case, by=request.user, at=moment.of(request), **note)
    messages.success(request, _("The note is saved."))
    return redirect(case)
