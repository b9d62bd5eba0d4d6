"""Feedback from every page, and the list where staff read it (B13)."""

import uuid
from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import moment
from accounts.choices import Language
from accounts.feedback import limits, policies, selectors, services
from accounts.feedback.choices import Show
from accounts.feedback.forms import FeedbackForm, ListFilter, own_page
from accounts.feedback.models import Feedback
from accounts.models import User


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Ask for feedback about `?page=`, store it once, thank and lead back to that page."""
    if request.method != "POST":
        page = own_page(request.GET.get("page", ""))
        return _form_page(request, FeedbackForm(initial={"page": page, "key": uuid.uuid4()}))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    if not _has_turn(request, form):
        form.add_error(
            None,
            gettext(
                "That was many messages in a short while. Your text is safe below: "
                "send it again in ten minutes, or mail it to us."
            ),
        )
        return _form_page(request, form, status=429)
    services.give(
        text=form.cleaned_data["text"],
        page=form.path(),
        language=get_language() or Language.FINNISH,
        key=form.cleaned_data["key"],
        by=request.user if request.user.is_authenticated else None,
        at=moment.of(request),
    )
    messages.success(request, gettext("Thank you. We read everything that you write."))
    page = form.cleaned_data["page"] or resolve_url(settings.LOGIN_REDIRECT_URL)
    return HttpResponseRedirect(page)


def _has_turn(request: HttpRequest, form: FeedbackForm) -> bool:
    """A second click on the same form costs no turn; it stores nothing new either."""
    if selectors.was_given(key=form.cleaned_data["key"], text=form.cleaned_data["text"]):
        return True
    user = request.user if request.user.is_authenticated else None
    return limits.take_turn(user=user, address=get_adapter().get_client_ip(request))


def _form_page(request: HttpRequest, form: FeedbackForm, *, status: int = 200) -> HttpResponse:
    about = {"page": form.page_asked(), "path": form.path()}
    return render(request, "feedback/feedback.html", {"form": form, **about}, status=status)


@require_safe
def feedback_list(request: HttpRequest) -> HttpResponse:
    """Show staff what people wrote, unread first; the URL holds filter and page."""
    if not policies.may_read_feedback(request.user):
        raise PermissionDenied
    show, before = ListFilter(request.GET).wanted()
    page = selectors.feedback_page(cast(User, request.user), show=show, before=before)
    return render(
        request,
        "feedback/feedback_list.html",
        {
            "rows": page.rows,
            "older_url": page.next_before and f"?show={show}&before={page.next_before}",
            "show": show,
            "filters": Show,
            "is_first": before is None,
            "now": moment.of(request),
        },
    )


@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one feedback as read and go back to the list as it was filtered."""
    if not policies.may_read_feedback(request.user):
        raise PermissionDenied
    feedback = get_object_or_404(Feedback.objects.visible_to(request.user), pk=pk)
    services.mark_seen(feedback, by=cast(User, request.user), at=moment.of(request))
    return HttpResponseRedirect(own_page(request.POST.get("next", "")) or reverse("feedback:list"))
