"""Cases that belong together, and the people who follow one."""

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import FollowerForm, LinkForm, MergeForm
from cases.models import Case, CaseLink
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def merge(request: PortalRequest, number: int) -> HttpResponse:
    """Let the case go on in another open one of the same customer."""
    case = allowed_case(request, number, policies.may_arrange)
    others = Case.objects.visible_to(request.user).unhandled()
    others = others.filter(customer=case.customer).exclude(pk=case.pk)
    return carry_out(
        request,
        case,
        services.merge,
        form=MergeForm(request.POST, cases=others, case=case),
        name="merge_form",
        said=_("%(reference)s goes on in the other case.") % {"reference": case.reference},
    )


@posted_to("cases:case")
def link(request: PortalRequest, number: int) -> HttpResponse:
    """Link the case with another one, saying what it is to it."""
    case = allowed_case(request, number, policies.may_arrange)
    others = Case.objects.visible_to(request.user).exclude(pk=case.pk)
    form, said = LinkForm(request.POST, cases=others), _("The cases are linked.")
    return carry_out(request, case, services.link, form=form, name="link_form", said=said)


@posted_to("cases:case", "number")
def unlink(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Take a link of the case away; one that has gone already stays away."""
    case = allowed_case(request, number, policies.may_arrange)
    found = CaseLink.objects.visible_to(request.user).filter(pk=pk)
    tie = found.filter(case=case).first() or found.filter(other=case).first()
    if tie is None:
        raise Http404
    return carry_out(
        request,
        case,
        services.unlink,
        on=tie,
        form=forms.Form(request.POST),
        name="unlink_form",
        said=_("The link is removed."),
    )


@posted_to("cases:case")
def follow(request: PortalRequest, number: int) -> HttpResponse:
    """Let a colleague of the customer hear of the case."""
    case = allowed_case(request, number, policies.may_change_followers)
    form = FollowerForm(request.POST, case=case)
    said = _("Your colleague hears of the case from now on.")
    return carry_out(request, case, services.follow, form=form, name="follower_form", said=said)


@posted_to("cases:case", "number")
def unfollow(request: PortalRequest, number: int, pk: int) -> HttpResponse:
    """Let somebody follow the case no longer."""
    case = allowed_case(request, number, policies.may_change_followers)
    # Whoever has spoken for the customer: one's own second click changes nothing.
    person = User.objects.filter(memberships__customer=case.customer, pk=pk).first()
    if person is None:
        raise Http404
    said = _("%(name)s follows the case no longer.") % {"name": person.full_name}
    return carry_out(
        request,
        case,
        services.unfollow,
        form=forms.Form(request.POST),
        name="unfollow_form",
        given=lambda: {"person": person},
        said=said,
    )
