"""A person's own list of notices."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import moment
from accounts.notices import selectors, services
from accounts.notices.forms import OlderForm, SeenForm
from accounts.notices.models import Notice
from accounts.requests import PortalRequest


@require_safe
def notice_list(request: PortalRequest) -> HttpResponse:
    place = OlderForm(request.GET)
    if not place.is_valid():
        raise Http404
    page = selectors.notice_page(request.user, before=place.cleaned_data["before"])
    older_url = f"{request.path}?before={page.older}" if page.older else ""
    return render(
        request,
        "notices/list.html",
        {"page": page, "older_url": older_url, "now": moment.of(request)},
    )


@require_POST
def reading(request: PortalRequest, pk: int) -> HttpResponse:
    """Mark a notice read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    [words] = selectors.words_of(request.user, [(notice.kind, notice.context)])
    if words is None:
        raise Http404
    services.mark_read(notice, by=request.user, at=moment.of(request))
    return redirect(words.path or "notices:list")


@require_POST
def all_read(request: PortalRequest) -> HttpResponse:
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        raise Http404
    services.mark_all_read(by=request.user, upto=seen.cleaned_data["upto"], at=moment.of(request))
    return redirect("notices:list")
