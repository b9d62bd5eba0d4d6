"""Half-written cases: kept as one types, gone on with on any device, thrown away (B3.3)."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import moment, timewords
from accounts.requests import PortalRequest
from cases import services
from cases.forms.fields import FilesField, too_many_files
from cases.forms.registration import RegistrationForm
from cases.models import Draft, DraftFile
from cases.models.case import REFERENCE_PREFIX
from cases.services import DraftsAreFull, TooManyFiles
from cases.views.registration_form import (
    empty_form,
    own_draft,
    registering_company,
    show_form,
)
from cases.views.sent import case_sent_as

# Where the page goes on, without a script, after the button that shows more of it.
_SHOWN_AT = {"show": "", "advise": "#step-3"}


@require_POST
def save(request: PortalRequest, key: UUID) -> HttpResponse:
    """Keep what the form holds now, then go where its button leads, or stay."""
    registering_company(request)
    if number := case_sent_as(request, key):
        return _sent_already(request, number)
    draft, then = own_draft(request, key), request.POST.get("then", "")
    files, refusals = FilesField().sorted_out(request.FILES.getlist("files"))
    for refusal in refusals:
        messages.warning(request, refusal.messages[0])
    if draft or files or then in _SHOWN_AT or RegistrationForm.says_something(request.POST):
        draft = keep(request, key, files)
    if request.htmx:
        return _show_type(request, draft, key)
    if then == "stay":
        return HttpResponse(_saved_words(draft), content_type="text/plain; charset=utf-8")
    if then == "later" or draft is None:
        messages.success(request, _("Your text is saved. You find it under “New case”."))
        return redirect("home")
    return redirect(f"{reverse('cases:new')}?draft={key}{_SHOWN_AT.get(then, '')}")


def _sent_already(request: PortalRequest, number: int) -> HttpResponse:
    """The receipt of what this form has become; a page that only saves is told so and stays."""
    if request.POST.get("then") != "stay":
        return redirect("cases:receipt", number)
    said = _("You have sent this already: %(reference)s. Your new words are still on this page.")
    words = said % {"reference": f"{REFERENCE_PREFIX}{number}"}
    return HttpResponse(words, status=409, content_type="text/plain; charset=utf-8")


@require_POST
def add_file(request: PortalRequest, key: UUID) -> HttpResponse:
    """Keep one file with the draft; the answer is its chip, or a chip that says why not."""
    registering_company(request)
    files, refusals = FilesField().sorted_out(request.FILES.getlist("files")[:1])
    kept = None
    if case_sent_as(request, key):
        refusals = [_refused(Draft.DoesNotExist())]
    elif files:
        try:
            kept = services.add_draft_file(keep(request, key), files[0])
        except TooManyFiles:
            refusals = [too_many_files()]
        except (DraftsAreFull, Draft.DoesNotExist) as refusal:
            refusals = [_refused(refusal)]
    said = refusals[0].messages[0] if refusals else ""
    context = {"file": kept, "key": key, "refusal": said}
    return render(request, "cases/_draft_file.html", context, status=201 if kept else 422)


@require_safe
def show_file(request: PortalRequest, key: UUID, pk: int) -> FileResponse:
    """Show its author a picture of the draft; anything else leaves as a download."""
    registering_company(request)
    file = get_object_or_404(DraftFile.objects.visible_to(request.user), draft=key, pk=pk)
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=not file.is_picture,
        filename=file.name,
        content_type=file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def discard(request: PortalRequest, key: UUID) -> HttpResponse:
    """Throw a half-written case away, with its files."""
    registering_company(request)
    services.discard_draft(get_object_or_404(Draft.objects.visible_to(request.user), key=key))
    messages.success(request, _("The unfinished case was discarded."))
    return redirect("cases:new")


def keep(request: PortalRequest, key: UUID, files: Sequence[UploadedFile] = ()) -> Draft:
    """Keep what was sent under the key of its form; 404 when the key is somebody else's.

    What the page of another type asked stays as it was, so that one may change back.
    """
    customer, earlier = registering_company(request), own_draft(request, key)
    fields = {**(earlier.fields if earlier else {}), **RegistrationForm.typed_in(request.POST)}
    at = moment.of(request)
    try:
        draft = services.keep_draft(key, customer=customer, fields=fields, by=request.user, at=at)
    except Draft.DoesNotExist:
        raise Http404 from None
    _take_out(draft, request.POST.get("remove", ""))
    try:
        for file in files:
            services.add_draft_file(draft, file)
    except TooManyFiles:
        messages.warning(request, too_many_files().messages[0])
    except DraftsAreFull as refusal:
        messages.warning(request, _refused(refusal).messages[0])
    return draft


def _refused(refusal: Exception) -> ValidationError:
    if isinstance(refusal, DraftsAreFull):
        return ValidationError(
            _("Your unfinished cases hold too many files. Send or discard one of them first.")
        )
    return ValidationError(_("This case has been sent already. Attach the file to it."))


def _take_out(draft: Draft, pk: str) -> None:
    """Remove one file, if that was the button."""
    if pk.isdecimal() and len(pk) < 10:
        for file in draft.files.filter(pk=pk):
            services.remove_draft_file(file)


def _show_type(request: PortalRequest, draft: Draft | None, key: UUID) -> HttpResponse:
    """The part of the page that the chosen type or module decides, with all typed so far."""
    typed = {"key": key, **RegistrationForm.typed_in(request.POST)}
    form = empty_form(request, draft, **typed)
    # A module changes the right to support alone; what else is being chosen stays as it is.
    part = "#right" if request.htmx.target == "right" else "#told"
    return show_form(request, form, draft=draft, part=part)


def _saved_words(draft: Draft | None) -> str:
    if draft is None:
        return ""
    return _("Draft saved at %(time)s.") % {"time": timewords.time_words(draft.saved_at)}
