"""How a case ends and does not end: closing, objecting, going on, rating (B4.6)."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import CloseForm, RatingForm
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def close(request: PortalRequest, number: int) -> HttpResponse:
    """End the case: the customer says so, the desk on their word or by declining it."""
    form, outcome = CloseForm(request.POST), request.POST.get("outcome", "")
    case = allowed_case(request, number, lambda user, case: policies.may_close(user, case, outcome))
    said = _("%(reference)s is closed.") % {"reference": case.reference}
    return carry_out(request, case, services.close, form=form, name="close_form", said=said)


@posted_to("cases:case")
def object_to_closing(request: PortalRequest, number: int) -> HttpResponse:
    """Keep a case open whose solution was proposed: one click."""
    case = allowed_case(request, number, policies.may_speak_for_customer)
    return carry_out(
        request,
        case,
        services.object_to_closing,
        form=forms.Form(request.POST),
        name="objection_form",
        said=_("The case stays open. Tell us below what is still wrong."),
    )


@posted_to("cases:case")
def go_on(request: PortalRequest, number: int) -> HttpResponse:
    """Go on without the customer's word; a proposed solution is taken back."""
    case = allowed_case(request, number, policies.may_ask)
    return carry_out(
        request,
        case,
        services.go_on,
        form=forms.Form(request.POST),
        name="go_on_form",
        said=_("The case goes on. It is our turn."),
    )


@posted_to("cases:case")
def rate(request: PortalRequest, number: int) -> HttpResponse:
    """Say how it went."""
    case = allowed_case(request, number, policies.may_speak_for_customer)
    form = RatingForm(request.POST)
    said = _("Thank you. Your rating is saved.")
    return carry_out(request, case, services.rate, form=form, name="rating_form", said=said)
