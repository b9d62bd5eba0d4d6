"""May-questions about a case one can see (B1.4). Visibility itself is the queryset's.

`may_…` asks about the person: a no is a refusal (403). Whether the case stands so that it can
be done is the service's to say; `answers` holds both together for the buttons of a page.
"""

from dataclasses import dataclass

from accounts.choices import CaseType, Role
from accounts.models import User
from cases.choices import StageOwner
from cases.models import Case
from cases.transitions import next_by_hand, step_at

_DESK = {Role.SPECIALIST, Role.MANAGER}
_CARRIERS: dict[StageOwner, set[str]] = {
    StageOwner.CUSTOMER: {*_DESK},
    StageOwner.SERVICE: {*_DESK},
    StageOwner.PRODUCT: {*_DESK, Role.PRODUCT},
    StageOwner.CONSULTANT: {*_DESK, Role.CONSULTANT},
}


def may_register(user: User) -> bool:
    """Registering in the portal is for SuperUsers (B2.5); for which company, `visible_to` says."""
    return not user.is_desk


def may_reply(user: User, case: Case) -> bool:
    """Everyone who sees a case may write to the other side, administrators excepted."""
    return user.role != Role.ADMINISTRATOR


def may_note(user: User, case: Case) -> bool:
    return user.is_desk and user.role != Role.ADMINISTRATOR


def may_take_up(user: User, case: Case) -> bool:
    """A product specialist or the support manager takes cases up (B5.1)."""
    return user.role in _DESK


def may_set_level(user: User, case: Case) -> bool:
    """A product specialist confirms or changes the service level (B5.3)."""
    return user.role in _DESK and case.case_type == CaseType.PROGRAMMING_ERROR


def may_move_on(user: User, case: Case) -> bool:
    """Whoever carries the stage may end it; the desk may end any (B4)."""
    return user.role in _CARRIERS[step_at(case.case_type, case.stage).owner]


@dataclass(frozen=True)
class May:
    """What one person may do with one case as it stands, for the page that shows its buttons."""

    reply: bool
    note: bool
    take_up: bool
    set_level: bool
    move_on: bool


def answers(user: User, case: Case) -> May:
    """What this person may do with the case now."""
    is_open = not case.is_handled
    has_it = case.owner_id == user.pk and case.taken_up_at is not None
    moves = case.taken_up_at is not None and next_by_hand(case.case_type, case.stage)
    return May(
        reply=is_open and may_reply(user, case),
        note=may_note(user, case),
        take_up=is_open and not has_it and may_take_up(user, case),
        set_level=is_open and may_set_level(user, case),
        move_on=bool(moves) and may_move_on(user, case),
    )
