"""How the knowledge base is read (B9)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.chips import Choice
from accounts.requests import PortalRequest
from knowledgebase import policies
from knowledgebase.selectors.statistics import PERIODS, statistics


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    if not policies.may_see_desk(request.user):
        raise PermissionDenied
    asked = {str(days): days for days in PERIODS}
    days = asked.get(request.GET.get("days", ""), 90)
    context = {
        "found": statistics(days, at=moment.of(request)),
        "periods": [Choice(_period_words(each), f"?days={each}", each == days) for each in PERIODS],
        "may_write": policies.may_write(request.user),
    }
    return render(request, "knowledgebase/desk_statistics.html", context)


def _period_words(days: int) -> str:
    if not days:
        return _("All of it")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
