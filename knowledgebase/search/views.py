from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from knowledgebase.search import services
from knowledgebase.search.selectors.page import results_page
from knowledgebase.search.selectors.results import search
from knowledgebase.search.services import LONGEST


@require_safe
def results(request: PortalRequest) -> HttpResponse:
    """What comes near the words of the address, of everything the person may see (B9)."""
    _require_a_place(request)
    page = results_page(
        request.GET,
        request.user,
        _language(),
        at=moment.of(request),
        is_being_typed=bool(request.htmx),
    )
    part = "#results" if request.htmx else ""
    return render(request, f"search/results.html{part}", {"page": page})


@posted_to("knowledgebase:search")
def missed(request: PortalRequest) -> HttpResponse:
    """Count words that found nothing; the page that says so sends it (B9)."""
    _require_a_place(request)
    words, at = request.POST.get("q", "").replace("\0", "")[:LONGEST], moment.of(request)
    if not search(words, request.user, _language(), at=at).counts:
        services.note_missed(words, language=_language(), by=request.user, at=at)
    return HttpResponse(status=204)


def _language() -> str:
    return (get_language() or "fi")[:2]


def _require_a_place(request: PortalRequest) -> None:
    """404 for somebody who speaks for no company any more: there is nothing to find."""
    if not request.user.is_desk and request.user.company is None:
        raise Http404
