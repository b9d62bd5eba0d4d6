"""How the address of the queue narrows it: `?view=untaken&team=1&level=2`."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from accounts.chips import Chip, Choice
from accounts.models import User
from cases.models import Case
from cases.querysets import CaseQuerySet
from cases.selectors import options, queue

EVERY_TEAM = "all"
ADDRESSED = ("view", "team", "case_type", "level", "module", "owner")


class QueueFilter(FilterSet):
    """The queue as its address asks for it. A value that does not exist narrows nothing."""

    case_type = ChoiceFilter(label=_("Type"), choices=options.types)
    level = ChoiceFilter(label=_("Level"), choices=options.levels)
    module = ChoiceFilter(label=_("Module"), choices=options.modules)
    owner = ChoiceFilter(label=_("Owner"), choices=options.owners)

    class Meta:
        model = Case
        fields = ["case_type", "level", "module", "owner"]

    def __init__(self, data: QueryDict, *, user: User) -> None:
        self.user = user
        super().__init__(data, queryset=queue.in_scope(user, None))

    @property
    def qs(self) -> CaseQuerySet:
        cases = self.queryset.all()
        self.form.is_valid()
        cases = self.filter_queryset(cases)
        return cases.filter(team=self.team) if self.team and not self.is_own else cases

    @property
    def view(self) -> str:
        asked = self.data.get("view", "")
        return asked if asked in queue.VIEWS else queue.VIEWS[0]

    @property
    def is_own(self) -> bool:
        """One's own cases are shown whatever team they belong to."""
        return self.view == "mine"

    @cached_property
    def team(self) -> int | None:
        """The team whose cases are shown; one's own unless the address says otherwise."""
        asked = self.data.get("team", str(self.user.team_id or EVERY_TEAM))
        return int(asked) if asked in dict(options.teams()) else None

    @cached_property
    def _asked(self) -> dict[str, str]:
        """What the address says now, but for the page within it."""
        return {name: self.data[name] for name in ADDRESSED if name in self.data}

    def address(self, **changed: str | None) -> str:
        """The queue's address with some of it changed; paging starts over."""
        query = {**self._asked, **changed}
        return "?" + urlencode({name: value for name, value in query.items() if value is not None})

    def chips(self) -> Iterator[Chip]:
        if not self.is_own:
            teams = [(EVERY_TEAM, str(_("All teams"))), *options.teams()]
            asked = str(self.team or EVERY_TEAM)
            yield self._chip("team", str(_("Team")), teams, asked, EVERY_TEAM)
        for name, found in self.filters.items():
            values = list(found.extra["choices"]())
            yield self._chip(name, str(found.label), values, self.data.get(name, ""), None)

    def _chip(
        self, name: str, label: str, values: options.Options, asked: str, off: str | None
    ) -> Chip:
        words = {value: text for value, text in values if value != off}
        choices = [
            Choice(text, self.address(**{name: value}), value == asked) for value, text in values
        ]
        return Chip(label, words.get(asked, ""), self.address(**{name: off}), choices)


def views_of(wanted: QueueFilter, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The rail: every view with its words, its icon, its capped count and its address."""
    labels = {
        "team": (_("Team's cases") if wanted.team else _("All cases"), "users"),
        "mine": (_("My cases"), "user-check"),
        "untaken": (_("Not taken up"), "inbox"),
        "overdue": (_("Overdue"), "st-late"),
        "today": (_("Due today"), "clock"),
        "waiting": (_("Waiting for the customer"), "st-pause"),
    }
    return [
        {
            "name": view,
            "label": label,
            "icon": icon,
            "count": _capped(counts[view]),
            "is_late": view == "overdue" and counts[view] > 0,
            "is_current": view == wanted.view,
            "address": wanted.address(
                view=view, case_type=None, level=None, module=None, owner=None
            ),
        }
        for view, (label, icon) in labels.items()
    ]


def summary_of(counts: dict[str, int]) -> str:
    """The queue in one line: how many are open, overdue, due today."""
    return _("%(open)s open, %(overdue)s overdue, %(today)s due today") % {
        "open": _capped(counts["team"]),
        "overdue": _capped(counts["overdue"]),
        "today": _capped(counts["today"]),
    }


def _capped(count: int) -> str:
    return f"{queue.COUNT_CAP - 1}+" if count >= queue.COUNT_CAP else str(count)
