"""SoftOne's staff arrange a customer's SuperUsers, as the customer itself does (B2.1, B2.6)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.forms.people import InvitationForm
from accounts.models import Customer
from accounts.policies import may_arrange_seats
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from accounts.views.company import send_again, sent_invitation, take_back
from accounts.views.handover import CameFrom, arrange, seat_of
from cases.views.customers import show_customer, visible_customer


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PortalRequest, pk: int, seat: int) -> HttpResponse:
    """Give what waits for one of the customer's people to somebody else, or end the seat."""
    customer = _customer(request, pk)
    came_from = CameFrom(customer.name, reverse("cases:customer", args=[pk]))
    return arrange(request, seat_of(request, customer, seat), came_from)


@posted_to("cases:customer")
def invite(request: PortalRequest, pk: int) -> HttpResponse:
    """Invite somebody to the customer's next free seat: the first one too."""
    customer, form = _customer(request, pk), InvitationForm(request.POST)
    if form.is_valid() and sent_invitation(request, form, customer):
        return redirect("cases:customer", pk)
    changed = {"invitation_form": form, "refused": "invitation_form"}
    return show_customer(request, customer, status=422, **changed)


@posted_to("cases:customer", "pk")
def invite_again(request: PortalRequest, pk: int, invitation: int) -> HttpResponse:
    """Send the link of an invitation anew, whoever invited."""
    sent = _customer(request, pk).invitations
    send_again(request, get_object_or_404(sent, pk=invitation))
    return redirect("cases:customer", pk)


@posted_to("cases:customer", "pk")
def withdraw(request: PortalRequest, pk: int, invitation: int) -> HttpResponse:
    """Let an invitation work no longer, whoever invited."""
    sent = _customer(request, pk).invitations
    take_back(request, get_object_or_404(sent, pk=invitation))
    return redirect("cases:customer", pk)


def _customer(request: PortalRequest, pk: int) -> Customer:
    """The customer, for whoever may do this: 403 before anybody learns whether there is one."""
    if not may_arrange_seats(request.user):
        raise PermissionDenied
    return visible_customer(request.user, pk)
