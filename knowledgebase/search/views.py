from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from accounts import moment
from accounts.requests import PortalRequest
from knowledgebase.search import services
from knowledgebase.search.selectors.page import results_page
from knowledgebase.search.services import LONGEST


@require_safe
def results(request: PortalRequest) -> HttpResponse:
    """What comes near the words of the address, of everything the person may see (B9)."""
    page = results_page(
        request.GET,
        request.user,
        _language(),
        at=moment.of(request),
        is_being_typed=bool(request.htmx),
    )
    part = "#results" if request.htmx else ""
    return render(request, f"search/results.html{part}", {"page": page})


@require_POST
def missed(request: PortalRequest) -> HttpResponse:
    """Count words that found nothing; the page that says so sends it (B9)."""
    words = request.POST.get("q", "").replace("\0", "")[:LONGEST]
    services.note_missed(words, language=_language(), at=moment.of(request))
    return HttpResponse(status=204)


def _language() -> str:
    return (get_language() or "fi")[:2]
