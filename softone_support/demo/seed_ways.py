"""Which stages seeded cases have been through, when, and how they ended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from random import Random

from accounts.choices import CaseType
from cases.choices import EventKind, Outcome, Stage
from cases.transitions import steps_of
from softone_support.demo.seed_lives import Fate, Life, Turn

_STAGES: Mapping[str, tuple[Stage, ...]] = {
    case_type: tuple(step.stage for step in steps_of(case_type) if step.stage != Stage.HANDLED)
    for case_type in CaseType
}
# How many stages open cases have behind them that somebody works on.
_PASSED = {
    CaseType.PROGRAMMING_ERROR: (20, 30, 25, 15, 10),
    CaseType.SUPPORT_REQUEST: (1,),
    CaseType.WISH: (40, 30, 20, 10),
    CaseType.WORK_ORDER: (30, 25, 30, 15),
}
# Endings before the last stage: where, how, and how often.
_EARLY = {
    CaseType.PROGRAMMING_ERROR: (Stage.ASSESSMENT, Outcome.SOLVED, 0.6),
    CaseType.SUPPORT_REQUEST: (Stage.HANDLING, Outcome.WITHDRAWN, 0.05),
    CaseType.WISH: (Stage.PRODUCT_GROUP, Outcome.DECLINED, 0.35),
    CaseType.WORK_ORDER: (Stage.QUOTATION, Outcome.DECLINED, 0.1),
}
# A stage that is not simply moved on to.
_REACHED_BY = {
    (CaseType.PROGRAMMING_ERROR, Stage.LEVEL_SET): EventKind.LEVEL_CONFIRMED,
    (CaseType.SUPPORT_REQUEST, Stage.HANDLING): EventKind.TAKEN_UP,
    (CaseType.WORK_ORDER, Stage.APPROVAL): EventKind.QUOTED,
    (CaseType.WORK_ORDER, Stage.EXECUTION): EventKind.QUOTE_APPROVED,
}


@dataclass(frozen=True, slots=True)
class Way:
    """The stages from the first to where the case stands; the outcome of a handled one."""

    stages: tuple[Stage, ...]
    outcome: str = ""

    @property
    def stage(self) -> Stage:
        return self.stages[-1]


@dataclass(frozen=True, slots=True)
class Move:
    """One change of stage."""

    at: datetime
    kind: EventKind
    was: Stage
    stage: Stage


def way_of(life: Life, random: Random) -> Way:
    draft = life.draft
    stages = _STAGES[draft.case_type]
    early, outcome, share = _EARLY[draft.case_type]
    until_early = stages[: stages.index(early) + 1]
    if draft.fate == Fate.UNTAKEN:
        return Way(stages[:1])
    if draft.turn == Turn.PROPOSED:
        return Way(until_early)
    if draft.fate == Fate.TAKEN:
        weights = _PASSED[draft.case_type]
        return Way(stages[: 1 + random.choices(range(1, len(weights) + 1), weights)[0]])
    if random.random() < share:
        return Way((*until_early, Stage.HANDLED), outcome)
    return Way((*stages, Stage.HANDLED), Outcome.SOLVED)


def moves(life: Life, way: Way, end: datetime) -> Iterator[Move]:
    """When each stage was reached, and how; "handled" at its very moment."""
    begin = life.taken_up_at
    if begin is None:
        return
    span = (end - begin) / (len(way.stages) + 1)
    for place, (was, stage) in enumerate(pairwise(way.stages)):
        at = max((begin + span * (place + 0.5)).replace(microsecond=0), begin)
        kind = _REACHED_BY.get((life.draft.case_type, stage), EventKind.MOVED_ON)
        if stage == Stage.HANDLED and life.handled_at:
            at, kind = life.handled_at, EventKind.CLOSED
        elif kind == EventKind.TAKEN_UP:
            at = begin
        yield Move(at, kind, was, stage)
