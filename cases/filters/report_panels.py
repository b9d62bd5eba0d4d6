"""The panels of a report: each a chart, its sentence, and its figures with the cases behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts import timewords
from cases.filters import report_charts as charts
from cases.filters.report_charts import Chart, MonthChart, percent, signed
from cases.filters.reports import ReportFilter
from cases.selectors.reports import periods
from cases.selectors.reports.figures import By, Figure
from cases.selectors.reports.names import Names, promise_words
from cases.selectors.reports.periods import Period, Span
from cases.selectors.reports.promises import KEPT, MISSED
from cases.selectors.reports.spread import UNKNOWN, buckets
from sla.choices import ClockKind

# A chart names so many groups, a table beneath it all of them.
MOST_BARS = 6
# More opening time than this is told in whole hours.
_MANY_HOURS = 100 * 3600


@dataclass(frozen=True)
class Row:
    """One group in words: its numbers, how far from the goal, and where its cases are."""

    label: str
    kept: int
    missed: int
    total: int
    percent: str
    to_target: str
    is_low: bool
    every: str
    behind_kept: str
    behind_missed: str
    median: str = ""
    ninth: str = ""


@dataclass(frozen=True)
class Panel:
    """One promise in one section; without rows there is nothing to draw."""

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    chart: Chart | MonthChart | None = None
    total: Row | None = None
    lengths: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One question about both promises, side by side. `kind` names its template."""

    key: str
    title: str
    kind: str
    note: str
    panels: list[Panel]


class Panels:
    """Lays figures out as the sections of a page."""

    def __init__(self, wanted: ReportFilter, figures: Sequence[Figure], names: Names) -> None:
        self._filter = wanted
        self._names = names
        self._figures = figures
        kind = wanted.wanted.kind
        self._kinds = [kind] if kind else [ClockKind.HANDLING.value, ClockKind.RESOLUTION.value]

    @property
    def has_any(self) -> bool:
        """False when no promise counts in the period itself."""
        return any(figure.by == By.ALL for figure in self._figures)

    def sections(self, months: Sequence[Period]) -> Iterable[Section]:
        wanted = self._filter.wanted
        yield self._section(By.LEVEL, _("By level"), "shares")
        yield self._section(
            *(By.MONTH, _("By month"), "months"),
            note=_("Whole months, whatever part of them the period above takes."),
            months=months,
        )
        if wanted.team is None:
            yield self._section(By.TEAM, _("By team"), "shares")
        if wanted.module is None:
            yield self._section(
                *(By.MODULE, _("By module"), "shares"),
                note=_("Those with the most missed promises first."),
            )
        if wanted.customer is None:
            yield self._section(
                *(By.CUSTOMER, _("By customer"), "shares"),
                note=_("Those with the most missed promises. The files have all of them."),
            )
        yield self._section(
            *(By.TOOK, _("How long it took"), "spread"),
            note=_(
                "In opening hours, without the time a case waited for the customer. "
                "An open day has 7 hours, a week 33."
            ),
        )
        yield self._section(By.CAUSE, _("Why promises were missed"), "causes")

    def _section(
        self, by: By, title: str, kind: str, *, note: str = "", months: Sequence[Period] = ()
    ) -> Section:
        draw = {
            By.LEVEL: self._levels,
            By.MONTH: self._months,
            By.TOOK: self._spread,
            By.CAUSE: self._causes,
        }.get(by, self._groups)
        panels = [draw(each, by, months) for each in self._kinds]
        return Section(by.value, title, kind, note, panels)

    def _of(self, kind: str, by: By) -> list[Figure]:
        return [figure for figure in self._figures if (figure.kind, figure.by) == (kind, by)]

    def _levels(self, kind: str, by: By, _months: Sequence[Period]) -> Panel:
        figures = sorted(self._of(kind, by), key=lambda figure: figure.key)
        rows = [self._row(figure) for figure in figures]
        total = next(iter(self._of(kind, By.ALL)), None)
        return Panel(
            key=f"{by.value}-{kind}",
            title=promise_words(kind),
            rows=rows,
            chart=charts.shares(figures, rows),
            total=self._row(total) if total else None,
        )

    def _groups(self, kind: str, by: By, _months: Sequence[Period]) -> Panel:
        figures = self._of(kind, by)
        rows = [self._row(figure) for figure in figures]
        chart = charts.shares(figures[:MOST_BARS], rows[:MOST_BARS], is_tall=True)
        return Panel(f"{by.value}-{kind}", promise_words(kind), rows, chart)

    def _months(self, kind: str, by: By, months: Sequence[Period]) -> Panel:
        found = {figure.key: figure for figure in self._of(kind, by)}
        keys = [f"{month.first:%Y-%m}" for month in months]
        figures = [found.get(key) for key in keys]
        rows = [self._row(figure) for figure in figures if figure]
        chart = charts.months(months, figures, rows) if rows else None
        return Panel(f"{by.value}-{kind}", promise_words(kind), rows, chart)

    def _spread(self, kind: str, by: By, _months: Sequence[Period]) -> Panel:
        found = {figure.key: figure for figure in self._of(kind, by)}
        keys = [bucket.key for bucket in buckets(kind)]
        empty = [Figure(kind, by, key, 0, 0) for key in keys]
        figures = [found.get(figure.key, figure) for figure in empty]
        known = sum(figure.total for figure in figures)
        rows = [self._row(figure) for figure in figures]
        if unknown := found.get(UNKNOWN.key):
            rows.append(self._row(unknown))
        lengths = [
            self._row(figure)
            for figure in [
                *sorted(self._of(kind, By.LEVEL), key=lambda figure: figure.key),
                *self._of(kind, By.ALL),
            ]
            if figure.median is not None
        ]
        chart = charts.buckets(rows[: len(keys)], known) if known else None
        return Panel(f"{by.value}-{kind}", _took_words(kind), rows, chart, lengths=lengths)

    def _causes(self, kind: str, by: By, _months: Sequence[Period]) -> Panel:
        figures = [figure for figure in self._of(kind, by) if figure.missed]
        rows = [self._row(figure) for figure in figures]
        missed = sum(row.missed for row in rows)
        chart = charts.causes(rows, missed) if rows else None
        return Panel(f"{by.value}-{kind}", promise_words(kind), rows, chart)

    def _row(self, figure: Figure) -> Row:
        narrowed = self._narrowed(figure)
        has_any = figure.total > 0
        return Row(
            label=self._names.of(figure),
            kept=figure.kept,
            missed=figure.missed,
            total=figure.total,
            percent=percent(figure.percent) if has_any else "",
            to_target=signed(figure.to_target) if has_any else "",
            is_low=has_any and figure.to_target < 0,
            every=self._filter.behind(**narrowed),
            behind_kept=self._filter.behind(**narrowed | {"outcome": KEPT}),
            behind_missed=self._filter.behind(**narrowed | {"outcome": MISSED}),
            median=open_time(figure.median),
            ninth=open_time(figure.ninth),
        )

    def _narrowed(self, figure: Figure) -> dict[str, object]:
        """What an address says to name the promises of a figure."""
        narrowed: dict[str, object] = {"kind": figure.kind}
        if figure.by == By.MONTH:
            month = periods.period_of(Span.MONTH, periods.day_of_month(figure.key))
            return narrowed | self._filter.of_period(month)
        if figure.by == By.ALL:
            return narrowed
        return narrowed | {figure.by.value: figure.key}


def open_time(seconds: float | None) -> str:
    """A length of opening time: "2 h 10 min", "345 h"."""
    if seconds is None:
        return ""
    if seconds >= _MANY_HOURS:
        return timewords.duration_words(round(seconds / 3600) * 3600)
    return timewords.duration_words(seconds)


def _took_words(kind: str) -> str:
    if kind == ClockKind.HANDLING:
        return _("Until handling started")
    return _("Until the case was resolved")
