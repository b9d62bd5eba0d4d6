"""A company's SuperUsers: seats, people, training, invoices; and what they arrange themselves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import moment, services
from accounts.forms.people import InvitationForm
from accounts.models import Customer, Invitation, SuperUser
from accounts.policies import may_arrange_superusers
from accounts.requests import PortalRequest, company_of
from accounts.selectors import payments
from accounts.selectors.company import company_page, unpaid_invoices
from accounts.selectors.support import standing


def own_company(request: PortalRequest) -> Customer:
    """The company whose people this person arranges; 403 for the desk, 404 for who has none."""
    if not may_arrange_superusers(request.user):
        raise PermissionDenied
    company = company_of(request, request.user)
    if company is None:
        raise Http404
    return company


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    return show_company(request, InvitationForm(initial={"language": request.user.language}))


def show_company(
    request: PortalRequest, invitation_form: InvitationForm, *, status: int = 200
) -> HttpResponse:
    """Draw the page of the own company."""
    customer, at = own_company(request), moment.of(request)
    contact = payments.contact_for_invoices(customer)
    context = {
        "company": company_page(customer, at=at),
        "standing": standing(request.user, customer, at),
        "invoices": unpaid_invoices(customer),
        "invoice_contact": contact,
        "sees_amounts": payments.sees_amounts(request.user, contact),
        "invitation_form": invitation_form,
        "at": at,
    }
    return render(request, "accounts/company.html", context, status=status)


@require_POST
def invite(request: PortalRequest) -> HttpResponse:
    """Invite somebody to the company's next free seat (B2.6)."""
    customer, form = own_company(request), InvitationForm(request.POST)
    if form.is_valid() and sent_invitation(request, form, customer):
        return redirect("accounts:company")
    return show_company(request, form, status=422)


def sent_invitation(
    request: PortalRequest,
    form: InvitationForm,
    customer: Customer,
    *,
    replaces: SuperUser | None = None,
) -> Invitation | None:
    """Send what a valid form says, or say in the form why there is none."""
    told, at = form.cleaned_data, moment.of(request)
    try:
        invitation = services.invite(customer, **told, by=request.user, replaces=replaces, at=at)
    except services.NoSeatLeft:
        form.add_error(None, _("Every seat is taken or promised. Hand one over first."))
    except services.SpeaksElsewhere:
        form.add_error("email", _("This person is a SuperUser of the company already."))
    except services.TooManyInvitations:
        form.add_error(None, _("Many invitations have left today. Go on tomorrow."))
    else:
        words = _("The invitation has left for %(email)s.")
        messages.success(request, words % {"email": invitation.email})
        return invitation
    return None


@require_POST
def invite_again(request: PortalRequest, pk: int) -> HttpResponse:
    """Send the link anew."""
    send_again(request, _own_invitation(request, pk))
    return redirect("accounts:company")


def send_again(request: PortalRequest, invitation: Invitation) -> None:
    """Send the link anew, and say what came of it."""
    try:
        services.invite_again(invitation, at=moment.of(request))
    except services.InvitationOver:
        messages.warning(request, _("This invitation has been used or withdrawn meanwhile."))
    except services.TooManyInvitations:
        messages.warning(request, _("The mail left less than an hour ago. Wait a while."))
    else:
        words = _("The invitation has left for %(email)s. The earlier link works no longer.")
        messages.success(request, words % {"email": invitation.email})


@require_POST
def withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """Let an invitation work no longer."""
    take_back(request, _own_invitation(request, pk))
    return redirect("accounts:company")


def take_back(request: PortalRequest, invitation: Invitation) -> None:
    """Let an invitation work no longer, and say what came of it."""
    try:
        services.withdraw_invitation(invitation, at=moment.of(request))
    except services.InvitationOver:
        messages.warning(request, _("This invitation has been used or withdrawn meanwhile."))
    else:
        messages.success(request, _("The invitation is withdrawn. Its link works no longer."))


def _own_invitation(request: PortalRequest, pk: int) -> Invitation:
    customer = own_company(request)
    own = Invitation.objects.visible_to(request.user).filter(customer=customer)
    return get_object_or_404(own, pk=pk)


@require_POST
def send_bills(request: PortalRequest) -> HttpResponse:
    """Tell whoever pays the company's invoices what is overdue (B2.3)."""
    customer, at = own_company(request), moment.of(request)
    try:
        contact = services.send_bills(customer, by=request.user, at=at)
    except services.NobodyToTell:
        messages.warning(request, _("There is nothing overdue, or we do not know who pays."))
    else:
        words = _("We have told %(name)s, with the numbers and sums of the invoices.")
        messages.success(request, words % {"name": contact.name})
    return redirect("accounts:company")


@require_POST
def choose(request: PortalRequest, pk: int) -> HttpResponse:
    """Work for another of the companies one speaks for."""
    own_company(request)
    seats = SuperUser.objects.filter(user=request.user, ended_on__isnull=True)
    services.work_for(get_object_or_404(seats, customer=pk), at=moment.of(request))
    return redirect("home")
