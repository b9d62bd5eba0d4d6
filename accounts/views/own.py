"""What a person says of themselves: contact details, days away (B12.2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import moment, services, timewords
from accounts.forms.people import AbsenceForm, ContactForm
from accounts.models import Absence
from accounts.requests import PortalRequest
from accounts.views.company import own_company


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PortalRequest) -> HttpResponse:
    """One's own name and phone; saving them confirms them."""
    person = request.user
    names = ("first_name", "last_name", "phone")
    form = ContactForm(initial={name: getattr(person, name) for name in names})
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            services.correct_contact(person, **form.cleaned_data, at=moment.of(request))
            messages.success(request, _("Your details are saved."))
            return redirect("accounts:own")
    return _page(request, form, status=422 if form.is_bound else 200)


@require_POST
def confirm(request: PortalRequest) -> HttpResponse:
    """Say that the details still hold, and go back to work."""
    services.confirm_contact(request.user, at=moment.of(request))
    messages.success(request, _("Thank you. Your details are confirmed."))
    return redirect("home")


@require_POST
def go_away(request: PortalRequest) -> HttpResponse:
    """Let a colleague hear the news on some days."""
    own_company(request)
    form = _absence_form(request, request.POST)
    if form.is_valid():
        try:
            services.go_away(request.user, **form.cleaned_data, at=moment.of(request))
        except (services.NotAColleague, services.AbsencePassed):
            form.add_error("deputy", _("This person has left meanwhile. Choose another."))
        else:
            messages.success(request, _("Your deputy hears your news on those days."))
            return redirect("accounts:own")
    names = ("first_name", "last_name", "phone")
    contact = ContactForm(initial={name: getattr(request.user, name) for name in names})
    return _page(request, contact, absence_form=form, status=422)


@require_POST
def come_back(request: PortalRequest) -> HttpResponse:
    own_company(request)
    services.come_back(request.user)
    messages.success(request, _("You hear your own news again."))
    return redirect("accounts:own")


def _absence_form(request: PortalRequest, *args: object) -> AbsenceForm:
    colleagues = request.user.colleagues().exclude(pk=request.user.pk).distinct()
    today = timewords.local(moment.of(request)).date()
    return AbsenceForm(*args, colleagues=colleagues, today=today)


def _page(
    request: PortalRequest,
    form: ContactForm,
    *,
    absence_form: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    has_company = request.user.company is not None
    context = {
        "form": form,
        "absence": Absence.objects.filter(user=request.user).select_related("deputy").first(),
        "absence_form": absence_form or (_absence_form(request) if has_company else None),
        "at": moment.of(request),
    }
    return render(request, "accounts/own.html", context, status=status)
