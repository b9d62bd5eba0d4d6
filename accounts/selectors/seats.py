"""How many may speak for a customer, and who does (B2.1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, IntegerField, Q
from django.db.models.expressions import Func

from accounts.choices import ProductKind
from accounts.models import Customer


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


def seats_granted(customer: int | None) -> int:
    """Return how many may speak for a customer at a time (B2.1); None: one not saved yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT customer_seats(%s)", [customer])
        return int(cursor.fetchone()[0])


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
