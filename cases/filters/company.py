"""How the address of a company's list narrows it: `?state=open&type=wish&q=raportti`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.chips import Chip, Choice
from accounts.choices import CaseType
from accounts.models import User
from cases.selectors import search
from cases.selectors.company import CompanyRow
from cases.selectors.company_list import MOST_PAGES, Counts, Group, Shown, Turn, Wanted
from cases.selectors.company_words import MOST_COUNTED
from cases.selectors.options import Options, sorted_by_name
from cases.selectors.registration import TYPES

ADDRESSED = ("state", "type", "module", "turn", "whose", "q")
MINE = "mine"
_PAGE = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Kind:
    """One of the four groups above the list, with its capped count."""

    value: str
    label: str
    icon: str
    count: str
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Section:
    """One group of the list, with its name, its capped count and where all of it is."""

    kind: Kind
    rows: list[CompanyRow]
    goes_on: bool


class CompanyFilter:
    """A company's cases as the address asks for them. A value that does not exist narrows nothing."""

    def __init__(self, data: QueryDict, *, user: User) -> None:
        self.data = data
        self.user = user

    @cached_property
    def modules(self) -> Options:
        return sorted_by_name(self.user.company.modules.all()) if self.user.company else []

    @cached_property
    def wanted(self) -> Wanted:
        text = search.cleaned(self.data.get("q", ""))
        # Whoever searches wants to find it, open or not; whose turn it is asks for open cases.
        usual = Shown.ALL if text else Shown.OPEN
        shown = Shown(self._one_of("state", list(Shown)) or usual)
        turn = self._one_of("turn", list(Turn)) if shown != Shown.SOLVED else ""
        module = self._one_of("module", [value for value, _name in self.modules])
        return Wanted(
            shown=shown,
            case_type=self._one_of("type", CaseType.values),
            module=int(module) if module else None,
            turn=turn,
            mine=self.data.get("whose") == MINE,
            text=text,
        )

    def _one_of(self, name: str, values: list[str]) -> str:
        asked = self.data.get(name, "")
        return asked if asked in values else ""

    @property
    def page(self) -> int:
        asked = self.data.get("page", "")
        return min(max(int(asked), 1), MOST_PAGES) if _PAGE.fullmatch(asked) else 1

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the address says that means something, but for the page within it."""
        wanted = self.wanted
        values = {
            "state": wanted.shown if self._one_of("state", list(Shown)) else "",
            "type": wanted.case_type,
            "module": wanted.module,
            "turn": wanted.turn,
            "whose": MINE if wanted.mine else "",
            "q": wanted.text,
        }
        return {name: str(value) for name, value in values.items() if value}

    @property
    def is_narrow(self) -> bool:
        """True when something beside open or solved was asked for."""
        return bool(self.asked.keys() - {"state"})

    def address(self, **changed: str | None) -> str:
        """The list's address with some of it changed; paging starts over."""
        query = {**self.asked, **changed}
        return "?" + urlencode({name: value for name, value in query.items() if value})

    def states(self, counts: Counts) -> list[tuple[Choice, str]]:
        """The switch between open and solved, with their counts."""
        labels = {
            Shown.OPEN: pgettext("cases", "Open"),
            Shown.SOLVED: pgettext("cases", "Solved"),
            Shown.ALL: pgettext("cases", "All"),
        }
        return [
            (
                Choice(label, self.address(state=shown), shown == self.wanted.shown),
                capped(counts.shown[shown]) if shown in counts.shown else "",
            )
            for shown, label in labels.items()
        ]

    def kinds(self, counts: Counts) -> list[Kind]:
        """The four groups by type (B4.6)."""
        chosen = self.wanted.case_type
        return [
            Kind(
                value=case_type,
                label=type_words(case_type),
                icon=TYPES[case_type].icon,
                count=capped(counts.types[case_type]),
                address=self.address(type=None if case_type == chosen else case_type),
                is_chosen=case_type == chosen,
            )
            for case_type in CaseType
        ]

    def with_words(self, groups: list[Group], counts: Counts) -> list[Section]:
        kinds = {kind.value: kind for kind in self.kinds(counts)}
        return [
            Section(kinds[group.case_type], group.rows, goes_on=group.goes_on) for group in groups
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a search keeps of the address: hidden fields of its form."""
        return [(name, value) for name, value in self.asked.items() if name != "q"]

    def chips(self) -> Iterator[Chip]:
        wanted = self.wanted
        if wanted.text:
            yield Chip(_("Search"), wanted.text, self.address(q=None), [])
        yield self._chip("module", _("Module"), self.modules, str(wanted.module or ""))
        if wanted.shown != Shown.SOLVED:
            turns = [(Turn.YOURS.value, _("Yours")), (Turn.OURS.value, _("SoftOne's"))]
            yield self._chip("turn", _("Turn"), turns, wanted.turn)
        mine = [(MINE, _("My own and those I follow"))]
        yield self._chip("whose", _("Whose"), mine, MINE if wanted.mine else "")

    def _chip(self, name: str, label: str, values: Options, asked: str) -> Chip:
        choices = [
            Choice(text, self.address(**{name: value}), value == asked) for value, text in values
        ]
        return Chip(label, dict(values).get(asked, ""), self.address(**{name: None}), choices)


def type_words(case_type: str) -> str:
    """Cases of a type, as a heading."""
    return {
        CaseType.SUPPORT_REQUEST: _("Support requests"),
        CaseType.PROGRAMMING_ERROR: _("Programming errors"),
        CaseType.WISH: _("Wishes"),
        CaseType.WORK_ORDER: _("Work orders"),
    }[CaseType(case_type)]


def capped(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
