from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from knowledgebase import services
from knowledgebase.forms.voting import VoteForm
from knowledgebase.policies import may_write
from knowledgebase.views.found import visible_page, visible_text


@require_safe
def show(request: PortalRequest, key: str) -> HttpResponse:
    """An article in the reader's language, or in the one the address names (B9)."""
    page = visible_page(request, key, asked=request.GET.get("language", ""))
    context = {
        "page": page,
        "form": VoteForm(initial={"language": page.text.language}),
        "may_write": may_write(request.user),
    }
    return render(request, "knowledgebase/article.html", context)


@posted_to("knowledgebase:article")
def mark_read(request: PortalRequest, key: str) -> HttpResponse:
    """Note that the article has been on somebody's screen for a while."""
    text = visible_text(request, key)
    services.mark_read(text, by=request.user, at=moment.of(request))
    return HttpResponse(status=204)
