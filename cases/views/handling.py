from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import TakeUpForm
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def begin(request: PortalRequest, number: int) -> HttpResponse:
    """Take a case up: it is yours, and its handling has begun (B5.1)."""
    case = allowed_case(request, number, policies.may_take_up)
    form = TakeUpForm(request.POST)
    said = _("%(reference)s is yours.") % {"reference": case.reference}
    return carry_out(request, case, services.take_up, form=form, name="take_up_form", said=said)
