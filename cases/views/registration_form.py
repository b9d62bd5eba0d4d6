"""The form for a new case, as every address that answers with it draws it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from accounts import moment, timewords
from accounts.filetypes import MAX_BYTES
from accounts.models import Customer
from accounts.requests import PortalRequest, company_of
from accounts.selectors.support import standing
from cases import policies
from cases.forms.fields import too_large
from cases.forms.registration import EarlierCaseField, RegistrationForm
from cases.models import Case, Draft
from cases.selectors import registration
from cases.selectors.advice import Advice, advice_on
from cases.selectors.levels import level_offers
from cases.selectors.matches import Question, matches
from cases.selectors.right import Right, right_to
from cases.services.entitling import GRAVEST


def registering_company(request: PortalRequest) -> Customer:
    """The company for which the person registers cases; 403 for the desk, 404 for who has none."""
    if not policies.may_register(request.user):
        raise PermissionDenied
    company = company_of(request, request.user)
    if company is None:
        raise Http404
    return company


def empty_form(request: PortalRequest, draft: Draft | None, **given: Any) -> RegistrationForm:
    """The form as its draft left it, or with what is `given` of a new case."""
    initial = {**draft.fields, "key": draft.key} if draft else given
    return _form(request, initial=initial)


def sent_form(request: PortalRequest, draft: Draft | None) -> RegistrationForm:
    """The form as it was sent. The draft's files count as sent with it."""
    kept = draft.files.count() if draft else 0
    return _form(request, request.POST, request.FILES, kept_files=kept)


def _form(request: PortalRequest, *args: Any, **how: Any) -> RegistrationForm:
    customer = registering_company(request)
    at = moment.of(request)
    return RegistrationForm(
        *args,
        person=request.user,
        customer=customer,
        standing=lambda: standing(request.user, customer, at),
        today=timewords.local(at).date(),
        **how,
    )


def key_of(text: str) -> UUID | None:
    """The draft an address or a form names; None for what is no key."""
    try:
        return UUID(text)
    except ValueError:
        return None


def own_draft(request: PortalRequest, key: UUID | None) -> Draft | None:
    """The person's own draft of this key for the company, if there is one."""
    if key is None:
        return None
    own = Draft.objects.visible_to(request.user).filter(customer=registering_company(request))
    return own.filter(key=key).first()


def advice_for(request: PortalRequest, form: RegistrationForm) -> Advice:
    """What the answers in the form say of its level; nothing for other types."""
    if "level" not in form.fields:
        return Advice()
    asked = str(form.told("level") or request.GET.get("level", ""))
    return advice_on(form.told, asked=asked, is_sent=form.is_bound)


def show_form(
    request: PortalRequest,
    form: RegistrationForm,
    *,
    draft: Draft | None,
    status: int = 200,
    part: str = "",
    **more: Any,
) -> HttpResponse:
    """Draw the page, or the `part` of it that a choice on the page has changed."""
    context = {
        **form_context(request, form, draft=draft),
        "form_url": reverse("cases:new"),
        "keep_url": reverse("cases:draft", args=[form.own_key]),
        "right": right_of(request, form),
        "matches": matches(question_of(request, form)),
        "key": form.own_key,
        "is_part": bool(part),
        **more,
    }
    return render(request, f"cases/new.html{part}", context, status=status)


def form_context(
    request: PortalRequest, form: RegistrationForm, *, draft: Draft | None
) -> dict[str, Any]:
    """What the form shows, whoever fills it in: its type, what it asks, its levels."""
    at, files = moment.of(request), list(draft.files.all()) if draft else []
    advice = advice_for(request, form)
    offers = level_offers(at, advice) if "level" in form.fields else []
    return {
        "form": form,
        "draft": draft,
        "files": files,
        "types": registration.TYPES,
        "type": registration.TYPES[form.type] if form.type else None,
        "wants": registration.wants(form.type, form.told, files),
        "offers": offers,
        "advice": advice,
        "chosen": next((offer for offer in offers if offer.is_chosen), None),
        "earlier": form.earlier,
        "most_bytes": MAX_BYTES,
        "too_large": too_large("{name}").messages[0],
        "at": at,
    }


def right_of(request: PortalRequest, form: RegistrationForm) -> Right | None:
    """What the chosen type and module still need before they can be sent (B2.4)."""
    if form.type is None:
        return None
    is_gravest = str(form.told("level")) == str(GRAVEST)
    return right_to(form.standing, form.type, form.module_chosen, is_gravest=is_gravest)


def question_of(request: PortalRequest, form: RegistrationForm) -> Question:
    """What the subject asks so far."""
    return Question(
        user=request.user,
        subject=str(form.told("subject") or "").replace("\x00", "")[:250],
        module=str(form.told("module") or ""),
        language=(get_language() or "fi")[:2],
        at=moment.of(request),
    )


def earlier_case(request: PortalRequest, reference: str) -> Case | None:
    """The company's case that a new one goes on from, if it is there to be seen."""
    field, company = EarlierCaseField(), registering_company(request)
    field.cases = Case.objects.visible_to(request.user).filter(customer=company)
    return field.clean(reference)
