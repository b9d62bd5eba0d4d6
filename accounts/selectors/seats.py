"""How many may speak for a customer, and who does (B2.1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, Q
from django.db.models.expressions import Func

from accounts.choices import ProductKind
from accounts.models import Customer, SeatRule


class CustomerSeats(Func):
    """The seats of a customer, counted where the database itself holds them (B2.1)."""

    function = "customer_seats"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a customer: all, those taken, and those promised to invited people."""

    total: int
    taken: int
    promised: int
    go_modules: int

    @property
    def free(self) -> int:
        """How many more may be invited; never below zero."""
        return max(0, self.total - self.taken - self.promised)


def seats_at_first() -> int:
    """Return the seats of a customer without modules."""
    rule = SeatRule.objects.order_by("least_modules").first()
    return rule.seats if rule else 2


def seats_of(customer: Customer, *, at: datetime) -> Seats:
    """Return the seats of a customer. One query."""
    pending = Q(
        invitations__accepted_at__isnull=True,
        invitations__withdrawn_at__isnull=True,
        invitations__expires_at__gt=at,
        # Who comes instead of somebody takes that seat.
        invitations__replaces__isnull=True,
    )
    cloud = Q(licences__module__product__kind=ProductKind.CLOUD)
    current = Q(superusers__ended_on__isnull=True)
    found: Any = (
        Customer.objects.filter(pk=customer.pk)
        .order_by()
        .values(
            total=CustomerSeats(F("pk")),
            taken=Count("superusers", filter=current, distinct=True),
            promised=Count("invitations", filter=pending, distinct=True),
            go_modules=Count("licences", filter=cloud, distinct=True),
        )
    )
    return Seats(**found.get())
