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
from cases.selectors.timeline import newest_id
from cases.services import AnsweredMeanwhile
from cases.transitions import IllegalMove
from cases.views.case import show_case, show_changed, visible_case


@posted_to("cases:case")
def write(request: PortalRequest, number: int) -> HttpResponse:
    """Send a message to the other side; stop when somebody answered meanwhile."""
    case = visible_case(request.user, number)
    if not policies.may_reply(request.user, case):
        raise PermissionDenied
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_case(request, case, message_form=form, status=422)
    try:
        services.reply(case, by=request.user, at=moment.of(request), **form.message())
    except AnsweredMeanwhile as stop:
        fresh = form.once_more(newest_seen=newest_id(stop.messages))
        return show_changed(request, number, message_form=fresh, meanwhile=stop.messages)
    except IllegalMove:
        return show_changed(request, number, message_form=form)
    messages.success(request, _("Your reply was sent."))
    return redirect(case)
