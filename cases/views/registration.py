from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import moment
from accounts.choices import CaseType
from accounts.models import Module
from accounts.requests import PortalRequest
from cases import services
from cases.forms.registration import RegistrationForm
from cases.models import Case
from cases.selectors.registration import ADVISING, unfinished
from cases.services import LevelMissing, ModuleNotLicensed, RightMissing
from cases.views.drafts import keep
from cases.views.registration_form import (
    earlier_case,
    empty_form,
    key_of,
    own_draft,
    registering_company,
    sent_form,
    show_form,
)
from cases.views.right import refusal_url
from cases.views.sent import case_sent_as, remember_sent

_LONGEST_SUBJECT = Case._meta.get_field("subject").max_length  # noqa: SLF001 Django documents it


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Register a case of one of the four types (B3.2), from its beginning or from a draft."""
    registering_company(request)
    if request.method == "POST":
        return _send(request)
    if "draft" in request.GET:
        return _go_on(request, request.GET["draft"])
    form = empty_form(request, None, **_given(request))
    part = "#preview" if request.htmx else ""
    return show_form(request, form, draft=None, part=part, unfinished=unfinished(request.user))


def _send(request: PortalRequest) -> HttpResponse:
    draft = own_draft(request, key_of(request.POST.get("key", "")))
    form = sent_form(request, draft)
    try:
        case = _registered(request, form) if form.is_valid() else None
    except RightMissing:
        draft = keep(request, form.own_key, files=form.good_files())
        told = form.cleaned_data
        return redirect(refusal_url(told["case_type"], told["module"], draft))
    if case:
        remember_sent(request, form.own_key, case)
        return redirect("cases:receipt", case.number)
    if files := form.good_files():
        draft = keep(request, form.own_key, files=files)
    return show_form(request, form, draft=draft, status=422)


def _registered(request: PortalRequest, form: RegistrationForm) -> Case | None:
    """The case, or None when the form now says why there is none."""
    person, customer = request.user, registering_company(request)
    told = form.registration()
    try:
        return services.register(customer, contact=person, by=person, at=moment.of(request), **told)
    except ModuleNotLicensed:
        form.add_error("module", form.fields["module"].error_messages["invalid_choice"])
    except LevelMissing:
        form.add_error("level", form.fields["level"].error_messages["required"])
    return None


def _go_on(request: PortalRequest, asked: str) -> HttpResponse:
    """Go on with a draft; one that was sent meanwhile shows what became of it."""
    key = key_of(asked)
    if number := case_sent_as(request, key):
        return redirect("cases:receipt", number)
    draft = own_draft(request, key)
    if draft is None:
        raise Http404
    return show_form(request, empty_form(request, draft), draft=draft)


def _licensed(request: PortalRequest, text: str) -> Module | None:
    """The module an address names, if the company has it."""
    modules = registering_company(request).modules
    return modules.filter(pk=text).first() if text.isdecimal() and len(text) < 10 else None


def _given(request: PortalRequest) -> dict[str, str]:
    """What the address already says of a new case: its type, its level, what it goes on from."""
    asked = request.GET
    urgency = {name: asked[name] for name in ("level", *ADVISING) if name in asked}
    # Only a programming error has a level, and is asked what speaks for one.
    case_type = asked.get("type") or (CaseType.PROGRAMMING_ERROR if urgency else "")
    given = {"case_type": case_type, **urgency}
    if subject := asked.get("subject", "").replace("\0", "").strip():
        # What was searched for in vain is not typed twice.
        given["subject"] = subject[:_LONGEST_SUBJECT]
    if module := _licensed(request, asked.get("module", "")):
        given["module"] = str(module.pk)
        if asked.get("about") == "training":
            given["subject"] = _("Training: %(module)s") % {"module": module.name}
    if earlier := earlier_case(request, asked.get("follows", "")):
        given["case_type"] = case_type or earlier.case_type
        given |= {"module": str(earlier.module_id), "follows": earlier.reference}
    return given
