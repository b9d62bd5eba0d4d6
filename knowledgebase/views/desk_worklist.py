"""The writers' work: what readers searched in vain, and what did not help them (B9)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from knowledgebase import policies, services
from knowledgebase.models import Vote
from knowledgebase.search import services as search
from knowledgebase.search.models import MissedSearch
from knowledgebase.selectors.worklist import worklist
from knowledgebase.views.desk_edit import require_writer


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    if not policies.may_see_desk(request.user):
        raise PermissionDenied
    at = moment.of(request)
    context = {
        "work": worklist(request.user, at=at),
        "may_write": policies.may_write(request.user),
        "at": at,
    }
    return render(request, "knowledgebase/desk_worklist.html", context)


@posted_to("knowledgebase:worklist")
def settle_missed(request: PortalRequest) -> HttpResponse:
    """Take words that found nothing off the list."""
    require_writer(request)
    missed = get_object_or_404(MissedSearch, pk=_named(request, "missed"))
    search.settle_missed(missed, at=moment.of(request))
    messages.success(request, _("“%(words)s” is dealt with.") % {"words": missed.words})
    return redirect("knowledgebase:worklist")


@posted_to("knowledgebase:worklist")
def settle_vote(request: PortalRequest) -> HttpResponse:
    """Take a reader's remark off the list."""
    require_writer(request)
    said = get_object_or_404(Vote, pk=_named(request, "vote"))
    services.settle_vote(said, by=request.user, at=moment.of(request))
    messages.success(request, _("The remark is dealt with."))
    return redirect("knowledgebase:worklist")


def _named(request: PortalRequest, name: str) -> int:
    """The number that a form names; 0, which is nobody's, for anything else."""
    asked = request.POST.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
