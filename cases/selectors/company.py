"""A SuperUser's own company: its open cases, and what was handled lately."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import timewords
from accounts.models import User
from cases.models import Case
from cases.selectors.standing import (
    Due,
    State,
    doing_words,
    next_due_for_customer,
    state_for_customer,
)

OPEN_SHOWN = 100
HANDLED_SHOWN = 5


@dataclass(frozen=True)
class CompanyRow:
    """One case as its company reads it in a list."""

    case: Case
    state: State
    what: str
    due: Due | None


def open_rows(user: User, *, at: datetime) -> list[CompanyRow]:
    """The company's open cases, the nearest deadline first."""
    cases = Case.objects.visible_to(user).unhandled().by_deadline().for_a_company_list()
    return [_row(case, at=at) for case in cases[:OPEN_SHOWN]]


def handled_rows(user: User, *, at: datetime) -> list[CompanyRow]:
    """The few cases that were handled last."""
    cases = (
        Case.objects.visible_to(user).handled().order_by("-handled_at", "-pk").for_a_company_list()
    )
    return [_row(case, at=at) for case in cases[:HANDLED_SHOWN]]


def _row(case: Case, *, at: datetime) -> CompanyRow:
    return CompanyRow(
        case=case,
        state=state_for_customer(case),
        what=what_happened(case, at=at),
        due=next_due_for_customer(case, at=at),
    )


def what_happened(case: Case, *, at: datetime) -> str:
    """The last that happened to a case, in a sentence or two."""
    if case.handled_at:
        return _("Handled %(when)s.") % {"when": timewords.moment_words(case.handled_at, now=at)}
    if case.taken_up_at is None:
        return _("Received %(when)s. Registered by %(name)s.") % {
            "when": timewords.moment_words(case.received_at, now=at),
            "name": case.registered_by.full_name,
        }
    started = _("Work started %(when)s. %(name)s has the case.") % {
        "name": case.owner_name,
        "when": timewords.moment_words(case.taken_up_at, now=at),
    }
    return f"{started} {doing_words(case.stage)}".strip()
