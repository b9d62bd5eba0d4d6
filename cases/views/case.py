from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.models import User
from accounts.requests import PortalRequest
from cases import policies
from cases.forms import (
    CloseForm,
    LevelForm,
    LinkForm,
    MergeForm,
    MessageForm,
    QuestionForm,
    QuotationForm,
    RatingForm,
    StageForm,
    TimeForm,
)
from cases.models import Case
from cases.selectors.case_page import CasePage, case_page
from cases.selectors.level_change import level_change
from cases.selectors.relatives import knowing_links


def visible_case(user: User, number: int) -> Case:
    """The case of this number if the person may see it; otherwise it does not exist (404)."""
    cases = knowing_links(Case.objects.visible_to(user).for_a_page())
    return get_object_or_404(cases, number=number)


@require_safe
def show(request: PortalRequest, number: int) -> HttpResponse:
    """One case: the customer and the desk see the same matter, each in their own page."""
    return show_case(request, visible_case(request.user, number))


def show_case(
    request: PortalRequest, case: Case, *, status: int = 200, **changed: Any
) -> HttpResponse:
    """Draw the case page; `changed` replaces parts of it, such as a form with its errors."""
    user = request.user
    page = case_page(case, user, at=moment.of(request))
    may = policies.answers(user, case)
    forms = _desk_forms(case, user, page, may) if user.is_desk else _own_forms(case, may)
    context = {
        "page": page,
        "case": case,
        "may": may,
        "message_form": MessageForm(initial={"newest_seen": page.newest_message}),
        **forms,
        "files_again": bool(request.FILES),
        **changed,
    }
    side = "desk" if user.is_desk else "customer"
    return render(request, f"cases/case_{side}.html", context, status=status)


def _own_forms(case: Case, may: policies.May) -> dict[str, Any]:
    rating = getattr(case, "rating", None) if may.rate else None
    said = {"score": rating.score, "comment": rating.comment} if rating else {}
    return {
        "rating": rating,
        "rating_form": RatingForm(initial=said),
    }


def _desk_forms(case: Case, user: User, page: CasePage, may: policies.May) -> dict[str, Any]:
    """The forms of the desk's side panel, each empty, and what each level would do."""
    nothing = Case.objects.none()
    return {
        "level_change": level_change(
            case, page.promises.records, is_open=page.level_is_open, at=page.at
        )
        if may.set_level
        else None,
        "level_form": LevelForm(current=case.level_id),
        "question_form": QuestionForm(),
        "close_form": CloseForm(),
        "merge_form": MergeForm(cases=nothing),
        "link_form": LinkForm(cases=nothing),
        "quotation_form": QuotationForm(today=page.today),
        "time_form": TimeForm(today=page.today),
        "time_rows": [
            (entry, policies.may_withdraw_time(user, entry)) for entry in page.time.entries
        ]
        if page.time
        else [],
        "stage_forms": [
            (
                move,
                StageForm(
                    case_type=case.case_type,
                    today=page.today,
                    initial={"seen": case.stage, "to": move.to},
                ),
            )
            for move in page.moves
        ],
    }


def show_changed(request: PortalRequest, number: int, **kept: Any) -> HttpResponse:
    """Draw the case as it stands now, for somebody who acted on how it stood before (409).

    `kept` holds the forms with what the person had typed.
    """
    context = {"changed_meanwhile": True, "files_again": bool(request.FILES), **kept}
    return show_case(request, visible_case(request.user, number), status=409, **context)
