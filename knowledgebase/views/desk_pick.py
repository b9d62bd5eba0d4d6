"""The small list behind `??` in a reply (B9)."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.models import Customer
from accounts.requests import PortalRequest
from knowledgebase import policies
from knowledgebase.selectors import pick


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Articles that `?customer=` may read and whose title holds `?q=`; a piece of a page."""
    if not policies.may_see_desk(request.user):
        raise PermissionDenied
    asked, customer = request.GET.get("customer", ""), None
    if asked:
        known = Customer.objects.visible_to(request.user)
        pk = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
        customer = get_object_or_404(known, pk=pk)
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    found = pick(
        request.user,
        words,
        moment.of(request),
        customer=customer,
        language=request.GET.get("language", ""),
    )
    site = settings.SITE_URL.rstrip("/")
    rows = [(row, site + reverse("knowledgebase:article", args=[row.key])) for row in found]
    return render(request, "knowledgebase/_picks.html", {"rows": rows, "words": words})
