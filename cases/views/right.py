"""Why a matter cannot be sent, and the ways out of that (B2.4)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import moment
from accounts.models import Module, User
from accounts.requests import PortalRequest
from accounts.selectors.support import standing
from cases import services
from cases.forms.registration import RegistrationForm
from cases.models import Draft
from cases.selectors.registration import type_named
from cases.selectors.right import certificates_of, right_to
from cases.services import NotAColleague
from cases.views.drafts import keep
from cases.views.registration_form import registering_company


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """What is missing for a type and a module, and what to do next; a draft waits meanwhile."""
    customer = registering_company(request)
    asked, at = request.GET, moment.of(request)
    case_type = type_named(asked.get("type", ""))
    if case_type is None:
        raise Http404
    own = standing(request.user, customer, at)
    module = _number(asked.get("module", ""))
    right = right_to(own, case_type, module if module in own.licences else None)
    if right is None:
        return redirect(f"{reverse('cases:new')}?type={case_type}&module={module or ''}")
    context = {
        "right": right,
        "standing": own,
        "certificates": certificates_of(own, customer),
        "draft": _own_draft(request, asked.get("draft", "")),
        "at": at,
    }
    return render(request, "cases/right.html", context)


@require_POST
def hand(request: PortalRequest, key: UUID) -> HttpResponse:
    """Give a half-written case to a colleague who may send it, with what was just typed."""
    customer = registering_company(request)
    colleagues = User.objects.speaking_for(customer)
    colleague = get_object_or_404(colleagues, pk=_number(request.POST.get("colleague", "")))
    if RegistrationForm.says_something(request.POST):
        keep(request, key)
    draft = get_object_or_404(Draft.objects.visible_to(request.user), key=key, customer=customer)
    try:
        services.hand_draft(draft, to=colleague, by=request.user, at=moment.of(request))
    except (NotAColleague, Draft.DoesNotExist):
        raise Http404 from None
    messages.success(
        request,
        _("%(name)s has your draft now and can send it. You follow the case then.")
        % {"name": colleague.full_name},
    )
    return redirect("home")


def refusal_url(case_type: str, module: Module | None, draft: Draft | None) -> str:
    """Where a refused matter leads: the ways out, with the draft that keeps its words."""
    address = f"{reverse('cases:right')}?type={case_type}"
    if module:
        address += f"&module={module.pk}"
    return f"{address}&draft={draft.pk}" if draft else address


def _own_draft(request: PortalRequest, text: str) -> Draft | None:
    try:
        key = UUID(text)
    except ValueError:
        return None
    return Draft.objects.visible_to(request.user).filter(key=key).first()


def _number(text: str) -> int:
    """A key as an address carries it; what is none finds nothing."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
