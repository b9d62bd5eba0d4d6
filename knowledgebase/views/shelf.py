from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from knowledgebase.filters.shelf import ShelfFilter
from knowledgebase.selectors.shelf import Knowledge


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """The articles, by module and topic, with what is read now and what is new (B9)."""
    if not request.user.is_desk and request.user.company is None:
        raise Http404
    at, language = moment.of(request), (get_language() or "fi")[:2]
    knowledge = Knowledge(request.user, language=language, at=at)
    asked = ShelfFilter(request.GET, knowledge)
    context = {"at": at, "language": language, "knowledge": knowledge, "asked": asked}
    if asked.wanted.is_narrow:
        entries, goes_on = knowledge.page(asked.wanted, asked.page)
        context |= {
            "entries": entries,
            "newer": asked.address(page=str(asked.page - 1)) if asked.page > 1 else "",
            "older": asked.address(page=str(asked.page + 1)) if goes_on else "",
        }
    return render(request, "knowledgebase/shelf.html", context)
