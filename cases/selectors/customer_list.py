"""Customers as the desk finds them: a page of rows, the same few queries for any number."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from accounts.models import Customer, User
from accounts.querysets import CustomerQuerySet
from accounts.selectors.customers import matching, with_seats
from accounts.selectors.support import (
    overdue_invoices,
    reprieved_until,
    rules_in_use,
    unpaid_of,
)
from accounts.timewords import local
from cases.models import Case
from cases.querysets import CappedCount
from cases.selectors.entitlement import Fact, contract_fact

PAGE_SIZE = 50
# Counting stops here: "99+" says enough.
COUNT_CAP = 100


@dataclass(frozen=True)
class CustomerRow:
    customer: Customer
    support: Fact
    open_cases: str


@dataclass(frozen=True)
class CustomerList:
    rows: list[CustomerRow]
    next_after: str


def customers_page(user: User, text: str, *, after: str, at: datetime) -> CustomerList:
    """One page by name; it begins behind the customer whose id is `after`."""
    day = local(at).date()
    found = matching(Customer.objects.visible_to(user), text)
    if after.isdecimal() and len(after) < 19:
        found = _behind(found, int(after))
    cases = Case.objects.visible_to(user).unhandled().filter(customer=OuterRef("pk"))
    found = with_seats(found).annotate(
        open_cases=CappedCount(cases.order_by().values("pk")[:COUNT_CAP]),
        overdue=overdue_invoices(day, rules_in_use().support.grace_days),
        reprieved_until=reprieved_until(day),
    )
    rows = list(found.order_by("name", "pk")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return CustomerList(
        rows=[_row(customer, day) for customer in shown],
        next_after=str(shown[-1].pk) if len(rows) > PAGE_SIZE else "",
    )


def _behind(customers: CustomerQuerySet, pk: int) -> CustomerQuerySet:
    last = Subquery(Customer.objects.filter(pk=pk).values("name"))
    return customers.filter(Q(name__gt=last) | Q(name=last, pk__gt=pk))


def _row(customer: Customer, day: date) -> CustomerRow:
    known: Any = customer
    count = known.open_cases
    return CustomerRow(
        customer=customer,
        support=contract_fact(
            customer, unpaid_of(known.overdue), reprieved_until=known.reprieved_until, day=day
        ),
        open_cases=f"{COUNT_CAP - 1}+" if count >= COUNT_CAP else str(count),
    )
