"""What notices of seats, training and invoices say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import moment
from accounts.choices import CaseType
from accounts.models import Certificate, Customer, Handover, Invitation, SuperUser, User
from accounts.money import euros
from accounts.notices.kinds import Context, Kind, Loaded, Words
from accounts.selectors.payments import bill_of
from accounts.services.warning import ENDS
from accounts.timewords import date_words, full_date_words, local

TODAY = "today"


def _load_invitations(user: User | None, contexts: Sequence[Context]) -> Loaded:
    found = Invitation.objects.select_related("customer", "invited_by")
    return found.in_bulk([context["invitation"] for context in contexts])


def _is_open(user: User | None, context: Context, loaded: Loaded) -> bool:
    invitation = loaded.get(context["invitation"])
    return invitation is not None and not (invitation.withdrawn_at or invitation.accepted_at)


def _invited(user: User | None, context: Context, loaded: Loaded) -> Words:
    invitation = loaded[context["invitation"]]
    told = {
        "name": _with_employer(invitation.invited_by),
        "company": invitation.customer.name,
        "until": full_date_words(local(invitation.expires_at).date()),
    }
    return Words(
        subject=_("%(name)s invites you to be a SuperUser of %(company)s") % told,
        sentences=(
            _("A SuperUser registers cases with SoftOne and follows them in the portal."),
            _("The link works once, until %(until)s.") % told,
            _("If you do not know what this is about, do nothing."),
        ),
        action_label=_("Accept the invitation"),
        path=context["one_time_path"],
        icon="user-check",
    )


def _with_employer(person: User) -> str:
    """How somebody outside reads the name: whoever works here is not of their company."""
    return f"{person.full_name}, SoftOne" if person.is_desk else person.full_name


def _inviter_may_know(user: User | None, context: Context, loaded: Loaded) -> bool:
    invitation = loaded.get(context["invitation"])
    if user is None or invitation is None or invitation.accepted_at is None:
        return False
    return user.is_desk or invitation.customer in user.companies


def _accepted(user: User, context: Context, loaded: Loaded) -> Words:
    invitation = loaded[context["invitation"]]
    told = {"name": invitation.full_name, "company": invitation.customer.name}
    return Words(
        subject=_("%(name)s is now a SuperUser of %(company)s") % told,
        action_label=_("See the customer") if user.is_desk else _("See your SuperUsers"),
        path=(
            reverse("cases:customer", args=[invitation.customer_id])
            if user.is_desk
            else reverse("accounts:company")
        ),
        icon="user-check",
    )


def _load_handovers(user: User | None, contexts: Sequence[Context]) -> Loaded:
    own = Handover.objects.filter(successor=user).select_related("leaver", "customer")
    return own.in_bulk([context["handover"] for context in contexts])


def _took_over(user: User, context: Context, loaded: Loaded) -> Words:
    handover = loaded[context["handover"]]
    cases = handover.moved.get("cases.open", 0)
    return Words(
        subject=_("You go on from %(name)s") % {"name": handover.leaver.full_name},
        sentences=(
            ngettext(
                "%(count)d open case is yours now.", "%(count)d open cases are yours now.", cases
            )
            % {"count": cases},
            _("We have gathered what to read first."),
        ),
        action_label=_("See what to read first"),
        path=reverse("accounts:takeover", args=[handover.pk]),
        icon="user-check",
    )


def _load_seats(user: User | None, contexts: Sequence[Context]) -> Loaded:
    own = SuperUser.objects.filter(user=user).select_related("customer", "ended_by")
    return own.in_bulk([context["seat"] for context in contexts])


def _had_the_seat(user: User, context: Context, loaded: Loaded) -> bool:
    return context["seat"] in loaded


def _seat_ended(user: User, context: Context, loaded: Loaded) -> Words:
    seat = loaded[context["seat"]]
    by = _with_employer(seat.ended_by) if seat.ended_by else ""
    moved = context.get("moved", True)
    return Words(
        subject=_("You no longer speak for %(company)s") % {"company": seat.customer.name},
        sentences=(
            (
                _("%(name)s ended your seat. What waited for you moved to a colleague.")
                if moved
                else _("%(name)s ended your seat. Nothing waited for you.")
            )
            % {"name": by},
            _("If this is wrong, call us."),
        ),
        icon="user",
    )


def _load_bills(user: User | None, contexts: Sequence[Context]) -> Mapping[Any, Any]:
    customers = Customer.objects.select_related("invoice_contact")
    return customers.in_bulk([context["customer"] for context in contexts])


def _still_owes(user: User | None, context: Context, loaded: Loaded) -> bool:
    customer = loaded.get(context["customer"])
    return customer is not None and bool(bill_of(customer))


def _bills(user: User | None, context: Context, loaded: Loaded) -> Words:
    customer = loaded[context["customer"]]
    lines = [
        _("Invoice %(number)s, due %(day)s, still open %(sum)s.")
        % {
            "number": invoice.number,
            "day": full_date_words(invoice.due_on),
            "sum": euros(invoice.open_amount),
        }
        for invoice in bill_of(customer)
    ]
    return Words(
        subject=_("%(company)s: support opens when the invoice is paid")
        % {"company": customer.name},
        sentences=(
            *lines,
            _("New support requests wait for the payment. Open cases go on."),
            _("If it is paid already, answer this mail or call us."),
        ),
        icon="mail",
    )


def _is_successor(user: User, context: Context, loaded: Loaded) -> bool:
    handover = loaded.get(context["handover"])
    return handover is not None and handover.customer in user.companies


def _load_certificates(user: User, contexts: Sequence[Context]) -> Loaded:
    """The person's own certificates of these notices that still count, and the reader's day."""
    own = Certificate.objects.filter(user=user, withdrawn_at__isnull=True)
    found = own.select_related("module").in_bulk([each["certificate"] for each in contexts])
    return {**found, TODAY: local(moment.now()).date()}


def _is_own_certificate(user: User, context: Context, loaded: Loaded) -> bool:
    return context["certificate"] in loaded


def _ends(user: User, context: Context, loaded: Loaded) -> Words:
    certificate, today = loaded[context["certificate"]], loaded[TODAY]
    ends = certificate.expires_on
    facts = {"module": certificate.module.name, "day": ends and date_words(ends, today=today)}
    subject = (
        _("%(module)s: your certificate ended on %(day)s.")
        if ends and ends < today
        else _("%(module)s: your certificate ends on %(day)s.")
    )
    return Words(
        subject=subject % facts,
        sentences=[
            _("Book a refresher. Without a certificate you cannot ask us about this module."),
        ],
        action_label=_("Order a refresher"),
        # Training is ordered as work.
        path=f"{reverse('cases:new')}?type={CaseType.WORK_ORDER.value}",
        icon="graduation-cap",
    )


KINDS = (
    Kind(
        name="accounts.invited",
        load=_load_invitations,
        may_still_see=_is_open,
        words=_invited,
        one_time_link=True,
    ),
    Kind(
        name="accounts.invitation_accepted",
        load=_load_invitations,
        may_still_see=_inviter_may_know,
        words=_accepted,
        is_personal=True,
    ),
    Kind(
        name="accounts.took_over",
        load=_load_handovers,
        may_still_see=_is_successor,
        words=_took_over,
        is_personal=True,
    ),
    Kind(
        name="accounts.seat_ended",
        load=_load_seats,
        may_still_see=_had_the_seat,
        words=_seat_ended,
        is_personal=True,
    ),
    Kind(name="accounts.bills", load=_load_bills, may_still_see=_still_owes, words=_bills),
    Kind(
        name=ENDS,
        load=_load_certificates,
        may_still_see=_is_own_certificate,
        words=_ends,
        is_personal=True,
    ),
)
