"""The processes of B4 as one table: the only place that knows what may follow what.

The table decides for services and pages, and the database's own trigger is made from it
(`cases.models.legality`), so that no path leads around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from cases.choices import Outcome, Stage, StageOwner


class IllegalMove(Exception):
    """What was asked for is not possible with the case as it stands: a move, an ending, a link."""


class Need(StrEnum):
    """What has to be given or done for a move."""

    # Given by the person who moves the case on.
    REASON = "reason"
    ESTIMATE = "estimate"
    VERSION = "version"
    # Done by a service of its own, which moves the case in passing.
    TAKING_UP = "taking_up"
    LEVEL = "level"
    QUOTATION = "quotation"
    APPROVAL = "approval"
    REFUSAL = "refusal"


GIVEN_BY_HAND = frozenset({Need.REASON, Need.ESTIMATE, Need.VERSION})


@dataclass(frozen=True)
class Move:
    """One way out of a stage, and what it takes."""

    to: Stage
    needs: frozenset[Need] = frozenset()

    @property
    def is_by_hand(self) -> bool:
        """True when somebody may choose the move; the others happen in passing."""
        return self.needs <= GIVEN_BY_HAND


@dataclass(frozen=True)
class Step:
    """One stage of a process: who carries it, what the customer reads, where it may lead.

    `ends` are the endings SoftOne may give the case here. The customer may end it at any stage
    but one that `is_binding`, where work that was ordered is going on.
    """

    stage: Stage
    owner: StageOwner
    doing: str | Promise
    moves: tuple[Move, ...] = ()
    ends: frozenset[Outcome] = field(default=frozenset())
    is_binding: bool = False


def _to(stage: Stage, *needs: Need) -> Move:
    return Move(stage, frozenset(needs))


def _ends(*outcomes: Outcome) -> frozenset[Outcome]:
    return frozenset(outcomes)


_SERVICE, _PRODUCT = StageOwner.SERVICE, StageOwner.PRODUCT
_SOLVED, _DECLINED = Outcome.SOLVED, Outcome.DECLINED
# Whoever asked may say at almost any stage that it works now, or that it is no longer needed.
_CUSTOMERS_ENDINGS = frozenset({Outcome.SOLVED, Outcome.WITHDRAWN})

PROCESSES: dict[CaseType, tuple[Step, ...]] = {
    # B4.1. Taking the case up is what makes it handled.
    CaseType.SUPPORT_REQUEST: (
        Step(Stage.RECEIVED, _SERVICE, "", (_to(Stage.HANDLING, Need.TAKING_UP),)),
        Step(Stage.HANDLING, _SERVICE, _("We are looking into it."), (), _ends(_SOLVED)),
        Step(Stage.HANDLED, _SERVICE, ""),
    ),
    # B4.4. An assessment may settle the matter at once; later stages may step back when the work
    # turns out to be something else.
    CaseType.PROGRAMMING_ERROR: (
        Step(Stage.NEW, StageOwner.CUSTOMER, "", (_to(Stage.LEVEL_SET, Need.LEVEL),)),
        Step(Stage.LEVEL_SET, _SERVICE, "", (_to(Stage.ASSESSMENT),)),
        Step(
            Stage.ASSESSMENT,
            _SERVICE,
            _("We are assessing the fault."),
            (_to(Stage.PLANNING),),
            _ends(_SOLVED),
        ),
        Step(
            Stage.PLANNING,
            _PRODUCT,
            _("The product department is planning the fix."),
            (_to(Stage.EXECUTION, Need.ESTIMATE), _to(Stage.ASSESSMENT, Need.REASON)),
        ),
        Step(
            Stage.EXECUTION,
            _PRODUCT,
            _("The product department is making the fix."),
            (_to(Stage.DELIVERY, Need.VERSION), _to(Stage.PLANNING, Need.REASON)),
        ),
        Step(
            Stage.DELIVERY,
            _PRODUCT,
            _("The fix is being delivered."),
            (_to(Stage.EXECUTION, Need.REASON),),
            _ends(_SOLVED),
        ),
        Step(Stage.HANDLED, _SERVICE, ""),
    ),
    # B4.3. Until it is being made, a wish may be declined with a reason.
    CaseType.WISH: (
        Step(
            Stage.RECEIVED,
            _SERVICE,
            "",
            (_to(Stage.PRODUCT_GROUP),),
            _ends(_SOLVED, _DECLINED),
        ),
        Step(
            Stage.PRODUCT_GROUP,
            _PRODUCT,
            _("The product group is weighing the wish."),
            (_to(Stage.PLANNING),),
            _ends(_SOLVED, _DECLINED),
        ),
        Step(
            Stage.PLANNING,
            _PRODUCT,
            _("The product department is planning it."),
            (_to(Stage.EXECUTION, Need.ESTIMATE), _to(Stage.PRODUCT_GROUP, Need.REASON)),
            _ends(_DECLINED),
        ),
        Step(
            Stage.EXECUTION,
            _PRODUCT,
            _("The product department is making it."),
            (_to(Stage.DELIVERY, Need.VERSION), _to(Stage.PLANNING, Need.REASON)),
        ),
        Step(
            Stage.DELIVERY,
            _PRODUCT,
            _("It is being delivered."),
            (_to(Stage.EXECUTION, Need.REASON),),
            _ends(_SOLVED),
        ),
        Step(Stage.HANDLED, _SERVICE, ""),
    ),
    # B4.2. Nothing is made before the customer's yes.
    CaseType.WORK_ORDER: (
        Step(
            Stage.RECEIVED,
            _SERVICE,
            "",
            (_to(Stage.QUOTATION),),
            _ends(_SOLVED, _DECLINED),
        ),
        Step(
            Stage.QUOTATION,
            StageOwner.CONSULTANT,
            _("The consultant is preparing a quotation."),
            (_to(Stage.APPROVAL, Need.QUOTATION),),
            _ends(_DECLINED),
        ),
        Step(
            Stage.APPROVAL,
            StageOwner.CUSTOMER,
            _("The work starts only when you have approved the quotation."),
            (
                _to(Stage.EXECUTION, Need.APPROVAL),
                _to(Stage.QUOTATION, Need.REFUSAL),
            ),
        ),
        Step(
            Stage.EXECUTION,
            StageOwner.CONSULTANT,
            _("The consultant is doing the work."),
            (_to(Stage.DELIVERY), _to(Stage.QUOTATION, Need.REASON)),
            is_binding=True,
        ),
        Step(
            Stage.DELIVERY,
            StageOwner.CONSULTANT,
            _("The work is being delivered."),
            (_to(Stage.EXECUTION, Need.REASON),),
            _ends(_SOLVED),
            is_binding=True,
        ),
        Step(Stage.HANDLED, _SERVICE, ""),
    ),
}


def steps_of(case_type: str) -> tuple[Step, ...]:
    """The stages of a case type in the order the customer sees them."""
    return PROCESSES[CaseType(case_type)]


def step_at(case_type: str, stage: str) -> Step:
    """The step of a process that has this stage; KeyError when it has none."""
    return {step.stage: step for step in steps_of(case_type)}[Stage(stage)]


def first_stage(case_type: str) -> Stage:
    return steps_of(case_type)[0].stage


def entry_stage(case_type: str, *, taken_up: bool) -> Stage:
    """Where a case begins in a process it changes to; somebody may have taken it up already."""
    first = steps_of(case_type)[0]
    in_passing = (move.to for move in first.moves if Need.TAKING_UP in move.needs)
    return next(in_passing, first.stage) if taken_up else first.stage


def moves_by_hand(case_type: str, stage: str) -> tuple[Move, ...]:
    """The moves one may choose, the usual one first."""
    return tuple(move for move in step_at(case_type, stage).moves if move.is_by_hand)


def move_by_hand(case_type: str, stage: str, to: str) -> Move:
    """The move one may choose from `stage` to `to`; raises IllegalMove when there is none."""
    for move in moves_by_hand(case_type, stage):
        if move.to == to:
            return move
    raise IllegalMove(f"{case_type}: {stage} does not lead to {to}")


def in_passing(case_type: str, stage: str, need: Need) -> Stage | None:
    """Where the deed `need` takes a case that stands at `stage`, if it moves it at all."""
    moves = (move.to for move in step_at(case_type, stage).moves if need in move.needs)
    return next(moves, None)


def require_open(stage: str) -> None:
    """Raise IllegalMove for a case that is already handled."""
    if stage == Stage.HANDLED:
        raise IllegalMove("the case is handled")


def require_end(case_type: str, stage: str, outcome: Outcome) -> None:
    """Raise IllegalMove unless SoftOne may end the case like this at this stage."""
    if outcome not in step_at(case_type, stage).ends:
        raise IllegalMove(f"{case_type}: {stage} does not end {outcome}")


def customers_endings(case_type: str, stage: str) -> frozenset[Outcome]:
    """How the customer may end the case here: it works now, or it is no longer needed (B4.6)."""
    step = step_at(case_type, stage)
    if stage == Stage.HANDLED:
        return frozenset()
    return step.ends & {Outcome.SOLVED} if step.is_binding else _CUSTOMERS_ENDINGS


def legal_steps() -> Iterator[tuple[CaseType, Stage, Stage, str]]:
    """Every change of stage within a process: type, from, to, outcome ("" while it is open)."""
    for case_type, steps in PROCESSES.items():
        for step in steps:
            if step.stage == Stage.HANDLED:
                continue
            for move in step.moves:
                yield case_type, step.stage, move.to, ""
            if not step.is_binding:
                yield case_type, step.stage, Stage.HANDLED, Outcome.MERGED
            endings = step.ends | customers_endings(case_type, step.stage)
            for outcome in sorted(endings):
                yield case_type, step.stage, Stage.HANDLED, outcome


def fixed_types() -> Iterator[tuple[CaseType, Stage]]:
    """Every stage at which a case keeps its type: it has ended, or ordered work is going on."""
    for case_type, steps in PROCESSES.items():
        for step in steps:
            if step.is_binding or step.stage == Stage.HANDLED:
                yield case_type, step.stage


def entries() -> Iterator[tuple[CaseType, Stage]]:
    """Every stage at which a case may come into a process from another."""
    for case_type in PROCESSES:
        yield from {
            (case_type, entry_stage(case_type, taken_up=taken_up)): None
            for taken_up in (False, True)
        }
