"""What a new case, or one that changes its type, has to be told (B3.2)."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Customer, Module
from sla.advice import advise


class ModuleNotLicensed(Exception):
    """The customer does not have the module that the case would be about."""


class LevelMissing(Exception):
    """A programming error is registered with the level the customer proposes."""


@dataclass(frozen=True)
class Facts:
    """The extra facts that speed up handling; each may be left empty."""

    steps: str = ""
    expected: str = ""
    since: str = ""
    affected: str = ""
    work: str = ""
    way_round: str = ""
    people: str = ""
    environment: str = ""
    benefit: str = ""
    wanted_on: date | None = None


NO_FACTS = Facts()


def advised_level(facts: Facts) -> int | None:
    """The level that the answers speak for as they are given (B5)."""
    return advise(facts.work, facts.way_round)


def require_licence(customer: Customer, module: Module) -> None:
    """Raise ModuleNotLicensed unless the customer has the module."""
    if not customer.licences.filter(module=module).exists():
        raise ModuleNotLicensed
