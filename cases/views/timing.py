from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts import moment
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from accounts.timewords import duration_words, local
from cases import policies, services
from cases.forms import TimeForm
from cases.models import TimeEntry
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def record(request: PortalRequest, number: int) -> HttpResponse:
    """Record how long somebody worked on the case; the customer never sees it."""
    case = allowed_case(request, number, policies.may_record_time)
    form = TimeForm(request.POST, today=local(moment.of(request)).date())
    spent = duration_words(form.cleaned_data["minutes"] * 60) if form.is_valid() else ""
    said = _("Recorded: %(time)s.") % {"time": spent}
    return carry_out(request, case, services.record_time, form=form, name="time_form", said=said)


@posted_to("cases:case", "number")
def withdraw(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Let an entry that was a mistake count no longer."""
    case = allowed_case(request, number, policies.may_record_time)
    entry = get_object_or_404(TimeEntry.objects.visible_to(request.user).filter(case=case), pk=pk)
    if not policies.may_withdraw_time(request.user, entry):
        raise PermissionDenied
    return carry_out(
        request,
        case,
        services.withdraw_time,
        on=entry,
        form=forms.Form(request.POST),
        name="withdraw_form",
        said=_("The entry counts no longer."),
    )
