"""The writers' list of articles (B9)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from knowledgebase import policies
from knowledgebase.filters import DeskFilter
from knowledgebase.selectors import desk_list


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Every article with its state; the filters stand in the address."""
    if not policies.may_see_desk(request.user):
        raise PermissionDenied
    at, after = moment.of(request), request.GET.get("after", "")
    wanted = DeskFilter(request.GET)
    page = desk_list.articles_page(request.user, wanted.wanted, after=after, at=at)
    context = {
        "page": page,
        "at": at,
        "wanted": wanted,
        "tabs": wanted.tabs(desk_list.counts(request.user, at=at)),
        "chips": wanted.chips(),
        "may_write": policies.may_write(request.user),
        "first": wanted.address() if after else "",
        "older": wanted.address(after=page.next_after) if page.next_after else "",
    }
    return render(request, "knowledgebase/desk_list.html", context)
