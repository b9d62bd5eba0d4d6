from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from cases import policies
from cases.filters import QueueFilter, summary_of, views_of
from cases.selectors import queue


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """The desk's queue: the nearest deadline first, the filters in the address (B1.2)."""
    if not policies.may_read_queue(request.user):
        raise PermissionDenied
    at = moment.of(request)
    wanted = QueueFilter(request.GET, user=request.user)
    cases = queue.of_view(wanted.qs, wanted.view, user=request.user, at=at)
    if start := queue.read_mark(request.GET.get("after", "")):
        cases = cases.after(*start)
    counts = queue.counts(request.user, wanted.team, at=at)
    context: dict[str, Any] = {
        "at": at,
        "page": (page := queue.page(cases, at=at)),
        "views": (views := views_of(wanted, counts)),
        "heading": next(view["label"] for view in views if view["is_current"]),
        "summary": summary_of(counts),
        "chips": wanted.chips(),
        "here": request.get_full_path(),
        "first": wanted.address() if start else "",
        "older": wanted.address(after=page.next_after) if page.next_after else "",
    }
    return render(request, "cases/queue.html", context)
