"""Support goes on for a while although an invoice is overdue (B2.3)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import Customer, Reprieve, User
from accounts.selectors.support import rules_in_use
from accounts.timewords import local


class DayPassed(Exception):
    """The last day of a lift lies behind us."""


class TooFarAhead(Exception):
    """A lift of more than these days; whoever needs longer asks again."""

    def __init__(self, days: int) -> None:
        super().__init__(days)
        self.days = days


class NoReasonGiven(Exception):
    """Nobody lifts a block without saying why."""


@transaction.atomic
def lift_block(customer: Customer, *, until: date, reason: str, by: User, at: datetime) -> Reprieve:
    """Let a customer register cases until a day, whatever is overdue; it ends the lift before.

    Raises DayPassed, TooFarAhead or NoReasonGiven.
    """
    today = local(at).date()
    if until < today:
        raise DayPassed
    longest = rules_in_use().support.longest_lift_days
    if until > today + timedelta(days=longest):
        raise TooFarAhead(longest)
    if not reason.strip():
        raise NoReasonGiven
    # The second of two who lift the block at once ends what the first one granted.
    Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    earlier = Reprieve.objects.filter(customer=customer, ended_at__isnull=True)
    earlier.update(ended_at=at, ended_by=by)
    return Reprieve.objects.create(
        customer=customer, until=until, reason=reason.strip(), by=by, at=at
    )


@transaction.atomic
def end_lift(reprieve: Reprieve, *, by: User, at: datetime) -> Reprieve:
    """Take a lift back before its day; one that has ended keeps who ended it and when."""
    held = Reprieve.objects.select_for_update().get(pk=reprieve.pk)
    if held.ended_at is None:
        held.ended_at, held.ended_by = at, by
        held.save(update_fields=["ended_at", "ended_by"])
    return held
