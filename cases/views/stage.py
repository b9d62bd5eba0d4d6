from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts import moment, timewords
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import StageForm
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def change(request: PortalRequest, number: int) -> HttpResponse:
    """Move the case along its process, or a step back (B4)."""
    case = allowed_case(request, number, policies.may_move_on)
    today = timewords.local(moment.of(request)).date()
    form = StageForm(request.POST, case_type=case.case_type, today=today)
    said = _("The stage has changed. The customer was told.")
    return carry_out(request, case, services.move_on, form=form, name="stage_form", said=said)
