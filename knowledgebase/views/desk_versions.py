"""What an article once said (B9)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from knowledgebase import policies, services
from knowledgebase.models import Article, ArticleText, ArticleVersion
from knowledgebase.selectors import editor, history
from knowledgebase.services import ChangedMeanwhile
from knowledgebase.views.desk_edit import (
    asked_language,
    edit_address,
    require_writer,
    writers_article,
)


@require_safe
def show(request: PortalRequest, key: str) -> HttpResponse:
    """Every version in one language, and the difference between two of them."""
    article = writers_article(request, key)
    text = article.texts.filter(language=asked_language(request, article)).first()
    text = text or get_object_or_404(article.texts, language=article.original)
    return _show(request, article, text)


@posted_to("knowledgebase:versions", "key")
def restore(request: PortalRequest, key: str, pk: int) -> HttpResponse:
    """Save a text as it once was, as the newest version."""
    article = writers_article(request, key)
    require_writer(request)
    versions = ArticleVersion.objects.select_related("text__article")
    version = get_object_or_404(versions, text__article=article, pk=pk)
    seen = request.POST.get("seen", "")
    try:
        services.restore(
            version,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            by=request.user,
            at=moment.of(request),
        )
    except ChangedMeanwhile:
        return _show(request, article, version.text, status=409, has_changed=True)
    messages.success(request, _("Version %(number)s was restored.") % {"number": version.number})
    return redirect(edit_address(article, version.text.language))


def _show(
    request: PortalRequest,
    article: Article,
    text: ArticleText,
    *,
    status: int = 200,
    has_changed: bool = False,
) -> HttpResponse:
    versions = history.versions_of(text)
    context = {
        "article": article,
        "text": text,
        "rows": [(version, history.note_words(version)) for version in versions],
        "comparison": history.compare(text, request.GET.get("old", ""), request.GET.get("new", "")),
        "tabs": [tab for tab in editor.tabs_of(article, text.language) if tab.is_there],
        "edit_url": edit_address(article, text.language),
        "may_write": policies.may_write(request.user),
        "has_changed": has_changed,
        "at": moment.of(request),
    }
    return render(request, "knowledgebase/desk_versions.html", context, status=status)
