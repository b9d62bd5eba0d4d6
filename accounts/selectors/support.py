"""The right to support: one decision for every channel (B2.2–B2.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.choices import CaseType, ProductKind, ReasonCode, RemedyCode
from accounts.held import Held
from accounts.models import (
    Certificate,
    Customer,
    CustomerModule,
    Invoice,
    Module,
    Reprieve,
    SuperUser,
    SupportGate,
    SupportRules,
    User,
)
from accounts.timewords import local

# Who was not named, or whose contract has ended, cannot be helped by a colleague or a course.
_OUTSIDE = {ReasonCode.NOT_NAMED, ReasonCode.CONTRACT_ENDED, ReasonCode.NOT_LICENSED}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of B2 as they stand in their tables."""

    support: SupportRules
    gates: Mapping[str, SupportGate]


def _read() -> Rules:
    gates = {gate.case_type: gate for gate in SupportGate.objects.all()}
    return Rules(SupportRules.load(), gates)


_held = Held(_read)
look_again = _held.look_again
rules_in_use = _held.rows


@dataclass(frozen=True, slots=True)
class Unpaid:
    """An overdue invoice as every SuperUser may know it: never its amount (B2.3)."""

    number: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is missing. `ended_on` tells when a certificate ran out, if there was one."""

    code: ReasonCode
    module: int | None = None
    ended_on: date | None = None
    invoices: tuple[Unpaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out; `people` are trained colleagues who may register the matter instead."""

    code: RemedyCode
    people: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a person may register a case, why not, and what to do next (B2.4).

    `is_gravest` matters of level 1 are registered whatever is missing; `reasons` tell it still.
    """

    allowed: bool
    reasons: tuple[Reason, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    is_gravest: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    def has(self, code: ReasonCode) -> bool:
        return any(reason.code == code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything about one person and one customer that a decision rests on, in one query."""

    user: User
    customer: Customer
    day: date
    rules: Rules
    is_named: bool
    # The newest end of a certificate by module; None: for ever.
    trained: Mapping[int, date | None]
    licences: Mapping[int, str]
    overdue: tuple[Unpaid, ...]
    reprieved_until: date | None

    def decide(
        self, case_type: CaseType, module: Module | int | None, *, is_gravest: bool = False
    ) -> Decision:
        """Decide on one matter; without a module, on what holds for all of them.

        Asks the database only when a colleague may be the way out.
        """
        pk = module.pk if isinstance(module, Module) else module
        reasons = tuple(self._reasons(case_type, pk))
        outside = any(reason.code in _OUTSIDE for reason in reasons)
        return Decision(
            allowed=not reasons or (is_gravest and not outside),
            reasons=reasons,
            remedies=() if not reasons else self._remedies(reasons, pk),
            is_gravest=is_gravest,
            facts=self._facts(case_type, pk),
        )

    def needs_certificate(self, module: int) -> bool:
        """Whether questions about this module ask for a certificate: SoftOne GO alone (B2.2)."""
        return self.licences.get(module) == ProductKind.CLOUD

    def lacking_for(self, case_type: CaseType) -> frozenset[int]:
        """Return the modules of the company that this type could not be about yet."""
        if not self.rules.gates[case_type].needs_training:
            return frozenset()
        needed = {module for module in self.licences if self.needs_certificate(module)}
        return frozenset(module for module in needed if not self.is_trained(module))

    def ends_within(self, module: int, days: int) -> bool:
        """Whether a certificate that counts today will end within so many days."""
        ends = self.trained.get(module)
        return ends is not None and self.day <= ends <= self.day + timedelta(days=days)

    def is_trained(self, module: int) -> bool:
        """Whether a certificate of the module counts on the day."""
        if module not in self.trained:
            return False
        ends = self.trained[module]
        return ends is None or self.day <= ends

    @property
    def is_blocked(self) -> bool:
        """Whether unpaid invoices stop new matters now (B2.3)."""
        return bool(self.overdue) and self.reprieved_until is None

    def _reasons(self, case_type: CaseType, module: int | None) -> Iterable[Reason]:
        gate = self.rules.gates[case_type]
        if not self.is_named:
            yield Reason(ReasonCode.NOT_NAMED)
        if self.customer.ended_on and self.customer.ended_on < self.day:
            yield Reason(ReasonCode.CONTRACT_ENDED, ended_on=self.customer.ended_on)
        if module is None:
            pass
        elif module not in self.licences:
            yield Reason(ReasonCode.NOT_LICENSED, module=module)
        elif gate.needs_training and self.needs_certificate(module) and not self.is_trained(module):
            yield Reason(ReasonCode.NOT_TRAINED, module=module, ended_on=self.trained.get(module))
        if gate.needs_payment and self.is_blocked:
            yield Reason(ReasonCode.OVERDUE, invoices=self.overdue)

    def _remedies(self, reasons: tuple[Reason, ...], module: int | None) -> tuple[Remedy, ...]:
        codes = {reason.code for reason in reasons}
        ways = []
        if module is not None and codes == {ReasonCode.NOT_TRAINED}:
            people = trained_colleagues(self.user, self.customer, module, day=self.day)
            if people:
                ways.append(Remedy(RemedyCode.ASK_COLLEAGUE, people))
        if ReasonCode.NOT_TRAINED in codes:
            ways.append(Remedy(RemedyCode.BOOK_COURSE))
        if ReasonCode.OVERDUE in codes:
            ways.append(Remedy(RemedyCode.SEE_INVOICES))
        if not codes & _OUTSIDE:
            ways.append(Remedy(RemedyCode.ORDER_WORK))
        return (*ways, Remedy(RemedyCode.CONTACT))

    def _facts(self, case_type: CaseType, module: int | None) -> dict[str, Any]:
        """What the decision rested on, as codes and dates, to be kept with the case."""
        ends = self.trained.get(module) if module else None
        return {
            "day": self.day.isoformat(),
            "case_type": case_type.value,
            "module": module,
            "is_named": self.is_named,
            "needs_certificate": module is not None and self.needs_certificate(module),
            "has_certificate": module is not None and self.is_trained(module),
            "certificate_ends": ends.isoformat() if ends else None,
            "overdue": [each.number for each in self.overdue],
            "reprieved_until": self.reprieved_until.isoformat() if self.reprieved_until else None,
        }


def asks_for_contact(user: User, *, at: datetime) -> bool:
    """Whether it is time to ask a person if their contact details still hold (B12.2)."""
    confirmed = user.contact_confirmed_at or user.date_joined
    return at - confirmed > timedelta(days=30 * rules_in_use().support.contact_months)


def right_to_support(
    user: User,
    case_type: CaseType,
    module: Module,
    at: datetime,
    *,
    customer: Customer | None = None,
    is_gravest: bool = False,
) -> Decision:
    """Decide whether a person may register a case of this type and module at a moment (B2.4).

    Every channel asks here: the portal, mail, a call, an import. `customer` is the one the
    person works for now unless another is named. A matter that `is_gravest`, of level 1, is
    let in whatever is missing (B2.3). Raises ValueError for a person without a customer.
    """
    company = customer or user.company
    if company is None:
        raise ValueError("This person speaks for no customer")
    return standing(user, company, at).decide(case_type, module, is_gravest=is_gravest)


def standing(user: User, customer: Customer, at: datetime) -> Standing:
    """Return what all decisions on a person's matters for a customer rest on. One query."""
    day, rules = local(at).date(), rules_in_use()
    facts = _facts_of(day, rules.support.grace_days, user)
    found: Any = Customer.objects.filter(pk=customer.pk).values(**facts).get()
    return Standing(
        user=user,
        customer=customer,
        day=day,
        rules=rules,
        is_named=bool(found["named"]) and user.is_active,
        trained=_newest_ends(found["trained_in"]),
        licences={each["module"]: each["kind"] for each in found["licensed"]},
        overdue=unpaid_of(found["overdue"]),
        reprieved_until=found["reprieved_until"],
    )


def _facts_of(day: date, grace_days: int, user: User) -> dict[str, Any]:
    its = {"customer": OuterRef("pk")}
    named = SuperUser.objects.filter(**its, user=user, ended_on__isnull=True)
    trained = Certificate.objects.filter(user=user, withdrawn_at__isnull=True)
    licences = CustomerModule.objects.filter(**its)
    return {
        "named": Subquery(named.values("pk")[:1]),
        "trained_in": ArraySubquery(
            trained.values(fact=JSONObject(module="module", ends="expires_on"))
        ),
        "licensed": ArraySubquery(
            licences.values(fact=JSONObject(module="module", kind=F("module__product__kind")))
        ),
        "overdue": overdue_invoices(day, grace_days),
        "reprieved_until": reprieved_until(day),
    }


def overdue_invoices(day: date, grace_days: int) -> ArraySubquery:
    """Annotate customers with their overdue invoices, the oldest first."""
    overdue = Invoice.objects.filter(customer=OuterRef("pk")).overdue(day, grace_days=grace_days)
    facts = JSONObject(number="number", due_on="due_on")
    return ArraySubquery(overdue.order_by("due_on", "number").values(fact=facts))


def reprieved_until(day: date) -> Subquery:
    """Annotate customers with the last day of their lift of the payment block, if one holds."""
    lifts = Reprieve.objects.holding(day).filter(customer=OuterRef("pk"))
    return Subquery(lifts.values("until")[:1])


def unpaid_of(rows: Iterable[Mapping[str, str]]) -> tuple[Unpaid, ...]:
    """Turn what `overdue_invoices` annotates into invoices."""
    return tuple(Unpaid(row["number"], date.fromisoformat(row["due_on"])) for row in rows)


def _newest_ends(rows: Iterable[Mapping[str, Any]]) -> dict[int, date | None]:
    ends: dict[int, date | None] = {}
    for row in rows:
        pk, end = row["module"], row["ends"] and date.fromisoformat(row["ends"])
        known = ends.get(pk, date.min)
        # One without an end outlasts every other.
        ends[pk] = None if end is None or known is None else max(end, known)
    return ends


def trained_colleagues(
    user: User, customer: Customer, module: int, *, day: date
) -> tuple[User, ...]:
    """Return who else of the customer may ask about a module, by name."""
    holders = Certificate.objects.held(day).filter(module=module).values("user")
    colleagues = User.objects.speaking_for(customer).filter(pk__in=holders)
    return tuple(colleagues.exclude(pk=user.pk).order_by("first_name", "last_name"))
