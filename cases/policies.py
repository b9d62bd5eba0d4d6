"""May-questions about a case one can see (B1.4). Visibility itself is the queryset's.

`may_…` asks about the person and the kind of case: a no is a refusal (403). Whether the case
stands so that it can be done is the service's to say; `answers` holds both together for the buttons of a page.
"""

from dataclasses import dataclass

from accounts.choices import CaseType
from accounts.models import User
from accounts.rights import Right, has_right
from cases.choices import LEVEL_WITH_A_WAY_ROUND, Outcome, Stage, StageOwner
from cases.models import Case, TimeEntry
from cases.transitions import (
    Need,
    customers_endings,
    in_passing,
    moves_by_hand,
    step_at,
)

_CARRIERS: dict[StageOwner, Right] = {
    StageOwner.CUSTOMER: Right.HANDLE_CASES,
    StageOwner.SERVICE: Right.HANDLE_CASES,
    StageOwner.PRODUCT: Right.CARRY_PRODUCT_STAGES,
    StageOwner.CONSULTANT: Right.CARRY_CONSULTING_STAGES,
}


def may_register(user: User) -> bool:
    """Registering in the portal is for SuperUsers (B2.5); for which company, `visible_to` says."""
    return has_right(user, Right.REGISTER)


def may_list_own_cases(user: User) -> bool:
    """The list of a company's cases is its SuperUsers' (B4.6); which cases, `visible_to` says."""
    return has_right(user, Right.FOLLOW_OWN_CASES)


def may_read_queue(user: User) -> bool:
    """Whoever works at SoftOne reads the queue; which cases stand in it, `visible_to` says."""
    return has_right(user, Right.READ_QUEUE)


def may_read_customers(user: User) -> bool:
    """Whoever works at SoftOne may look a customer up (B1.2, B1.3)."""
    return has_right(user, Right.READ_CUSTOMERS)


def may_register_for_caller(user: User) -> bool:
    """Whoever answers the phone writes down what a SuperUser tells (B3.1)."""
    return has_right(user, Right.REGISTER_FOR_CALLERS)


def may_read_reports(user: User) -> bool:
    """The support manager leads the department and reads its reports (B1.3)."""
    return has_right(user, Right.READ_REPORTS)


def may_reply(user: User, case: Case) -> bool:
    """Everyone who sees a case may write to the other side, administrators excepted."""
    either = (Right.FOLLOW_OWN_CASES, Right.WRITE_TO_CUSTOMERS)
    return any(has_right(user, right) for right in either)


def may_note(user: User, case: Case) -> bool:
    return has_right(user, Right.WRITE_TO_CUSTOMERS)


def may_record_time(user: User, case: Case) -> bool:
    """Whoever works on a case records how long it took, also when it is handled (B7.3)."""
    return has_right(user, Right.RECORD_TIME)


def may_withdraw_time(user: User, entry: TimeEntry) -> bool:
    """Whoever recorded it; and the support manager, who leads the department (B1.3)."""
    own = entry.by_id == user.pk and has_right(user, Right.RECORD_TIME)
    return own or has_right(user, Right.WITHDRAW_ANY_TIME)


def may_take_up(user: User, case: Case) -> bool:
    """A product specialist or the support manager takes cases up (B5.1)."""
    return has_right(user, Right.HANDLE_CASES)


def may_set_level(user: User, case: Case) -> bool:
    """A product specialist confirms or changes the service level (B5.3)."""
    return has_right(user, Right.HANDLE_CASES) and case.is_error


def may_move_on(user: User, case: Case) -> bool:
    """Whoever carries the stage may move the case on from it; the desk from any (B4)."""
    return has_right(user, _CARRIERS[step_at(case.case_type, case.stage).owner])


def may_ask(user: User, case: Case) -> bool:
    """Whoever works on a case may ask the customer, propose a solution, or take that back."""
    return has_right(user, Right.WRITE_TO_CUSTOMERS)


def may_arrange(user: User, case: Case) -> bool:
    """The desk merges, splits, links, and ends cases on the customer's word."""
    return has_right(user, Right.HANDLE_CASES)


def may_decline(user: User, case: Case) -> bool:
    """Whoever carries the stage may decline what was asked for, with a reason (B4.3)."""
    return may_move_on(user, case)


def may_quote(user: User, case: Case) -> bool:
    """Consultants make quotations, and the desk for them (B4.2)."""
    return has_right(user, Right.CARRY_CONSULTING_STAGES) and case.case_type == CaseType.WORK_ORDER


def may_speak_for_customer(user: User, case: Case) -> bool:
    """Closing, objecting, reopening, answering quotations, rating: the SuperUsers' own (B4.6)."""
    return has_right(user, Right.SPEAK_FOR_CUSTOMER)


def may_draft_article(user: User, case: Case) -> bool:
    """Whoever writes articles makes one of what a customer was answered (B9)."""
    return has_right(user, Right.WRITE_ARTICLES)


def may_close(user: User, case: Case, outcome: str) -> bool:
    """The customer ends their case, the desk on their word; declining is the carrier's (B4.6)."""
    if outcome == Outcome.DECLINED:
        return may_decline(user, case)
    return may_speak_for_customer(user, case) or may_arrange(user, case)


def may_reopen(user: User, case: Case) -> bool:
    """The customer, never gated (B4.6); and whoever works on cases at SoftOne."""
    return may_speak_for_customer(user, case) or may_ask(user, case)


def may_change_followers(user: User, case: Case) -> bool:
    return may_speak_for_customer(user, case) or may_arrange(user, case)


def may_change_type(user: User, case: Case) -> bool:
    """The desk, and the customer who picked the wrong one (B4.7)."""
    return has_right(user, Right.FOLLOW_OWN_CASES) or may_arrange(user, case)


def type_is_open(user: User, case: Case) -> bool:
    """Whether the type can still change: never while ordered work goes on.

    A customer changes it only until somebody has begun.
    """
    if case.is_handled or step_at(case.case_type, case.stage).is_binding:
        return False
    return user.is_desk or case.taken_up_at is None


@dataclass(frozen=True)
class May:
    """What one person may do with one case as it stands, for the page that shows its buttons."""

    reply: bool
    note: bool
    record_time: bool
    take_up: bool
    set_level: bool
    move_on: bool
    ask: bool
    go_on: bool
    propose: bool
    find_way_round: bool
    decline: bool
    quote: bool
    arrange: bool
    change_type: bool
    close: bool
    withdraw: bool
    object: bool
    reopen: bool
    rate: bool
    change_followers: bool
    draft_article: bool


def answers(user: User, case: Case) -> May:
    """What this person may do with the case now."""
    is_open = not case.is_handled
    has_it = case.owner_id == user.pk and case.taken_up_at is not None
    moves = case.taken_up_at is not None and moves_by_hand(case.case_type, case.stage)
    step = step_at(case.case_type, case.stage)
    asks = is_open and may_ask(user, case)
    own = may_speak_for_customer(user, case)
    endings = customers_endings(case.case_type, case.stage)
    settles = is_open and (own or may_arrange(user, case))
    graver = case.level_id is not None and case.level_id < LEVEL_WITH_A_WAY_ROUND
    return May(
        reply=is_open and may_reply(user, case),
        note=may_note(user, case),
        record_time=may_record_time(user, case),
        take_up=is_open and not has_it and may_take_up(user, case),
        set_level=is_open and may_set_level(user, case),
        move_on=bool(moves) and may_move_on(user, case),
        ask=asks,
        go_on=asks and bool(case.waiting_since or case.closes_at),
        propose=asks and _ends_soon(case),
        find_way_round=is_open and graver and may_set_level(user, case),
        decline=is_open and Outcome.DECLINED in step.ends and may_decline(user, case),
        quote=is_open
        and case.taken_up_at is not None
        and in_passing(case.case_type, case.stage, Need.QUOTATION) is not None
        and may_quote(user, case),
        arrange=is_open and may_arrange(user, case),
        change_type=type_is_open(user, case) and may_change_type(user, case),
        close=settles and Outcome.SOLVED in endings,
        withdraw=settles and Outcome.WITHDRAWN in endings and not case.is_proposed,
        object=own and case.is_proposed,
        reopen=_is_done(case) and may_reopen(user, case),
        rate=_is_done(case) and own,
        change_followers=is_open and may_change_followers(user, case),
        draft_article=_is_done(case) and may_draft_article(user, case),
    )


def _is_done(case: Case) -> bool:
    return case.is_handled and case.outcome != Outcome.MERGED


def _ends_soon(case: Case) -> bool:
    """Whether a solution may be proposed here, or once this very reply has begun the handling."""
    begun = in_passing(case.case_type, case.stage, Need.TAKING_UP) or Stage(case.stage)
    return Outcome.SOLVED in step_at(case.case_type, begun).ends
