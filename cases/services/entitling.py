"""The right to support where cases begin: asked of `accounts`, kept with the case (B2.4)."""

from datetime import datetime

from accounts.choices import CaseType, ReasonCode
from accounts.models import Customer, Module, User
from accounts.selectors.support import Decision, right_to_support
from cases.choices import SupportGround
from cases.models import Case, SupportDecision
from sla.models import ServiceLevel

GRAVEST = 1


class RightMissing(Exception):
    """The contact has no right to register this; `decision` says why and what to do next."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


def require_right(
    contact: User,
    customer: Customer,
    *,
    case_type: CaseType,
    module: Module,
    level: ServiceLevel | None,
    exception: str = "",
    at: datetime,
) -> Decision:
    """Return the decision that lets a case begin, or raise RightMissing.

    `exception` is the reason for which staff go on without the right (B2.3). Nothing lets in
    somebody who does not speak for the customer: nobody could answer in the case (B2.5, B2.6).
    """
    is_gravest = level is not None and level.pk == GRAVEST
    decision = right_to_support(
        contact, case_type, module, at, customer=customer, is_gravest=is_gravest
    )
    is_named = not decision.has(ReasonCode.NOT_NAMED)
    if not (is_named and (decision.allowed or exception)):
        raise RightMissing(decision)
    return decision


def keep_decision(case: Case, decision: Decision, *, exception: str, by: User) -> None:
    """Store with a new case why it could be registered."""
    ground = _ground(decision)
    made = ground == SupportGround.EXCEPTION
    SupportDecision.objects.create(
        case=case,
        ground=ground,
        reasons=[reason.code.value for reason in decision.reasons],
        facts=dict(decision.facts),
        exception_by=by if made else None,
        exception_reason=exception if made else "",
    )


def _ground(decision: Decision) -> SupportGround:
    if not decision.reasons:
        return SupportGround.RIGHT
    return SupportGround.LEVEL_1 if decision.allowed else SupportGround.EXCEPTION
