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
    if not policies.may_register(request.user):
        raise PermissionDenied
    customer = get_object_or_404(Customer.objects.visible_to(request.user))
    form = RegistrationForm(request.POST or None, request.FILES or None, customer=customer)
    if request.method == "POST" and form.is_valid():
        person, at = request.user, moment.of(request)
        case = services.register(customer, contact=person, by=person, at=at, **form.registration())
        said = _("We have your case. Its number is %(reference)s.")
        messages.success(request, said % {"reference": case.reference})
        return redirect(case)
    chosen = str(form["level"].value() or request.GET.get("level", ""))
    context = {
        "form": form,
        "files_again": bool(request.FILES),
        "chosen": chosen,
        "offers": level_offers(moment.of(request), chosen=chosen),
    }
    part = "#preview" if request.htmx and request.method != "POST" else ""
    status = 422 if form.is_bound and request.method == "POST" else 200
    return render(request, f"cases/new.html{part}", context, status=status)
