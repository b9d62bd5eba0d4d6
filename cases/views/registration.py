from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import RegistrationForm
from cases.selectors.levels import level_offers


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Register a programming error, with the deadline each service level would give (B3.2)."""
    if not policies.may_register(request.user):
        raise PermissionDenied
    customer = request.user.company
    if customer is None:
        raise Http404
    form = RegistrationForm(request.POST or None, request.FILES or None, customer=customer)
    if request.method == "POST" and form.is_valid():
        person, at = request.user, moment.of(request)
        case = services.register(customer, contact=person, by=person, at=at, **form.registration())
        said = _("We have your case. Its number is %(reference)s.")
        messages.success(request, said % {"reference": case.reference})
        return redirect(case)
    chosen = str(form["level"].value() or request.GET.get("level", ""))
    offers = level_offers(moment.of(request), chosen=chosen)
    context = {
        "form": form,
        "files_again": bool(request.FILES),
        "offers": offers,
        "is_chosen": any(offer.is_chosen for offer in offers),
    }
    part = "#preview" if request.htmx and request.method != "POST" else ""
    status = 422 if form.is_bound and request.method == "POST" else 200
    return render(request, f"cases/new.html{part}", context, status=status)
