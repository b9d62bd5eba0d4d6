"""Quotations of a work order: offered, answered, taken back (B4.2)."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from accounts import moment, timewords
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.choices import Verdict
from cases.forms import AnswerForm, QuotationForm, TakeBackForm
from cases.models import Case, Quotation
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def offer(request: PortalRequest, number: int) -> HttpResponse:
    """Send a quotation to the customer."""
    case = allowed_case(request, number, policies.may_quote)
    today = timewords.local(moment.of(request)).date()
    return carry_out(
        request,
        case,
        services.offer,
        form=QuotationForm(request.POST, today=today),
        name="quotation_form",
        said=_("The quotation was sent. The customer answers it in the portal."),
    )


@posted_to("cases:case", "number")
def answer(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """The customer's yes or no, by a SuperUser: kept as evidence (B7.2)."""
    case = allowed_case(request, number, policies.may_speak_for_customer)
    form = AnswerForm(request.POST)
    is_yes = form.is_valid() and form.cleaned_data["verdict"] == Verdict.APPROVED
    return carry_out(
        request,
        case,
        services.approve if is_yes else services.decline,
        on=_quotation(case, pk),
        form=form,
        name="answer_form",
        given=lambda: {} if is_yes else {"reason": form.cleaned_data["reason"]},
        said=_("Thank you. The work may start.") if is_yes else _("Understood. We will not start."),
    )


@posted_to("cases:case", "number")
def take_back(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Take an unanswered quotation back, to offer another."""
    case = allowed_case(request, number, policies.may_quote)
    return carry_out(
        request,
        case,
        services.take_back,
        on=_quotation(case, pk),
        form=TakeBackForm(request.POST),
        name="take_back_form",
        said=_("The quotation is taken back."),
    )


def _quotation(case: Case, pk: int) -> Quotation:
    quotation = case.quotations.filter(pk=pk).first()
    if quotation is None:
        raise Http404
    return quotation
