"""The right to support in a few facts, as the desk reads it (B2.2–B2.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.choices import CaseType, ReasonCode, RemedyCode
from accounts.models import Customer, Module, User
from accounts.selectors.support import Decision, Standing, Unpaid
from accounts.timewords import date_words
from cases.choices import SupportGround
from cases.models import SupportDecision


@dataclass(frozen=True)
class Fact:
    """One fact of the strip. `kind` is done, act or late."""

    kind: str
    words: str


@dataclass(frozen=True)
class CallersRight:
    """Whether the person who calls may have a case registered, and what speaks against it."""

    facts: list[Fact]
    is_allowed: bool
    is_gravest: bool
    colleagues: tuple[User, ...]

    @property
    def needs_reason(self) -> bool:
        return not self.is_allowed


def entitlement(
    standing: Standing, case_type: CaseType, module: int, *, kept: SupportDecision | None = None
) -> list[Fact]:
    """What the strip says: support in force, the contact's certificate, on what ground.

    Nothing of certificates where the type of case asks for none.
    """
    needs_training = standing.rules.gates[case_type].needs_training
    facts = [
        support_fact(standing),
        certificate_fact(standing, module) if needs_training else None,
        ground_fact(kept) if kept else None,
    ]
    return [fact for fact in facts if fact]


def callers_right(
    standing: Standing, case_type: CaseType, module: Module, *, is_gravest: bool
) -> CallersRight:
    """What the form for a caller shows before a word is written."""
    decision = standing.decide(case_type, module, is_gravest=is_gravest)
    return CallersRight(
        facts=entitlement(standing, case_type, module.pk),
        is_allowed=decision.allowed,
        is_gravest=is_gravest and bool(decision.reasons) and decision.allowed,
        colleagues=_colleagues(decision),
    )


def _colleagues(decision: Decision) -> tuple[User, ...]:
    ways = (way.people for way in decision.remedies if way.code == RemedyCode.ASK_COLLEAGUE)
    return next(ways, ())


def support_fact(standing: Standing) -> Fact:
    """Whether contract and payments give the person support now."""
    if not standing.is_named:
        return Fact("late", _("No SuperUser of the customer any more"))
    return contract_fact(
        standing.customer,
        standing.overdue,
        reprieved_until=standing.reprieved_until,
        day=standing.day,
    )


def contract_fact(
    customer: Customer, overdue: Sequence[Unpaid], *, reprieved_until: date | None, day: date
) -> Fact:
    """Whether a customer's contract and payments give support on a day; the oldest debt first."""
    if customer.ended_on and customer.ended_on < day:
        return Fact(
            "late", _("Contract ended %(day)s") % {"day": date_words(customer.ended_on, today=day)}
        )
    if not overdue:
        return Fact("done", _("Support in force"))
    since = date_words(overdue[0].due_on, today=day)
    if reprieved_until is None:
        return Fact("late", _("Invoice overdue since %(day)s") % {"day": since})
    until = date_words(reprieved_until, today=day)
    words = _("Invoice overdue since %(day)s, block lifted until %(until)s")
    return Fact("act", words % {"day": since, "until": until})


def certificate_fact(standing: Standing, module: int) -> Fact:
    """How the person is trained in a module."""
    if module not in standing.licences:
        return Fact("late", _("The customer does not have the module"))
    if not standing.needs_certificate(module):
        return Fact("done", _("No certificate needed"))
    if module not in standing.trained:
        return Fact("late", _("Certificate missing"))
    ends = standing.trained[module]
    kind = certificate_kind(
        ends, day=standing.day, warning_days=standing.rules.support.warning_days
    )
    words = {
        "done": _("Certificate in force"),
        "act": _("Certificate ends %(day)s"),
        "late": _("Certificate ended %(day)s"),
    }
    return Fact(kind, words[kind] % {"day": ends and date_words(ends, today=standing.day)})


def certificate_kind(ends: date | None, *, day: date, warning_days: int) -> str:
    """How a certificate that ends so stands on a day: done, act when it ends soon, late."""
    if ends is None:
        return "done"
    if ends < day:
        return "late"
    return "act" if ends - day <= timedelta(days=warning_days) else "done"


def ground_fact(kept: SupportDecision) -> Fact | None:
    """Why the case was let in although something was missing then; nothing when all was there."""
    if kept.ground == SupportGround.LEVEL_1:
        return Fact("act", _("Registered as a matter of level 1"))
    if kept.ground == SupportGround.EXCEPTION:
        by = kept.exception_by.full_name if kept.exception_by else ""
        return Fact("act", _("Registered by exception, %(name)s") % {"name": by})
    return None


def missing_words(codes: Iterable[str]) -> list[str]:
    """What was missing when a case was let in, from the codes kept with it."""
    words = {
        ReasonCode.NOT_NAMED: _("not a SuperUser"),
        ReasonCode.CONTRACT_ENDED: _("contract ended"),
        ReasonCode.NOT_LICENSED: _("module not licensed"),
        ReasonCode.NOT_TRAINED: _("certificate missing"),
        ReasonCode.OVERDUE: _("invoice overdue"),
    }
    return [words[ReasonCode(code)] for code in codes if code in ReasonCode.values]
