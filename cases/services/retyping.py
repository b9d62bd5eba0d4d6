from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.choices import CaseType
from accounts.models import Module, User
from cases import notifications, policies, transitions
from cases.choices import EventKind, Verdict
from cases.models import Case, CaseFacts
from cases.services.entitling import require_right
from cases.services.facts import Facts, LevelMissing, advised_level, require_licence
from cases.services.goals import drop_goal
from cases.services.levelling import ReasonMissing
from cases.services.pausing import end_wait, pause_resolution
from cases.services.promising import begin_promises, withdraw_promises
from cases.services.recording import ChangedMeanwhile, lock_open, record, save, was_last_done_by
from sla.models import ServiceLevel

_RETYPED = (
    *("case_type", "stage", "module", "level", "proposed_level", "handling_clock"),
    *("resolution_clock", "waiting_since", "closes_at"),
)


@transaction.atomic
def change_type(
    case: Case,
    *,
    to: CaseType,
    seen: CaseType,
    module: Module,
    level: ServiceLevel | None,
    facts: Facts,
    reason: str,
    by: User,
    at: datetime,
) -> Case:
    """Make it the kind of matter it really is; its history stays (B4.7).

    It begins in the other process, what the type asks for is told anew, and a programming error
    gets its promises (B5.3). Raises ChangedMeanwhile when the type is not `seen` any more,
    IllegalMove while ordered work is going on or for a customer once somebody works on it,
    LevelMissing, ModuleNotLicensed, RightMissing when the customer's own change would go past
    what B2.4 asks, and ReasonMissing when SoftOne gives none.
    """
    case = lock_open(case)
    if case.case_type != seen:
        if case.case_type == to and was_last_done_by(case, by, EventKind.TYPE_CHANGED):
            return case
        raise ChangedMeanwhile
    _require(case, to=to, level=level, reason=reason, by=by)
    require_licence(case.customer, module)
    if not by.is_desk:
        require_right(by, case.customer, case_type=to, module=module, level=level, at=at)
    was = case.stage
    _leave_the_process(case, at=at)
    case.case_type, case.module = to, module
    case.stage = transitions.entry_stage(to, taken_up=case.taken_up_at is not None)
    if level and to == CaseType.PROGRAMMING_ERROR:
        _become_an_error(case, level=level, at=at)
    # What the new type does not ask stays as it was told.
    told = {name: value for name, value in asdict(facts).items() if value}
    # What was answered before the change speaks for no level any more.
    told["advised_level"] = advised_level(facts)
    CaseFacts.objects.update_or_create(case=case, defaults=told)
    save(case, *_RETYPED, at=at)
    moved = {} if case.stage == was else {"stage_from": was, "stage_to": case.stage}
    types = {"type_from": seen, "type_to": to, "level_to": case.level}
    event = record(case, EventKind.TYPE_CHANGED, by=by, at=at, text=reason, **types, **moved)
    notifications.type_changed(case, event)
    return case


def _leave_the_process(case: Case, *, at: datetime) -> None:
    """End what belongs to the old type: a proposed solution, an open quotation, the promises."""
    if case.is_proposed:
        end_wait(case, at=at)
    case.quotations.pending().update(verdict=Verdict.TAKEN_BACK, answered_at=at)
    drop_goal(case, at=at)
    if case.is_error:
        withdraw_promises(case, at=at)


def _become_an_error(case: Case, *, level: ServiceLevel, at: datetime) -> None:
    """Promise what a programming error is promised; a question to the customer goes on (B4.5)."""
    case.level = case.proposed_level = level
    begin_promises(case, level=level, at=at)
    if case.waiting_since:
        pause_resolution(case, at=at)


def _require(
    case: Case, *, to: CaseType, level: ServiceLevel | None, reason: str, by: User
) -> None:
    if to == case.case_type or not policies.type_is_open(by, case):
        raise transitions.IllegalMove(f"{case.case_type} does not become {to} now")
    if to == CaseType.PROGRAMMING_ERROR and level is None:
        raise LevelMissing
    if by.is_desk and not reason:
        raise ReasonMissing
