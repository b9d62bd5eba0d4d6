from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import ArticleDraftForm
from cases.selectors.article_draft import offered, trace_words
from cases.services import NotHandledYet
from cases.views.case import show_changed
from cases.views.deeds import allowed_case


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: PortalRequest, number: int) -> HttpResponse:
    """Draft an article out of a solved case, with nobody to be known from it (B9)."""
    case = allowed_case(request, number, policies.may_draft_article)
    if not case.is_handled:
        return show_changed(request, number)
    source = offered(case, request.user)
    start = {"title": source.title, "body": source.body}
    form = ArticleDraftForm(request.POST or None, case=case, initial=start)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "body")}
        try:
            article = services.draft_article(case, by=request.user, at=moment.of(request), **words)
        except NotHandledYet:
            return show_changed(request, number)
        messages.success(request, _("The draft is ready. Only SoftOne sees it yet."))
        return redirect("knowledgebase:edit", article.key)
    context = {
        "case": case,
        "source": source,
        "form": form,
        "found": [(trace_words(each.trace), each.words) for each in form.found],
        "now": moment.of(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "cases/article_draft.html", context, status=status)
