from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import MessageForm
from cases.selectors.timeline import newest_id, written_since
from cases.transitions import IllegalMove
from cases.views.case import show_case, visible_case


@require_POST
def write(request: PortalRequest, number: int) -> HttpResponse:
    """Send a reply, or save an internal note; stop when somebody answered meanwhile."""
    case = visible_case(request.user, number)
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_case(request, case, message_form=form, status=422)
    may = policies.may_note if form.is_note else policies.may_reply
    if case.is_handled and not form.is_note:
        return _handled_meanwhile(request, number, form)
    if not may(request.user, case):
        raise PermissionDenied
    newer = written_since(case, request.user, form.cleaned_data["newest_seen"] or 0)
    if newer and not form.is_note:
        form = form.seen_up_to(newest_id(newer))
        return show_case(request, case, message_form=form, meanwhile=newer, status=409)
    service = services.note if form.is_note else services.reply
    try:
        service(
            case,
            by=request.user,
            body=form.cleaned_data["body"],
            files=form.cleaned_data["files"],
            key=form.cleaned_data["key"],
            at=moment.of(request),
        )
    except IllegalMove:
        return _handled_meanwhile(request, number, form)
    messages.success(
        request, _("The note is saved.") if form.is_note else _("Your reply was sent.")
    )
    return redirect(case)


def _handled_meanwhile(request: PortalRequest, number: int, form: MessageForm) -> HttpResponse:
    """The case was closed while this was being written: say so, and keep the text."""
    case = visible_case(request.user, number)
    return show_case(request, case, message_form=form, status=409)
