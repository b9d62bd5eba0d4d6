"""What the desk changes of a customer's right to support: training, lifts of the block (B2)."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts import moment, services, timewords
from accounts.choices import CertificateSource
from accounts.models import Customer, User
from accounts.policies import may_lift_block, may_record_training
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases.forms.customers import CertificateForm, LiftForm, WithdrawForm
from cases.views.customers import show_customer, visible_customer

# Which field says what a service refused.
_REFUSALS: Mapping[type[Exception], tuple[str, Any]] = {
    services.DayAhead: ("achieved_on", gettext_lazy("This day is still ahead.")),
    services.NoTrainingNeeded: ("module", gettext_lazy("This module needs no training.")),
    services.SpeaksForNobody: (
        "person",
        gettext_lazy("This person is no SuperUser of the customer now."),
    ),
    services.RecordedAlready: (
        "achieved_on",
        gettext_lazy("This training is recorded already."),
    ),
    services.DayPassed: (
        "until",
        gettext_lazy("This day has passed. Choose today or a later day."),
    ),
    services.TooFarAhead: (
        "until",
        ngettext_lazy(
            "Choose a day within %(days)d day.", "Choose a day within %(days)d days.", "days"
        ),
    ),
    services.NoReasonGiven: ("reason", gettext_lazy("Say why: it stays in the history.")),
}


@posted_to("cases:customer")
def record_certificate(request: PortalRequest, pk: int) -> HttpResponse:
    """Record that somebody of the customer was trained in a module."""
    customer = _customer(request, pk, may_record_training)
    today = timewords.local(moment.of(request)).date()

    def act(**told: Any) -> None:
        services.record_certificate(
            told.pop("person"), source=CertificateSource.STAFF, **told, **_by(request)
        )

    form = CertificateForm(request.POST, customer=customer, today=today)
    said = _("The training is recorded.")
    return _carry_out(request, customer, act, form=form, name="certificate_form", said=said)


@posted_to("cases:customer")
def withdraw_certificate(request: PortalRequest, pk: int) -> HttpResponse:
    """Let a certificate of one of the customer's people count no longer."""
    customer = _customer(request, pk, may_record_training)

    def act(**told: Any) -> None:
        services.withdraw_certificate(told["certificate"], **_by(request))

    form = WithdrawForm(request.POST, customer=customer)
    said = _("The certificate counts no longer.")
    return _carry_out(request, customer, act, form=form, name="withdraw_form", said=said)


@posted_to("cases:customer")
def lift_block(request: PortalRequest, pk: int) -> HttpResponse:
    """Let support go on for a while although an invoice is overdue."""
    customer = _customer(request, pk, may_lift_block)
    today = timewords.local(moment.of(request)).date()

    def act(**told: Any) -> None:
        services.lift_block(customer, **told, **_by(request))

    form = LiftForm(request.POST, today=today)
    said = _("Support goes on until the day you gave.")
    return _carry_out(request, customer, act, form=form, name="lift_form", said=said)


@posted_to("cases:customer", "pk")
def end_lift(request: PortalRequest, pk: int, lift: int) -> HttpResponse:
    """Take a lift of the payment block back; one that has ended already stays so."""
    customer = _customer(request, pk, may_lift_block)
    services.end_lift(get_object_or_404(customer.reprieves, pk=lift), **_by(request))
    messages.success(request, _("The lift has ended. Overdue invoices stop new cases again."))
    return redirect("cases:customer", pk)


def _customer(request: PortalRequest, pk: int, may: Callable[[User], bool]) -> Customer:
    """The customer, for whoever may do this: 403 before anybody learns whether there is one."""
    if not may(request.user):
        raise PermissionDenied
    return visible_customer(request.user, pk)


def _by(request: PortalRequest) -> dict[str, Any]:
    return {"by": request.user, "at": moment.of(request)}


def _carry_out(
    request: PortalRequest,
    customer: Customer,
    act: Callable[..., None],
    *,
    form: forms.Form,
    name: str,
    said: str,
) -> HttpResponse:
    """Do what the form says and return to the page; or the page again, with why not (422)."""
    if form.is_valid():
        try:
            act(**form.cleaned_data)
        except tuple(_REFUSALS) as refusal:
            field, words = _REFUSALS[type(refusal)]
            form.add_error(field, words % vars(refusal))
        else:
            messages.success(request, said)
            return redirect("cases:customer", customer.pk)
    return show_customer(request, customer, status=422, **{name: form, "refused": name})
