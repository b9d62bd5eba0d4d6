from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.models import Customer
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import RegistrationForm
from cases.selectors.levels import level_offers


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Register a programming error, with the deadline each service level would give (B3.2)."""
    if request.user.is_desk:
        raise PermissionDenied
    customer = get_object_or_404(Customer.objects.visible_to(request.user))
    if not policies.may_register(request.user, customer):
        raise PermissionDenied
    at = moment.of(request)
    form = RegistrationForm(request.POST or None, request.FILES or None, customer=customer)
    if request.method == "POST" and form.is_valid():
        case = services.register(
            customer,
            by=request.user,
            module=form.cleaned_data["module"],
            level=form.cleaned_data["level"],
            subject=form.cleaned_data["subject"],
            description=form.cleaned_data["description"],
            facts=form.facts(),
            files=form.cleaned_data["files"],
            key=form.cleaned_data["key"],
            at=at,
        )
        said = _("We have your case. Its number is %(reference)s.")
        messages.success(request, said % {"reference": case.reference})
        return redirect(case)
    chosen = str(form["level"].value() or request.GET.get("level", ""))
    context = {"form": form, "chosen": chosen, "offers": level_offers(at, chosen=chosen)}
    part = "#preview" if request.htmx and request.method != "POST" else ""
    status = 422 if form.is_bound and request.method == "POST" else 200
    return render(request, f"cases/new.html{part}", context, status=status)
