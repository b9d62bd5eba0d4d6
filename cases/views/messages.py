from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.posting import posted_to
from accounts.requests import PortalRequest
from cases import policies, services
from cases.forms import MessageForm, QuestionForm
from cases.views.deeds import allowed_case, carry_out


@posted_to("cases:case")
def write(request: PortalRequest, number: int) -> HttpResponse:
    """Send a message to the other side; stop when somebody answered meanwhile."""
    case = allowed_case(request, number, policies.may_reply)
    form = MessageForm(request.POST, request.FILES)
    said = _("Your reply was sent.")
    return carry_out(
        request,
        case,
        services.reply,
        form=form,
        name="message_form",
        given=lambda: {**form.message(), "given": form.cleaned_data["given"]},
        said=said,
    )


@posted_to("cases:case")
def ask(request: PortalRequest, number: int) -> HttpResponse:
    """Ask the customer and wait for the answer (B4.5)."""
    case = allowed_case(request, number, policies.may_ask)
    form = QuestionForm(request.POST, request.FILES)
    return carry_out(
        request,
        case,
        services.ask_customer,
        form=form,
        name="message_form",
        given=lambda: form.asked(language=case.contact.language),
        said=_("The question was sent. The case waits for the customer."),
        writes="ask",
    )


@posted_to("cases:case")
def propose(request: PortalRequest, number: int) -> HttpResponse:
    """Send the solution; the case closes by itself unless the customer objects (B4.6)."""
    case = allowed_case(request, number, policies.may_ask)
    form = MessageForm(request.POST, request.FILES)
    return carry_out(
        request,
        case,
        services.propose_solution,
        form=form,
        name="message_form",
        given=form.message,
        said=_("The solution was sent. The case closes unless the customer objects."),
        writes="solve",
    )


@posted_to("cases:case")
def find_way_round(request: PortalRequest, number: int) -> HttpResponse:
    """Tell the customer a way round; levels 1 and 2 become level 3 (B4.4)."""
    case = allowed_case(request, number, policies.may_set_level)
    form = MessageForm(request.POST, request.FILES)
    return carry_out(
        request,
        case,
        services.find_way_round,
        form=form,
        name="message_form",
        given=form.message,
        said=_("The way round was sent. The service level is now 3."),
        writes="way",
    )


@posted_to("cases:case")
def reopen(request: PortalRequest, number: int) -> HttpResponse:
    """Open a handled case again, with the words that say what is still wrong (B4.6)."""
    case = allowed_case(request, number, policies.may_reopen)
    form = MessageForm(request.POST, request.FILES)
    return carry_out(
        request,
        case,
        services.reopen,
        form=form,
        name="message_form",
        given=form.message,
        said=_("The case is open again. It is our turn."),
        writes="reopen",
    )
