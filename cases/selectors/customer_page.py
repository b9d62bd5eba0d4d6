"""Everything the desk's page of one customer shows (B1.2, B2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean

from accounts.choices import ProductKind
from accounts.models import (
    Certificate,
    Customer,
    CustomerModule,
    Invitation,
    Invoice,
    Module,
    Reprieve,
    SuperUser,
    Team,
    User,
)
from accounts.selectors.company import invitations_of
from accounts.selectors.customers import team_of
from accounts.selectors.support import Unpaid, rules_in_use
from accounts.timewords import full_date_words, local
from cases.choices import SupportGround
from cases.models import Case, Rating, SupportDecision
from cases.selectors.entitlement import Fact, certificate_kind, contract_fact, missing_words
from cases.selectors.queue import QueueRow, queue_row
from cases.selectors.reports.figures import Figure, totals
from cases.selectors.reports.periods import between
from cases.selectors.reports.promises import Wanted
from cases.selectors.time_spent import Hours, hours_of

MOST_CASES = 20
MOST_RATINGS = 10
# "Lately" of everything on the page.
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Training:
    """How one person stands in one module: `ends` is None for a certificate without an end."""

    person: User
    kind: str
    words: str


@dataclass(frozen=True)
class Satisfaction:
    average: float
    ratings: list[Rating]


@dataclass(frozen=True)
class LetIn:
    """A case that was registered by exception, and what was missing."""

    decision: SupportDecision
    missing: list[str]


@dataclass(frozen=True)
class CustomerPage:
    at: datetime
    day: date
    team: Team | None
    seat_reason: str
    support: Fact
    licences: list[CustomerModule]
    seats: list[SuperUser]
    free_seats: int
    people: list[User]
    invited: list[Invitation]
    certificates: list[Certificate]
    training: list[tuple[Module, list[Training]]]
    overdue: list[Invoice]
    lift: Reprieve | None
    exceptions: list[LetIn]
    cases: list[QueueRow]
    has_more_cases: bool
    hours: Hours
    promises: list[Figure]
    satisfaction: Satisfaction | None


def customer_page(customer: Customer, user: User, *, at: datetime) -> CustomerPage:
    """One question for each panel, however much there is."""
    day, rules = local(at).date(), rules_in_use().support
    licences = list(customer.licences.select_related("module__product").order_by("module"))
    seats = _seats(customer)
    people = [seat.user for seat in seats if seat.user.is_active]
    invited = invitations_of(customer, at=at)
    certificates = _certificates(people)
    overdue = list(customer.invoices.overdue(day, grace_days=rules.grace_days))
    unpaid = [Unpaid(each.number, each.due_on) for each in overdue]
    lift = customer.reprieves.holding(day).select_related("by").first()
    cases = _open_cases(customer, user)
    return CustomerPage(
        at=at,
        day=day,
        team=team_of(customer.industry),
        seat_reason=getattr(getattr(customer, "seat_exception", None), "reason", ""),
        support=contract_fact(
            customer, unpaid, reprieved_until=lift.until if lift else None, day=day
        ),
        licences=licences,
        seats=seats,
        free_seats=_free(customer, invited, at=at),
        people=people,
        invited=invited,
        certificates=certificates,
        training=_training(
            licences, people, certificates, day=day, warning_days=rules.warning_days
        ),
        overdue=overdue,
        lift=lift,
        exceptions=_exceptions(customer, user, at=at),
        cases=[queue_row(case, at=at) for case in cases[:MOST_CASES]],
        has_more_cases=len(cases) > MOST_CASES,
        hours=hours_of(customer, user, day=day),
        promises=totals(user, Wanted(between(day - LATELY, day), customer=customer.pk)),
        satisfaction=_satisfaction(customer, user, at=at),
    )


def _seats(customer: Customer) -> list[SuperUser]:
    """Who has a seat now, by name; those too who may not log in."""
    seats = SuperUser.objects.seated().filter(customer=customer).select_related("user")
    return list(seats.order_by("user__first_name", "user__last_name", "pk"))


def _free(customer: Customer, invited: Sequence[Invitation], *, at: datetime) -> int:
    """How many more may be invited: neither taken nor promised. The customer knows its seats."""
    promised = sum(each.is_open(at) and each.replaces_id is None for each in invited)
    seats, taken = customer.seats, customer.seats_taken  # type: ignore[attr-defined]
    return max(0, seats - taken - promised)


def _certificates(people: Sequence[User]) -> list[Certificate]:
    found = Certificate.objects.filter(user__in=people, withdrawn_at__isnull=True)
    return list(found.select_related("user", "module").order_by("achieved_on", "pk"))


def _training(
    licences: Sequence[CustomerModule],
    people: Sequence[User],
    certificates: Sequence[Certificate],
    *,
    day: date,
    warning_days: int,
) -> list[tuple[Module, list[Training]]]:
    """A row for each module that asks for certificates, a cell for each person."""
    longest: dict[tuple[int, int], date | None] = {}
    for each in certificates:
        place = each.user_id, each.module_id
        known = longest.get(place, date.min)
        endless = known is None or each.expires_on is None
        longest[place] = None if endless else max(known or date.min, each.expires_on or date.min)

    def cell(person: User, module: Module) -> Training:
        if (person.pk, module.pk) not in longest:
            return Training(person, "", "")
        ends = longest[person.pk, module.pk]
        kind = certificate_kind(ends, day=day, warning_days=warning_days)
        return Training(person, kind, full_date_words(ends) if ends else "")

    gated = [each.module for each in licences if each.module.product.kind == ProductKind.CLOUD]
    return [(module, [cell(person, module) for person in people]) for module in gated]


def _open_cases(customer: Customer, user: User) -> list[Case]:
    cases = Case.objects.visible_to(user).filter(customer=customer).unhandled()
    return list(cases.by_deadline().for_the_queue()[: MOST_CASES + 1])


def _exceptions(customer: Customer, user: User, *, at: datetime) -> list[LetIn]:
    """Cases of the last months that were let in without the right, the latest first (B2.3)."""
    cases = Case.objects.visible_to(user).filter(customer=customer, received_at__gte=at - LATELY)
    found = SupportDecision.objects.filter(ground=SupportGround.EXCEPTION, case__in=cases)
    decisions = found.select_related("case", "exception_by").order_by("-case__received_at", "-pk")
    return [LetIn(each, missing_words(each.reasons)) for each in decisions]


def _satisfaction(customer: Customer, user: User, *, at: datetime) -> Satisfaction | None:
    cases = Case.objects.visible_to(user).filter(customer=customer)
    found = Rating.objects.filter(case__in=cases).select_related("case", "rated_by")
    ratings = list(found.order_by("-rated_at", "-pk")[:MOST_RATINGS])
    if not ratings:
        return None
    return Satisfaction(mean(rating.score for rating in ratings), ratings)
