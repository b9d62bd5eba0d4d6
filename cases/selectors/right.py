"""The right to support as the form and the page of ways out show it (B2.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.choices import CaseType, ReasonCode, RemedyCode
from accounts.models import Customer, InvoiceContact, Module, User
from accounts.selectors.payments import contact_for_invoices
from accounts.selectors.support import Decision, Standing, Unpaid


@dataclass(frozen=True, slots=True)
class Held:
    """A module a person may ask about, or may not: with a certificate, its end, or none."""

    module: Module
    ends_on: date | None
    is_held: bool
    ends_soon: bool


@dataclass(frozen=True)
class Right:
    """A decision with what a page needs to say it: names in place of ids."""

    decision: Decision
    case_type: CaseType
    module: Module | None
    invoice_contact: InvoiceContact | None

    @property
    def is_refused(self) -> bool:
        return not self.decision.allowed

    @property
    def lacks_training(self) -> bool:
        return self.decision.has(ReasonCode.NOT_TRAINED)

    @property
    def ended_on(self) -> date | None:
        """When the certificate ran out, if there was one."""
        found = (each for each in self.decision.reasons if each.code == ReasonCode.NOT_TRAINED)
        return next((each.ended_on for each in found), None)

    @property
    def overdue(self) -> tuple[Unpaid, ...]:
        found = (each for each in self.decision.reasons if each.code == ReasonCode.OVERDUE)
        return next((each.invoices for each in found), ())

    @property
    def has_ended(self) -> bool:
        """Whether the company's contract, or the person's seat, is over."""
        return self.decision.has(ReasonCode.CONTRACT_ENDED) or self.decision.has(
            ReasonCode.NOT_NAMED
        )

    @property
    def colleagues(self) -> tuple[User, ...]:
        """Who of the company may send it instead."""
        found = (each for each in self.decision.remedies if each.code == RemedyCode.ASK_COLLEAGUE)
        return next((each.people for each in found), ())

    @property
    def may_be_level_1(self) -> bool:
        """Whether it could still be sent as a matter of level 1 (B2.3)."""
        return self.case_type == CaseType.PROGRAMMING_ERROR and not self.has_ended


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates of one person, counted as a page shows them."""

    all: list[Held]

    @property
    def held(self) -> int:
        return sum(each.is_held for each in self.all)

    @property
    def missing(self) -> int:
        return len(self.all) - self.held

    @property
    def ending(self) -> list[Held]:
        return [each for each in self.all if each.ends_soon]


def right_to(
    standing: Standing, case_type: CaseType, module: int | None, *, is_gravest: bool = False
) -> Right | None:
    """Return what is missing for a matter, or None when nothing is, which asks nothing more."""
    decision = standing.decide(case_type, module, is_gravest=is_gravest)
    if not decision.reasons:
        return None
    owes = decision.has(ReasonCode.OVERDUE)
    contact = contact_for_invoices(standing.customer) if owes else None
    about = Module.objects.filter(pk=module).first() if module else None
    return Right(decision, case_type, about, contact)


def certificates_of(standing: Standing, customer: Customer) -> list[Held]:
    """Return every module of the company that asks for a certificate, by name."""
    modules = customer.modules.select_related("product").order_by("product", "name_fi")
    rules: Any = standing.rules.support
    return [
        Held(
            module=module,
            ends_on=standing.trained.get(module.pk),
            is_held=standing.is_trained(module.pk),
            ends_soon=standing.ends_within(module.pk, rules.warning_days),
        )
        for module in modules
        if standing.needs_certificate(module.pk)
    ]
