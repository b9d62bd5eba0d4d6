"""The processes of B4 as one table: the only place that knows what may follow what."""

from dataclasses import dataclass

from accounts.choices import CaseType
from cases.choices import Stage, StageOwner


class IllegalMove(Exception):
    """The process does not lead from the one stage to the other."""


@dataclass(frozen=True)
class Step:
    """One stage of a process: who carries it and where it may lead."""

    stage: Stage
    owner: StageOwner
    leads_to: tuple[Stage, ...] = ()


PROCESSES: dict[CaseType, tuple[Step, ...]] = {
    # B4.4. An assessment may settle the matter at once; planning and later stages may step
    # back when the work turns out to be something else.
    CaseType.PROGRAMMING_ERROR: (
        Step(Stage.NEW, StageOwner.CUSTOMER, (Stage.LEVEL_SET,)),
        Step(Stage.LEVEL_SET, StageOwner.SERVICE, (Stage.ASSESSMENT,)),
        Step(Stage.ASSESSMENT, StageOwner.SERVICE, (Stage.PLANNING, Stage.HANDLED)),
        Step(Stage.PLANNING, StageOwner.PRODUCT, (Stage.EXECUTION, Stage.ASSESSMENT)),
        Step(Stage.EXECUTION, StageOwner.PRODUCT, (Stage.DELIVERY, Stage.PLANNING)),
        Step(Stage.DELIVERY, StageOwner.PRODUCT, (Stage.HANDLED, Stage.EXECUTION)),
        Step(Stage.HANDLED, StageOwner.SERVICE),
    ),
}


def steps_of(case_type: str) -> tuple[Step, ...]:
    """The stages of a case type in the order the customer sees them."""
    return PROCESSES[CaseType(case_type)]


def step_at(case_type: str, stage: str) -> Step:
    """The step of a process that has this stage; KeyError when it has none."""
    return {step.stage: step for step in steps_of(case_type)}[Stage(stage)]


def following(case_type: str, stage: str) -> tuple[Stage, ...]:
    """The stages that may come next, the usual one first."""
    return step_at(case_type, stage).leads_to


def next_by_hand(case_type: str, stage: str) -> tuple[Stage, ...]:
    """The stages one may choose; out of "new" a case goes by setting its level."""
    return () if stage == Stage.NEW else following(case_type, stage)


def require_by_hand(case_type: str, stage: str, to: str) -> None:
    """Raise IllegalMove unless somebody may choose to go from `stage` to `to`."""
    if to not in next_by_hand(case_type, stage):
        raise IllegalMove(f"{case_type}: {stage} does not lead to {to}")


def require_open(stage: str) -> None:
    """Raise IllegalMove for a case that is already handled."""
    if stage == Stage.HANDLED:
        raise IllegalMove("the case is handled")
