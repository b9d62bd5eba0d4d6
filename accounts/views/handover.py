"""A SuperUser leaves, and somebody goes on: one page, one step (B2.6)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import moment, movers, services
from accounts.forms.people import InvitationForm, SuccessorForm
from accounts.models import Customer, Handover, SuperUser, User
from accounts.requests import PortalRequest
from accounts.selectors.company import company_page
from accounts.views.company import own_company, sent_invitation


@dataclass(frozen=True, slots=True)
class CameFrom:
    """The page that lists the customer's people, to which one returns."""

    name: str
    path: str


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: PortalRequest, pk: int) -> HttpResponse:
    """Let a SuperUser arrange who goes on from themselves or a colleague."""
    came_from = CameFrom(_("SuperUsers"), reverse("accounts:company"))
    return arrange(request, seat_of(request, own_company(request), pk), came_from)


def seat_of(request: PortalRequest, customer: Customer, pk: int) -> SuperUser:
    """A seat of the customer that somebody has now, whether they may log in or not; else 404."""
    seats = SuperUser.objects.visible_to(request.user).seated().select_related("user", "customer")
    return get_object_or_404(seats, pk=pk, customer=customer)


def arrange(request: PortalRequest, seat: SuperUser, came_from: CameFrom) -> HttpResponse:
    """Show what waits for a person; give it to a colleague, to somebody new, or end the seat."""
    customer = seat.customer
    colleagues = User.objects.speaking_for(customer).exclude(pk=seat.user_id)
    way = request.POST.get("way", "")
    colleague = SuccessorForm(
        request.POST if way == "colleague" else None, colleagues=colleagues, prefix="colleague"
    )
    newcomer = InvitationForm(
        request.POST if way == "newcomer" else None,
        prefix="newcomer",
        initial={"language": seat.user.language},
    )
    done = {
        "end": lambda: _ended(request, seat),
        "colleague": lambda: colleague.is_valid() and _handed_over(request, seat, colleague),
        "newcomer": lambda: (
            newcomer.is_valid() and sent_invitation(request, newcomer, customer, replaces=seat)
        ),
    }
    if way in done and done[way]():
        return _way_back(request, came_from)
    forms = {"colleague": colleague, "newcomer": newcomer}
    return _page(request, seat, {"came_from": came_from, "forms": forms})


def _page(request: PortalRequest, seat: SuperUser, parts: dict[str, Any]) -> HttpResponse:
    waiting = movers.waiting(seat.user, seat.customer)
    context = {
        **parts,
        "seat": seat,
        "waiting": [(mover.words, waiting[mover.name]) for mover in movers.all_movers()],
        "nothing_waits": not any(waiting.values()),
        "is_own": seat.user_id == request.user.pk,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/handover.html", context, status=status)


def _handed_over(request: PortalRequest, seat: SuperUser, form: SuccessorForm) -> bool:
    successor, at = form.cleaned_data["to"], moment.of(request)
    try:
        services.hand_over(seat, to=successor, by=request.user, at=at)
    except services.NotAColleague:
        form.add_error("to", _("This person has left meanwhile. Choose another."))
        return False
    except services.SeatEnded:
        messages.warning(request, _("This has been handed over already."))
        return True
    words = _("%(name)s goes on. Everything that waited has moved.")
    messages.success(request, words % {"name": successor.full_name})
    return True


def _ended(request: PortalRequest, seat: SuperUser) -> bool:
    try:
        services.leave(seat, by=request.user, at=moment.of(request))
    except services.SuccessorNeeded:
        messages.warning(request, _("Something waits now. Choose who goes on."))
        return False
    except services.SeatEnded:
        messages.warning(request, _("This has been handed over already."))
        return True
    messages.success(request, _("The seat is free now."))
    return True


def _way_back(request: PortalRequest, came_from: CameFrom) -> HttpResponse:
    """The page one came from; home for who has just left the company."""
    own = SuperUser.objects.current().filter(user=request.user)
    stays = request.user.is_desk or own.exists()
    return redirect(came_from.path if stays else "home")


@require_safe
def take_over(request: PortalRequest, pk: int) -> HttpResponse:
    """What a successor reads first, and which trainings are missing."""
    takeovers = Handover.objects.filter(
        successor=request.user, customer__in=Customer.objects.visible_to(request.user)
    )
    handover = get_object_or_404(takeovers.select_related("leaver", "customer"), pk=pk)
    company = company_page(handover.customer, at=moment.of(request))
    own = [person for person in company.people if person.seat.user_id == request.user.pk]
    reading = [(mover.words, mover.reading(handover)) for mover in movers.all_movers()]
    context = {
        "handover": handover,
        "reading": [(words, pages) for words, pages in reading if pages],
        "missing": own[0].missing if own else [],
        "at": moment.of(request),
    }
    return render(request, "accounts/takeover.html", context)
