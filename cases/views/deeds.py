"""What every deed on a case has in common: find it, may I, is it well formed, do it, show it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.models import User
from accounts.requests import PortalRequest
from cases.forms import MessageForm
from cases.models import Case
from cases.selectors.timeline import newest_id
from cases.services import AnsweredMeanwhile, ChangedMeanwhile, ReasonMissing
from cases.transitions import IllegalMove
from cases.views.case import show_case, show_changed, visible_case

Question = Callable[[User, Case], bool]
# Asks a case whether the person may; a no is a refusal.


def allowed_case(request: PortalRequest, number: int, may: Question) -> Case:
    """The case, if the person sees it (else 404) and may do this with it (else 403)."""
    case = visible_case(request.user, number)
    if not may(request.user, case):
        raise PermissionDenied
    return case


def carry_out(
    request: PortalRequest,
    case: Case,
    act: Callable[..., object],
    *,
    form: forms.Form,
    name: str,
    given: Callable[[], dict[str, Any]] | None = None,
    said: str,
    **opened: Any,
) -> HttpResponse:
    """Do `act` with what the form holds, and return to the case saying `said`.

    A bad form comes back as it was (422), under `name`; a case that changed meanwhile is shown
    as it stands now, with what was typed (409). `given` names the values for the service when
    the form's own names are not the service's; `opened` unfolds what the page keeps folded.
    """
    if not form.is_valid():
        return show_case(request, case, status=422, **{name: form, "refused": name}, **opened)
    values = given() if given else form.cleaned_data
    try:
        act(case, by=request.user, at=moment.of(request), **values)
    except ReasonMissing:
        form.add_error("reason", _("Say why: the customer will read it."))
        return show_case(request, case, status=422, **{name: form, "refused": name}, **opened)
    except AnsweredMeanwhile as stop:
        assert isinstance(form, MessageForm)
        fresh = form.once_more(newest_seen=newest_id(stop.messages))
        return show_changed(
            request, case.number, meanwhile=stop.messages, **{name: fresh}, **opened
        )
    except (ChangedMeanwhile, IllegalMove):
        return show_changed(request, case.number, **{name: form})
    messages.success(request, said)
    return redirect(case)
