from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from knowledgebase import services
from knowledgebase.choices import Verdict
from knowledgebase.forms.voting import VoteForm
from knowledgebase.views.found import visible_page


@posted_to("knowledgebase:article")
def cast(request: PortalRequest, key: str) -> HttpResponse:
    """Say whether an article helped, and why not; a second word replaces the first (B9)."""
    page = visible_page(request, key, asked=request.POST.get("language", ""))
    form = VoteForm(request.POST)
    if form.is_valid():
        services.vote(
            page.text,
            verdict=Verdict(form.cleaned_data["verdict"]),
            comment=form.cleaned_data["comment"],
            by=request.user,
            at=moment.of(request),
        )
        if not request.htmx:
            language = page.text.language
            return redirect(f"{page.article.get_absolute_url()}?language={language}#vote")
    part = "knowledgebase/_vote.html" if request.htmx else "knowledgebase/article.html"
    status = 200 if form.is_valid() else 422
    return render(request, part, {"page": page, "form": form, "is_said": True}, status=status)
