"""How the address of a report narrows it: `?period=month&on=2026-12-01&team=1&kind=handling`."""

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.chips import Chip, Choice
from accounts.models import Customer, User
from cases.selectors import options
from cases.selectors.reports import periods
from cases.selectors.reports.causes import cause_words, causes_of
from cases.selectors.reports.periods import Period, Span
from cases.selectors.reports.promises import CLOCK_OF, KEPT, MISSED, OUTCOMES, Mark, Wanted
from cases.selectors.reports.spread import bucket_of
from sla.choices import ClockKind

# Who looks for a customer gets so many to choose from.
MOST_FOUND = 10
_PERIOD = ("period", "on", "from", "to")
_OF_A_NUMBER = ("outcome", "cause", "took")
_MARK = re.compile("([0-9]{1,11})_([0-9]{1,18})_([a-z]{1,10})")
_NUMBER = re.compile("[0-9]{1,18}")


class ReportFilter:
    """Promises as an address asks for them. A value that does not exist narrows nothing."""

    def __init__(self, data: QueryDict, *, user: User, today: date) -> None:
        self.data = data
        self.user = user
        self.today = today

    @cached_property
    def period(self) -> Period:
        """The last full month unless the address says otherwise."""
        span, on = self.data.get("period", ""), self._day("on")
        if span in set(Span) - {Span.OTHER} and on:
            return periods.period_of(Span(span), on)
        first, last = self._day("from"), self._day("to")
        if first and last:
            return periods.between(first, last)
        return periods.last_full_month(self.today)

    def _day(self, name: str) -> date | None:
        try:
            day = date.fromisoformat(self.data.get(name, ""))
        except ValueError:
            return None
        return day if periods.EARLIEST <= day <= periods.LATEST else None

    @cached_property
    def wanted(self) -> Wanted:
        return self._read()

    def _read(self) -> Wanted:
        level, team, module = (
            self._one_of(name, dict(values)) for name, values in self._options.items()
        )
        return Wanted(
            period=self.period,
            kind=self._one_of("kind", list(CLOCK_OF)),
            level=int(level) if level else None,
            team=int(team) if team else None,
            module=int(module) if module else None,
            customer=self.customer.pk if self.customer else None,
        )

    @cached_property
    def _options(self) -> dict[str, options.Options]:
        return {
            "level": options.levels(),
            "team": options.teams(),
            "module": options.modules(),
        }

    def _one_of(self, name: str, values: Container[str]) -> str:
        asked = self.data.get(name, "")
        return asked if asked in values else ""

    @cached_property
    def customer(self) -> Customer | None:
        asked = self.data.get("customer", "")
        if not _NUMBER.fullmatch(asked):
            return None
        return Customer.objects.visible_to(self.user).filter(pk=asked).first()

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the address says that means something, but for the page within a list."""
        wanted, period = self.wanted, self.period
        values: dict[str, object] = {
            "kind": wanted.kind,
            "level": wanted.level,
            "team": wanted.team,
            "module": wanted.module,
            "customer": wanted.customer,
            "outcome": wanted.outcome,
            "cause": wanted.cause,
            "took": wanted.took.key if wanted.took else "",
        }
        return _addressed(period) | {name: str(value) for name, value in values.items() if value}

    def address(self, **changed: object) -> str:
        """The query of this page with some of it changed; paging starts over."""
        query = {**self.asked, **changed}
        return "?" + urlencode({name: str(value) for name, value in query.items() if value})

    def behind(self, **changed: object) -> str:
        """Where the cases behind a number are."""
        return self._list + self.address(**changed)

    @cached_property
    def _list(self) -> str:
        return reverse("cases:report_cases")

    def of_period(self, period: Period) -> dict[str, object]:
        """What an address says of another period."""
        return dict.fromkeys(_PERIOD) | _addressed(period)

    def spans(self) -> list[Choice]:
        """The switch between week, month, quarter and year: those that hold the last day seen."""
        labels = {
            Span.WEEK: _("Week"),
            Span.MONTH: _("Month"),
            Span.QUARTER: _("Quarter"),
            Span.YEAR: _("Year"),
        }
        day = max(self.period.first, min(self.period.last, self.today))
        return [
            Choice(
                label,
                self.address(**self.of_period(periods.period_of(span, day))),
                span == self.period.span,
            )
            for span, label in labels.items()
        ]

    @property
    def before(self) -> str:
        return self.address(**self.of_period(self.period.before))

    @property
    def after(self) -> str:
        """The next period; "" when it has not begun."""
        coming = self.period.after
        return self.address(**self.of_period(coming)) if coming.first <= self.today else ""

    @property
    def is_narrow(self) -> bool:
        """True when something beside the period was asked for."""
        return bool(self.asked.keys() - set(_PERIOD))

    @property
    def is_year(self) -> bool:
        return self.period.span == Span.YEAR

    @property
    def without_filters(self) -> str:
        return "?" + urlencode(_addressed(self.period))

    @property
    def without_customer(self) -> str:
        return self.address(customer=None)

    @property
    def whole_year(self) -> str:
        return self.address(**self.of_period(periods.period_of(Span.YEAR, self.period.last)))

    @property
    def report(self) -> str:
        """The report itself, without what only the list behind a number knows."""
        return reverse("cases:reports") + self.address(**dict.fromkeys(_OF_A_NUMBER))

    @property
    def everything_kept(self) -> list[tuple[str, str]]:
        """What a search for a customer keeps of the address: hidden fields of its form."""
        return list(self.asked.items())

    @property
    def filters_kept(self) -> list[tuple[str, str]]:
        """What a form that chooses the days keeps of the address."""
        return [(name, value) for name, value in self.asked.items() if name not in _PERIOD]

    def chips(self) -> Iterator[Chip]:
        """What the promises are narrowed to, and can be."""
        wanted = self.wanted
        kinds = [(kind.value, kind_words(kind)) for kind in CLOCK_OF]
        yield self._chip("kind", _("Promise"), kinds, wanted.kind, cause=None, took=None)
        yield self._chip("team", _("Team"), self._options["team"], wanted.team)
        yield self._chip("level", _("Level"), self._options["level"], wanted.level)
        yield self._chip("module", _("Module"), self._options["module"], wanted.module)

    def _chip(
        self, name: str, label: str, values: options.Options, chosen: object, **cleared: None
    ) -> Chip:
        asked = str(chosen or "")
        choices = [
            Choice(text, self.address(**cleared | {name: value}), value == asked)
            for value, text in values
        ]
        without = self.address(**cleared | {name: None})
        return Chip(label, dict(values).get(asked, ""), without, choices)

    @property
    def looked_for(self) -> str:
        return self.data.get("find", "").strip()[:100]

    def found_customers(self) -> list[Choice]:
        """The customers whose name or business ID has in it what is looked for."""
        if not self.looked_for:
            return []
        known = Customer.objects.visible_to(self.user)
        found = known.filter(name__icontains=self.looked_for) | known.filter(
            business_id__startswith=self.looked_for
        )
        return [
            Choice(customer.name, self.address(customer=customer.pk), is_chosen=False)
            for customer in found.order_by("name")[:MOST_FOUND]
        ]

    def in_words(self) -> list[tuple[str, str]]:
        """The period and every filter that is set, for a file and for paper."""
        words = [(_("Period"), self.period.name)]
        words += [(chip.name, chip.chosen) for chip in self.chips() if chip.chosen]
        return [*words, (_("Customer"), self.customer.name)] if self.customer else words


class NumberFilter(ReportFilter):
    """The cases behind one number of a report: a part of its promises, page by page."""

    def _read(self) -> Wanted:
        wanted = super()._read()
        return replace(
            wanted,
            outcome=self._one_of("outcome", OUTCOMES),
            cause=self._one_of("cause", causes_of(wanted.kind)),
            took=bucket_of(wanted.kind, self.data.get("took", "")) if wanted.kind else None,
            after=self._after(),
        )

    def _after(self) -> Mark | None:
        """Where a page begins; None for the first page or a spoilt address."""
        mark = _MARK.fullmatch(self.data.get("after", ""))
        if mark is None:
            return None
        return Mark(datetime.fromtimestamp(int(mark[1]), tz=UTC), int(mark[2]), mark[3])

    def next_page(self, mark: Mark | None) -> str:
        if mark is None:
            return ""
        return self.address(after=f"{int(mark.settled_at.timestamp())}_{mark.case}_{mark.kind}")

    def chips(self) -> Iterator[Chip]:
        yield from super().chips()
        wanted = self.wanted
        outcomes = [(KEPT, pgettext("promise", "Kept")), (MISSED, pgettext("promise", "Missed"))]
        yield self._chip("outcome", _("Outcome"), outcomes, wanted.outcome, cause=None)
        causes = [
            (cause.value, cause_words(cause, wanted.kind)) for cause in causes_of(wanted.kind)
        ]
        yield self._chip("cause", _("Cause"), causes, wanted.cause)
        if wanted.took:
            took = [(wanted.took.key, wanted.took.label)]
            yield self._chip("took", _("Opening time used"), took, wanted.took.key)


def kind_words(kind: str) -> str:
    """A promise as a filter and a column name it."""
    return str(ClockKind(kind).label)


def _addressed(period: Period) -> dict[str, str]:
    if period.span == Span.OTHER:
        return {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return {"period": period.span.value, "on": period.first.isoformat()}
