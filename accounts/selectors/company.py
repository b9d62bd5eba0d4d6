"""A customer's own page: its seats, its people and what they are trained in (B2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.choices import ProductKind
from accounts.models import Absence, Certificate, Customer, Invitation, Invoice, Module, SuperUser
from accounts.selectors.seats import Seats, seats_of
from accounts.selectors.support import rules_in_use
from accounts.timewords import local

# An invitation that has run out can be sent again; after these days nobody looks for it.
REMEMBERED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Trained:
    """Whether a person has a module's certificate today, and when it ends or ended."""

    module: Module
    is_held: bool
    ends_on: date | None
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A SuperUser as the company's page shows them."""

    seat: SuperUser
    trained: Sequence[Trained]
    absence: Absence | None

    @property
    def held(self) -> int:
        return sum(each.is_held for each in self.trained)

    @property
    def missing(self) -> Sequence[Module]:
        return [each.module for each in self.trained if not each.is_held]


@dataclass(frozen=True, slots=True)
class Company:
    """Everything the page of a customer's SuperUsers tells."""

    customer: Customer
    seats: Seats
    modules: Sequence[Module]
    people: Sequence[Person]
    invitations: Sequence[Invitation]

    @property
    def untrained(self) -> Sequence[Module]:
        """Modules that nobody of the company may ask about now."""
        return [
            module
            for place, module in enumerate(self.modules)
            if not any(person.trained[place].is_held for person in self.people)
        ]


def company_page(customer: Customer, *, at: datetime) -> Company:
    """Return the page of a customer: a fixed number of queries, however many people."""
    day = local(at).date()
    modules = list(
        customer.modules.filter(product__kind=ProductKind.CLOUD).order_by("product", "name_fi")
    )
    seats = list(
        SuperUser.objects.seated().filter(customer=customer).select_related("user").order_by("pk")
    )
    users = [seat.user_id for seat in seats]
    ends = _ends_of(users, modules)
    away = {
        each.user_id: each
        for each in Absence.objects.filter(user__in=users, last_day__gte=day).select_related(
            "deputy"
        )
    }
    return Company(
        customer=customer,
        seats=seats_of(customer, at=at),
        modules=modules,
        people=[
            Person(seat, _trained(ends.get(seat.user_id, {}), modules, day), away.get(seat.user_id))
            for seat in seats
        ],
        invitations=invitations_of(customer, at=at),
    )


def invitations_of(customer: Customer, *, at: datetime) -> list[Invitation]:
    """Who has been invited and has not come; those whose link ran out lately stand last."""
    waiting = customer.invitations.filter(
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=at - REMEMBERED_FOR,
    )
    latest = waiting.order_by("-expires_at", "-pk")
    return list(latest.select_related("invited_by", "replaces__user"))


def _ends_of(users: Sequence[int], modules: Sequence[Module]) -> dict[int, dict[int, date | None]]:
    """The last end of each person's certificates by module; None: for ever."""
    found: dict[int, dict[int, date | None]] = {}
    rows = Certificate.objects.filter(user__in=users, module__in=modules, withdrawn_at=None)
    for user, module, end in rows.values_list("user_id", "module_id", "expires_on"):
        own = found.setdefault(user, {})
        known = own.get(module, date.min)
        own[module] = None if end is None or known is None else max(end, known)
    return found


def _trained(
    ends: dict[int, date | None], modules: Sequence[Module], day: date
) -> Sequence[Trained]:
    soon = day + timedelta(days=rules_in_use().support.warning_days)
    shown = []
    for module in modules:
        end = ends.get(module.pk)
        is_held = module.pk in ends and (end is None or end >= day)
        ends_soon = is_held and end is not None and end <= soon
        shown.append(Trained(module, is_held, end, ends_soon))
    return shown


def unpaid_invoices(customer: Customer) -> Sequence[Invoice]:
    """Return what is still open, the oldest due date first, overdue or not."""
    return list(customer.invoices.filter(open_amount__gt=0).order_by("due_on", "number"))
