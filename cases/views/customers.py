"""Customers as the desk knows them: found by whoever calls, everything on one page (B1.2, B2)."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.forms.people import InvitationForm
from accounts.models import Customer, User
from accounts.policies import may_arrange_seats, may_lift_block, may_record_training
from accounts.requests import PortalRequest
from accounts.selectors.customers import with_seats
from cases import policies
from cases.forms.customers import CertificateForm, LiftForm, WithdrawForm
from cases.selectors.customer_list import customers_page
from cases.selectors.customer_page import customer_page

MOST_LETTERS = 100


@require_safe
def show_all(request: PortalRequest) -> HttpResponse:
    """Find a customer by its name or number, or by who calls."""
    if not policies.may_read_customers(request.user):
        raise PermissionDenied
    text = request.GET.get("q", "").strip()[:MOST_LETTERS]
    after = request.GET.get("after", "")
    page = customers_page(request.user, text, after=after, at=moment.of(request))
    asked = {"q": text} if text else {}
    context = {
        "page": page,
        "text": text,
        "first": f"?{urlencode(asked)}" if after else "",
        "older": f"?{urlencode({**asked, 'after': page.next_after})}" if page.next_after else "",
    }
    return render(request, "cases/customers.html", context)


@require_safe
def show(request: PortalRequest, pk: int) -> HttpResponse:
    """One customer: contract, people, training, payments, cases."""
    return show_customer(request, visible_customer(request.user, pk))


def visible_customer(user: User, pk: int) -> Customer:
    """The customer, for staff; 403 for customers' own people, whoever they ask for."""
    if not policies.may_read_customers(user):
        raise PermissionDenied
    customers = with_seats(Customer.objects.visible_to(user))
    return get_object_or_404(customers.select_related("seat_exception", "invoice_contact"), pk=pk)


def show_customer(
    request: PortalRequest, customer: Customer, *, status: int = 200, **changed: Any
) -> HttpResponse:
    """Draw the page; `changed` replaces parts of it, such as a form with its errors."""
    page = customer_page(customer, request.user, at=moment.of(request))
    context = {
        "customer": customer,
        "page": page,
        "may_register": policies.may_register_for_caller(request.user),
        "may_train": may_record_training(request.user),
        "may_lift": may_lift_block(request.user),
        "may_arrange_seats": may_arrange_seats(request.user),
        "invitation_form": InvitationForm(),
        "certificate_form": CertificateForm(customer=customer, today=page.day),
        "withdraw_form": WithdrawForm(customer=customer),
        "lift_form": LiftForm(today=page.day),
        **changed,
    }
    return render(request, "cases/customer.html", context, status=status)
