from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.models import User
from accounts.requests import PortalRequest
from cases import policies
from cases.forms import LevelForm, MessageForm
from cases.models import Case
from cases.selectors.case_page import case_page


def visible_case(user: User, number: int) -> Case:
    """The case of this number if the person may see it; otherwise it does not exist (404)."""
    return get_object_or_404(Case.objects.visible_to(user).for_a_page(), number=number)


@require_safe
def show(request: PortalRequest, number: int) -> HttpResponse:
    """One case: the customer and the desk see the same matter, each in their own page."""
    return show_case(request, visible_case(request.user, number))


def show_case(
    request: PortalRequest, case: Case, *, status: int = 200, **changed: Any
) -> HttpResponse:
    """Draw the case page; `changed` replaces parts of it, such as a form with its errors."""
    page = case_page(case, request.user, at=moment.of(request))
    context = {
        "page": page,
        "case": case,
        "may": policies.answers(request.user, case),
        "message_form": MessageForm(initial={"newest_seen": page.newest_message}),
        "level_form": LevelForm(current=case.level_id),
        "files_again": bool(request.FILES),
        **changed,
    }
    side = "desk" if request.user.is_desk else "customer"
    return render(request, f"cases/case_{side}.html", context, status=status)


def show_changed(request: PortalRequest, number: int, **kept: Any) -> HttpResponse:
    """Draw the case as it stands now, for somebody who acted on how it stood before (409).

    `kept` holds the forms with what the person had typed.
    """
    context = {"changed_meanwhile": True, "files_again": bool(request.FILES), **kept}
    return show_case(request, visible_case(request.user, number), status=409, **context)
