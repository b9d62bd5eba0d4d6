"""Saying that an article still holds, or a translation (B9)."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from accounts.timewords import full_date_words, local
from knowledgebase import services
from knowledgebase.views.desk_edit import edit_address, require_writer, writers_article

# What the buttons offer, in months, and the days till then.
SPANS = {"6": timedelta(days=182), "12": timedelta(days=365)}


@posted_to("knowledgebase:edit")
def confirm(request: PortalRequest, key: str) -> HttpResponse:
    """The article still holds; it is read again in half a year or a year."""
    article = writers_article(request, key)
    require_writer(request)
    at = moment.of(request)
    next_on = local(at).date() + SPANS.get(request.POST.get("months", ""), SPANS["12"])
    services.confirm(article, next_on=next_on, at=at)
    told = {"day": full_date_words(next_on)}
    messages.success(request, _("Checked. We ask again on %(day)s.") % told)
    return redirect("knowledgebase:edit", article.key)


@posted_to("knowledgebase:edit")
def confirm_translation(request: PortalRequest, key: str) -> HttpResponse:
    """A translation is as good as the original, without a change."""
    article = writers_article(request, key)
    require_writer(request)
    translations = article.texts.exclude(language=article.original).select_related("article")
    text = get_object_or_404(
        translations, language=request.POST.get("language", "").replace("\0", "")
    )
    services.confirm_translation(text, at=moment.of(request))
    messages.success(request, _("The translation counts as good as the original again."))
    return redirect(edit_address(article, text.language))
