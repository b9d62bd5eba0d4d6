"""What every deed on a case has in common: find it, may I, is it well formed, do it, show it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import moment
from accounts.models import User
from accounts.requests import PortalRequest
from cases.forms import MessageForm
from cases.models import Case
from cases.selectors.timeline import newest_id
from cases.services import REFUSALS, AnsweredMeanwhile, ReasonMissing
from cases.views.case import show_case, show_changed, visible_case

# Whether a person may do something with a case; a no is a refusal.
MayQuestion = Callable[[User, Case], bool]


def allowed_case(request: PortalRequest, number: int, may: MayQuestion) -> Case:
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
    on: Model | None = None,
    **opened: Any,
) -> HttpResponse:
    """Do `act` with what the form holds, and return to the case saying `said`.

    A bad form comes back as it was (422), under `name`; a case that changed meanwhile is shown
    as it stands now, with what was typed (409). `given` names the values for the service when
    the form's own names are not the service's, `on` what it acts on when that is not the case
    itself; `opened` unfolds what the page keeps folded.
    """
    if not form.is_valid():
        return show_case(request, case, status=422, **{name: form, "refused": name}, **opened)
    values = given() if given else form.cleaned_data
    try:
        act(on or case, by=request.user, at=moment.of(request), **values)
    except ReasonMissing:
        form.add_error("reason", _("Say why: the customer will read it."))
        return show_case(request, case, status=422, **{name: form, "refused": name}, **opened)
    except AnsweredMeanwhile as stop:
        assert isinstance(form, MessageForm)
        fresh = form.once_more(newest_seen=newest_id(stop.messages))
        return show_changed(
            request, case.number, meanwhile=stop.messages, **{name: fresh}, **opened
        )
    except REFUSALS:
        return show_changed(request, case.number, **{name: form, "refused": name}, **opened)
    messages.success(request, said)
    return redirect(case)
