"""Registering a case for a SuperUser who calls (B3.1)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment, timewords
from accounts.choices import ReasonCode
from accounts.models import Customer, User
from accounts.requests import PortalRequest
from accounts.selectors.support import standing
from cases import policies, services
from cases.choices import Channel
from cases.forms.caller import CallerForm
from cases.models import Case
from cases.selectors.entitlement import CallersRight, callers_right
from cases.services import LevelMissing, ModuleNotLicensed, RightMissing
from cases.services.entitling import GRAVEST
from cases.views.registration_form import form_context

# Buttons and choices that only draw the page anew, with everything typed so far.
_REDRAWS = {"show", "advise"}
_GIVEN = ("caller", "module", "level", "work", "way_round", "people", "advised", "at_stake")


@require_http_methods(["GET", "HEAD", "POST"])
def new_for(request: PortalRequest, pk: int) -> HttpResponse:
    """Register a case for a SuperUser of this customer who is on the phone."""
    customer = _calling_customer(request, pk)
    if request.method != "POST":
        form = _form(request, customer, initial=_given(request))
        return _show(request, customer, form, part="#preview" if request.htmx else "")
    if request.POST.get("then") not in _REDRAWS:
        return _send(request, customer)
    typed = {**CallerForm.typed_in(request.POST), "key": request.POST.get("key", "")}
    form = _form(request, customer, initial=typed)
    return _show(request, customer, form, part="#told" if request.htmx else "")


def _send(request: PortalRequest, customer: Customer) -> HttpResponse:
    form = _form(request, customer, request.POST, request.FILES)
    if form.is_valid() and (case := _registered(request, customer, form)):
        said = _("%(reference)s is registered. The receipt goes to %(name)s by e-mail.")
        messages.success(
            request, said % {"reference": case.reference, "name": case.contact.full_name}
        )
        return redirect(case)
    return _show(request, customer, form, status=422)


def _registered(request: PortalRequest, customer: Customer, form: CallerForm) -> Case | None:
    """The case, or None when the form now says why there is none."""
    told, at = form.registration(), moment.of(request)
    try:
        return services.register(customer, by=request.user, channel=Channel.PHONE, at=at, **told)
    except RightMissing as refusal:
        if refusal.decision.has(ReasonCode.NOT_NAMED):
            form.add_error("caller", form.fields["caller"].error_messages["invalid_choice"])
        else:
            form.add_error("exception", _("The right to support is missing. Say why you go on."))
    except ModuleNotLicensed:
        form.add_error("module", form.fields["module"].error_messages["invalid_choice"])
    except LevelMissing:
        form.add_error("level", form.fields["level"].error_messages["required"])
    return None


def _calling_customer(request: PortalRequest, pk: int) -> Customer:
    if not policies.may_register_for_caller(request.user):
        raise PermissionDenied
    return get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)


def _form(request: PortalRequest, customer: Customer, *args: Any, **how: Any) -> CallerForm:
    today = timewords.local(moment.of(request)).date()
    return CallerForm(*args, person=request.user, customer=customer, today=today, **how)


def _given(request: PortalRequest) -> dict[str, str]:
    """What the address already says: who calls, about what, how urgent."""
    given = {name: request.GET[name] for name in _GIVEN if name in request.GET}
    is_error = "level" in given or "work" in given
    case_type = request.GET.get("type", "programming_error" if is_error else "")
    return {**given, "case_type": case_type}


def _show(
    request: PortalRequest,
    customer: Customer,
    form: CallerForm,
    *,
    status: int = 200,
    part: str = "",
) -> HttpResponse:
    caller = form.chosen("caller")
    context = {
        **form_context(request, form, draft=None),
        "for_customer": customer,
        "form_url": (here := reverse("cases:new_for", args=[customer.pk])),
        "keep_url": here,
        "caller": caller,
        "right": _right(request, customer, form, caller) if caller else None,
        "files_again": bool(request.FILES),
        "is_part": bool(part),
    }
    return render(request, f"cases/new_for.html{part}", context, status=status)


def _right(
    request: PortalRequest, customer: Customer, form: CallerForm, caller: User
) -> CallersRight | None:
    """The right to support of who calls; unknown until type and module are chosen."""
    module = form.chosen("module")
    if form.type is None or module is None:
        return None
    level = form.chosen("level") if "level" in form.fields else None
    return callers_right(
        standing(caller, customer, moment.of(request)),
        form.type,
        module,
        is_gravest=level is not None and level.pk == GRAVEST,
    )
