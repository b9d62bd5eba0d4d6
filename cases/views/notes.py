from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import MessageForm
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def write(request: PortalRequest, number: int) -> HttpResponse:
    """Save an internal note, which the customer never sees."""
    case = allowed_case(request, number, policies.may_note)
    form = MessageForm(request.POST, request.FILES)
    return carry_out(
        request,
        case,
        services.note,
        form=form,
        name="message_form",
        given=form.note,
        said=_("The note is saved."),
        writes="note",
    )
