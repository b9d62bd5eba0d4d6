"""Parts of the writer's page that are fetched while one writes (B9)."""

from typing import Literal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import filetypes, moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from knowledgebase import services
from knowledgebase.forms.article import LONGEST_BODY
from knowledgebase.models import Article
from knowledgebase.selectors import editor
from knowledgebase.services import FileRefused
from knowledgebase.views.desk_edit import refused_words, require_writer, writers_article


@require_POST
def preview(request: PortalRequest) -> HttpResponse:
    """The text as readers would see it."""
    require_writer(request)
    article = _named(request)
    body = request.POST.get("body", "")[:LONGEST_BODY]
    return render(
        request,
        "knowledgebase/_preview.html",
        {"preview": services.composed_body(body, of=article).html},
    )


@require_safe
def finding(request: PortalRequest, kind: Literal["customers", "related"]) -> HttpResponse:
    """Customers or articles to be ticked: those ticked already, and what the words find."""
    require_writer(request)
    article = _named(request)
    found = editor.options(
        kind,
        request.GET.getlist(kind),
        request.GET.get(f"find_{kind}", ""),
        but=article.pk if article else None,
    )
    return render(request, "knowledgebase/_options.html", {"options": found, "kind": kind})


@posted_to("knowledgebase:edit")
def add_file(request: PortalRequest, key: str) -> HttpResponse:
    """Keep one file with the article; the answer is its chip, or a chip that says why not."""
    article = writers_article(request, key)
    require_writer(request)
    upload = next(iter(request.FILES.getlist("files")), None)
    kept, refusal = None, _("Choose a file first.")
    if upload is not None:
        upload.name = filetypes.safe_name(upload.name or "")
        try:
            kept = services.add_file(article, upload, by=request.user, at=moment.of(request))
        except FileRefused:
            refusal = refused_words(upload.name)
    context = {"file": kept, "article": article, "refusal": "" if kept else refusal}
    status = 201 if kept else 422
    return render(request, "knowledgebase/_file.html", context, status=status)


def _named(request: PortalRequest) -> Article | None:
    """The article that `?article=` names; none for one that is being begun."""
    key = request.GET.get("article", "").replace("\0", "")
    return Article.objects.filter(key=key).first()
