"""The page an invitation leads to (B2.6)."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import moment, services
from accounts.forms.people import JoiningForm
from accounts.models import Invitation
from accounts.services import seats as invitations


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Make a login out of an invitation, or let its owner take the seat with the one they have."""
    at = moment.of(request)
    try:
        invitation = services.find_invitation(token, at=at)
        if invitations.has_login(invitation.email):
            return _join_again(request, token, invitation)
        if request.method == "POST":
            return _join(request, token, invitation)
    except services.InvitationOver:
        return _over(request)
    names = ("first_name", "last_name", "language")
    given = {name: getattr(invitation, name) for name in names}
    return _page(request, invitation, JoiningForm(initial=given, email=invitation.email))


def _join(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = JoiningForm(request.POST, email=invitation.email)
    if form.is_valid():
        told = form.cleaned_data
        told["password"] = told.pop("password1")
        told.pop("password2")
        try:
            person = services.join(token, **told, at=moment.of(request))
        except services.NoSeatLeft:
            return _no_seat(request, invitation, form=form)
        except (services.SpeaksElsewhere, services.LoginFirst):
            return _elsewhere(request, invitation)
        messages.success(request, _("Welcome. Here you register cases and follow them."))
        return perform_login(request, person, email_verification="none", redirect_url="/")
    return _page(request, invitation, form, status=422)


def _join_again(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated or request.user.email != invitation.email:
        return render(
            request, "accounts/joining_login.html", {"invitation": invitation}, status=200
        )
    if request.method != "POST":
        return render(request, "accounts/joining_login.html", {"invitation": invitation})
    try:
        services.join_again(token, person=request.user, at=moment.of(request))
    except services.NoSeatLeft:
        return _no_seat(request, invitation)
    except services.SpeaksElsewhere:
        return _elsewhere(request, invitation)
    return redirect("home")


def _page(
    request: HttpRequest, invitation: Invitation, form: JoiningForm, *, status: int = 200
) -> HttpResponse:
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/joining.html", context, status=status)


def _no_seat(
    request: HttpRequest, invitation: Invitation, *, form: JoiningForm | None = None
) -> HttpResponse:
    """Say whom to ask, and keep what was told: the same form goes again when a seat is free."""
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/joining_full.html", context, status=409)


def _elsewhere(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Said to the invited person alone: whoever invited learns nothing of other companies."""
    context = {"invitation": invitation}
    return render(request, "accounts/joining_elsewhere.html", context, status=409)


def _over(request: HttpRequest) -> HttpResponse:
    """One answer for a forged, an old, a withdrawn and a used link."""
    return render(request, "accounts/joining_over.html", status=404)
