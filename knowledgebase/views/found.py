"""The article an address names, for those who may read it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from accounts import moment
from accounts.requests import PortalRequest
from knowledgebase.models import Article, ArticleText
from knowledgebase.selectors.article_page import ArticlePage, article_page


def visible_page(request: PortalRequest, key: str, *, asked: str) -> ArticlePage:
    """The article in the language asked for; 404 for who may not read it, and without a text."""
    at = moment.of(request)
    articles = Article.objects.visible_to(request.user, at=at)
    article = get_object_or_404(articles.select_related("module", "topic", "owner"), key=key)
    own = (get_language() or "fi")[:2]
    page = article_page(article, user=request.user, language=own, at=at, asked=asked)
    if page is None:
        raise Http404
    return page


def visible_text(request: PortalRequest, key: str) -> ArticleText:
    """The text that a form was sent from."""
    return visible_page(request, key, asked=request.POST.get("language", "")).text
