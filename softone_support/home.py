"""The first page after logging in, by role."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts import moment, timewords
from accounts.requests import PortalRequest
from cases.selectors import company
from sla import opening


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The desk goes to its queue; a SuperUser sees what is open and by when (B1)."""
    if request.user.is_desk:
        return redirect("cases:queue")
    at = moment.of(request)
    rows = company.open_rows(request.user, at=at)
    context = {
        "at": at,
        "greeting": _greeting(timewords.local(at).hour) % {"name": request.user.first_name},
        "summary": _summary(rows),
        "may_register": request.user.company is not None,
        "open_rows": rows,
        "handled_rows": company.handled_rows(request.user, at=at),
        "opening": opening.opening_state(at),
        "days": opening.week_ahead(at),
    }
    return render(request, "home.html", context)


def _greeting(hour: int) -> str:
    if 5 <= hour < 10:
        return _("Good morning, %(name)s")
    if 10 <= hour < 17:
        return _("Good day, %(name)s")
    return _("Good evening, %(name)s")


def _summary(rows: list[company.CompanyRow]) -> str:
    """How many cases are under way and when we answer next, in a sentence."""
    if not rows:
        return _("You have no open cases.")
    counted = ngettext(
        "%(count)d case is under way with us.", "%(count)d cases are under way with us.", len(rows)
    ) % {"count": len(rows)}
    first = next((row.due for row in rows if row.due and row.due.kind != "late"), None)
    if first is None:
        return counted
    return _("%(counted)s The next deadline is %(when)s.") % {
        "counted": counted,
        "when": first.words,
    }
