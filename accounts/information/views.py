"""The pages everybody may read: privacy notice, security (B12.4)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.information.article import compose
from accounts.information.models import InformationPage


@login_not_required
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an information page with its contents, in the reader's language."""
    found = get_object_or_404(InformationPage, slug=slug)
    return render(
        request,
        "information/page.html",
        {"page": found, "article": compose(found.body), "now": moment.now()},
    )
