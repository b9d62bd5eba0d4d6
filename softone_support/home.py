"""The first page after logging in, by role."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts import moment, timewords
from accounts.models import User
from accounts.requests import PortalRequest
from accounts.selectors.support import asks_for_contact, standing
from cases.selectors import company
from cases.selectors.company import CompanyRow
from cases.selectors.company_words import late_words, ours_words, yours_words
from cases.selectors.registration import TYPES, unfinished
from cases.selectors.right import Certificates, certificates_of
from sla import opening

# The rest of what is under way is one link further.
OURS_SHOWN = 6


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The desk goes to its queue; a SuperUser sees whose turn it is, and what comes by when (B1)."""
    if request.user.is_desk:
        return redirect("cases:queue")
    at, person = moment.of(request), request.user
    rows = company.open_rows(person, at=at)
    yours = [row for row in rows if row.asks]
    ours = [row for row in rows if not row.asks]
    context = {
        "at": at,
        "greeting": _greeting(timewords.local(at).hour) % {"name": person.first_name},
        "summary": _summary(yours, ours),
        "may_register": person.company is not None,
        **_entitlement(person, at),
        "types": TYPES,
        "drafts": unfinished(person),
        "your_rows": yours,
        "our_rows": ours[:OURS_SHOWN],
        "all_open": _all_open(len(rows)),
        "handled_rows": company.handled_rows(person, at=at),
        "opening": opening.opening_state(at),
        "days": opening.week_ahead(at),
    }
    return render(request, "home.html", context)


def _entitlement(person: User, at: datetime) -> dict[str, object]:
    """What the right to support stands on, and whether contact details should be confirmed."""
    if person.company is None:
        return {}
    own = standing(person, person.company, at)
    return {
        "standing": own,
        "certificates": Certificates(certificates_of(own, person.company)),
        "asks_for_contact": asks_for_contact(person, at=at),
    }


def _greeting(hour: int) -> str:
    if 5 <= hour < 10:
        return _("Good morning, %(name)s")
    if 10 <= hour < 17:
        return _("Good day, %(name)s")
    return _("Good evening, %(name)s")


def _summary(yours: list[CompanyRow], ours: list[CompanyRow]) -> str:
    """What we are late with, whose turn it is, and when we answer next."""
    if not yours and not ours:
        return _("You have no open cases.")
    late = sum(1 for row in (*yours, *ours) if row.due and row.due.kind == "late")
    said = [late_words(late), yours_words(len(yours)), ours_words(len(ours)), _next_words(ours)]
    return " ".join(filter(None, said))


def _next_words(ours: list[CompanyRow]) -> str:
    """The next promise that has not passed: the start of handling, or a solution."""
    row = next((row for row in ours if row.due and row.due.kind != "late"), None)
    if row is None or row.due is None:
        return ""
    when = {"when": row.due.words}
    if row.case.taken_up_at is None:
        return _("The next answer comes at the latest %(when)s.") % when
    return _("Our next target is %(when)s.") % when


def _all_open(count: int) -> str:
    if count >= company.OPEN_SHOWN:
        return _("All open cases")
    return ngettext("All open cases", "All %(count)d open cases", count) % {"count": count}
