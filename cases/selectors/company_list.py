"""A company's cases, open and solved, in four groups by type (B4.6). Constant queries."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from django.db.models import Q

from accounts.choices import CaseType
from accounts.models import User
from cases.models import Case, Follower
from cases.querysets import CappedCount, CaseQuerySet
from cases.selectors import company, search
from cases.selectors.company import AWAITS_CUSTOMER, YOURS_FIRST, CompanyRow
from cases.selectors.company_words import MOST_COUNTED

PAGE_SIZE = 50
# As many of each group stand side by side; the rest is a page of its own.
GROUP_SIZE = 8
# Whoever looks further back searches, or takes the table.
MOST_PAGES = 200


class Shown(StrEnum):
    OPEN = "open"
    SOLVED = "solved"
    ALL = "all"


class Turn(StrEnum):
    YOURS = "you"
    OURS = "us"


@dataclass(frozen=True)
class Wanted:
    """What is asked of a company's cases. Empty narrows nothing."""

    shown: Shown = Shown.OPEN
    case_type: str = ""
    module: int | None = None
    turn: str = ""
    mine: bool = False
    text: str = ""


@dataclass(frozen=True)
class Group:
    """Cases of one type; `goes_on` when there are more than these."""

    case_type: CaseType
    rows: list[CompanyRow]
    goes_on: bool


@dataclass(frozen=True)
class Counts:
    """How many cases there are, each up to MOST_COUNTED + 1.

    `types` and `shown` are of the cases that are wanted, `yours` and `ours` of the company.
    """

    types: dict[str, int]
    shown: dict[str, int]
    yours: int
    ours: int


def wanted_cases(user: User, wanted: Wanted) -> CaseQuerySet:
    """The cases asked for, in no order yet."""
    cases = _narrowed(user, wanted)
    return _of_type(_in_state(cases, wanted.shown, wanted.turn), wanted.case_type)


def _narrowed(user: User, wanted: Wanted) -> CaseQuerySet:
    cases = Case.objects.worked_on_by(user)
    if wanted.module:
        cases = cases.filter(module=wanted.module)
    if wanted.mine:
        followed = Follower.objects.filter(user=user).values("case")
        cases = cases.filter(Q(registered_by=user) | Q(contact=user) | Q(pk__in=followed))
    return cases.filter(search.matching(wanted.text, user)) if wanted.text else cases


def _in_state(cases: CaseQuerySet, shown: str, turn: str) -> CaseQuerySet:
    """Keep open or solved cases; whose turn it is narrows only what is open."""
    if shown == Shown.SOLVED:
        return cases.handled()
    if turn == Turn.YOURS:
        return cases.unhandled().filter(AWAITS_CUSTOMER)
    if turn == Turn.OURS:
        return cases.unhandled().exclude(AWAITS_CUSTOMER)
    return cases.unhandled() if shown == Shown.OPEN else cases


def _of_type(cases: CaseQuerySet, case_type: str) -> CaseQuerySet:
    return cases.filter(case_type=case_type) if case_type else cases


def _ordered(cases: CaseQuerySet, shown: str) -> CaseQuerySet:
    """What waits for the reader first, then the newest; of solved cases the last solved."""
    if shown == Shown.SOLVED:
        return cases.order_by("-handled_at", "-pk")
    return cases.order_by(YOURS_FIRST, "-number")


def counts(user: User, wanted: Wanted) -> Counts:
    """Every number of the page, in one query that counts no further than it says."""
    cases, everything = _narrowed(user, wanted), Case.objects.worked_on_by(user)
    here = _in_state(cases, wanted.shown, wanted.turn)
    of_type = _of_type(cases, wanted.case_type)
    counted = [
        *(here.filter(case_type=case_type) for case_type in CaseType),
        *(_in_state(of_type, shown, wanted.turn) for shown in (Shown.OPEN, Shown.SOLVED)),
        *(_in_state(everything, Shown.OPEN, turn) for turn in Turn),
    ]
    numbers = [CappedCount(each.order_by().values("pk")[: MOST_COUNTED + 1]) for each in counted]
    found = list(User.objects.filter(pk=user.pk).values_list(*numbers).get())
    *types, is_open, is_solved, yours, ours = found
    return Counts(
        types=dict(zip(CaseType.values, types, strict=True)),
        shown={Shown.OPEN: is_open, Shown.SOLVED: is_solved},
        yours=yours,
        ours=ours,
    )


def groups(user: User, wanted: Wanted, *, at: datetime) -> list[Group]:
    """The first rows of each type that has any."""
    cases = wanted_cases(user, wanted)
    firsts = [
        _ordered(cases.filter(case_type=case_type), wanted.shown).values("pk")[: GROUP_SIZE + 1]
        for case_type in CaseType
    ]
    beginnings = firsts[0].union(*firsts[1:], all=True)
    found = Case.objects.worked_on_by(user).filter(pk__in=beginnings).for_a_company_list()
    place = {case_type.value: number for number, case_type in enumerate(CaseType)}
    by_type = sorted(_ordered(found, wanted.shown), key=lambda case: place[case.case_type])
    rows = company.rows(by_type, user, at=at)
    return [
        _group(CaseType(case_type), list(members), GROUP_SIZE)
        for case_type, members in groupby(rows, key=lambda row: row.case.case_type)
    ]


def page(user: User, wanted: Wanted, number: int, *, at: datetime) -> list[Group]:
    """One page of the one type that is wanted."""
    start = (number - 1) * PAGE_SIZE
    cases = _ordered(wanted_cases(user, wanted), wanted.shown).for_a_company_list()
    rows = company.rows(cases[start : start + PAGE_SIZE + 1], user, at=at)
    return [_group(CaseType(wanted.case_type), rows, PAGE_SIZE)] if rows else []


def _group(case_type: CaseType, rows: list[CompanyRow], size: int) -> Group:
    return Group(case_type, rows[:size], goes_on=len(rows) > size)
