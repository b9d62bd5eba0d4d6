"""Customers as the desk looks for them, with their seats."""

import re

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat

from accounts.models import IndustryTeam, SuperUser, Team
from accounts.querysets import CustomerQuerySet, SuperUserQuerySet
from accounts.selectors.seats import CustomerSeats

# Fewer digits would find half of all phone numbers.
_LEAST_DIGITS = 4
_PHONE = re.compile(r"[\d\s()+-]+")


class _Digits(Func):
    """A phone number without its spaces and signs."""

    function = "regexp_replace"
    template = r"%(function)s(%(expressions)s, '\D', '', 'g')"
    output_field = TextField()


def matching(customers: CustomerQuerySet, text: str) -> CustomerQuerySet:
    """Keep those whose name, business ID or person fits: by name, address or phone (B2.5)."""
    text = text.replace("\x00", "").strip()
    if not text:
        return customers
    own = Q(name__icontains=text) | Q(business_id__icontains=text)
    return customers.filter(own | Exists(_people(text)))


def _people(text: str) -> SuperUserQuerySet:
    current = SuperUser.objects.filter(customer=OuterRef("pk"), ended_on__isnull=True)
    named = current.annotate(
        full_name=Concat("user__first_name", Value(" "), "user__last_name"),
        digits=_Digits("user__phone"),
    )
    fits = Q(full_name__icontains=text) | Q(user__email__icontains=text)
    # 040 123 and +358 40 123 are one number.
    digits = re.sub(r"\D", "", text).lstrip("0")
    if _PHONE.fullmatch(text) and len(digits) >= _LEAST_DIGITS:
        fits |= Q(digits__contains=digits)
    return named.filter(fits)


def with_seats(customers: CustomerQuerySet) -> CustomerQuerySet:
    """Annotate `seats` as the database itself grants them, and how many are `seats_taken`."""
    current = SuperUser.objects.filter(customer=OuterRef("pk"), ended_on__isnull=True)
    counted = current.order_by().values("customer").annotate(number=Count("pk"))
    return customers.annotate(
        seats=CustomerSeats(F("pk")),
        seats_taken=Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0),
    )


def team_of(industry: str) -> Team | None:
    """The team that serves an industry, if one does (B1.2)."""
    found = IndustryTeam.objects.filter(industry=industry).select_related("team").first()
    return found.team if found else None
