"""A case that is not needed: an article answered while it was being written (B3.4)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.requests import PortalRequest
from cases import services
from cases.views.registration_form import key_of, own_draft, registering_company
from knowledgebase import services as knowledge
from knowledgebase.models import Article, ArticleText


@require_http_methods(["GET", "HEAD", "POST"])
def solved(request: PortalRequest, pk: int) -> HttpResponse:
    """Ask whether the draft may go, then put it away and count the case that was avoided."""
    registering_company(request)
    at = moment.of(request)
    article = get_object_or_404(Article.objects.visible_to(request.user, at=at), pk=pk)
    text = _text(article)
    named = request.POST if request.method == "POST" else request.GET
    draft = own_draft(request, key_of(named.get("draft", "")))
    is_done = request.method == "POST"
    if is_done:
        knowledge.mark_solved(text, by=request.user, at=at, draft=draft.key if draft else None)
        if draft:
            services.discard_draft(draft)
    return render(request, "cases/solved.html", {"text": text, "draft": draft, "is_done": is_done})


def _text(article: Article) -> ArticleText:
    """The text the reader has most likely read."""
    texts = {text.language: text for text in article.texts.select_related("article")}
    own = (get_language() or "fi")[:2]
    return texts.get(own) or texts[article.original]
