"""Pages that belong to no app: contact, and what a stale form is answered with."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.information.models import ContactDetails
from sla import opening


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token has aged: say how to go on without losing the text."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """The ways to reach us and the opening hours of the days ahead (B13, B3.1)."""
    now = moment.of(request)
    return render(
        request,
        "contact.html",
        {
            "details": ContactDetails.load(),
            "opening": opening.opening_state(now),
            "days": opening.week_ahead(now),
        },
    )
