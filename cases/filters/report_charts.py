"""Charts of a report with their words: what is written on the marks, and the sentence beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from accounts.timewords import NBSP
from cases.selectors.reports import charts as drawing
from cases.selectors.reports.charts import Bar, Bars, Line
from cases.selectors.reports.figures import TARGET_SHARE, Figure
from cases.selectors.reports.periods import Period

MINUS = "\N{MINUS SIGN}"
# A label as long as this leaves room for the numbers beside it, on a phone too.
_LABEL_LENGTH = 40
# Where the words of a stretch of hours end.
_HOURS_END = 112


class Counted(Protocol):
    """What a chart needs of a row."""

    @property
    def label(self) -> str: ...
    @property
    def kept(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def percent(self) -> str: ...
    @property
    def to_target(self) -> str: ...
    @property
    def is_low(self) -> bool: ...


@dataclass(frozen=True)
class Mark:
    """One bar with the words that stand on it; `low` tells how far beneath the goal it is."""

    label: str
    value: str
    note: str
    low: str
    bar: Bar


@dataclass(frozen=True)
class Chart:
    """Bars for `components/_bar_chart.html`; `sentence` says all of it."""

    shape: Bars
    marks: list[Mark]
    sentence: str
    goal: str = ""
    is_tall: bool = False


@dataclass(frozen=True)
class Month:
    """One month on the line; on a phone only every other one is labelled."""

    x: int
    y: int
    text_y: int
    tick: str
    value: str
    is_low: bool
    is_labelled: bool


@dataclass(frozen=True)
class MonthChart:
    """A line for `components/_line_chart.html`; `sentence` says all of it."""

    shape: Line
    months: list[Month]
    sentence: str


def percent(value: int) -> str:
    return f"{value}{NBSP}%"


def signed(value: int) -> str:
    """How far from the goal: "−4", "+1", "0"."""
    if not value:
        return "0"
    return f"+{value}" if value > 0 else f"{MINUS}{-value}"


def shares(figures: Sequence[Figure], rows: Sequence[Counted], *, is_tall: bool = False) -> Chart:
    """Bars of percentages with the goal across them; tall where labels are long."""
    draw = drawing.bars_beneath if is_tall else drawing.bars_beside
    values = [figure.percent for figure in figures]
    shape = draw(values, most=drawing.FULL, goal=TARGET_SHARE)
    marks = [
        Mark(
            label=_shortened(row.label),
            value=row.percent,
            note=f"{row.kept}/{row.total}",
            low=row.to_target if row.is_low else "",
            bar=bar,
        )
        for row, bar in zip(rows, shape.bars, strict=True)
    ]
    return Chart(shape, marks, _told(rows), goal=percent(TARGET_SHARE), is_tall=is_tall)


def months(
    periods: Sequence[Period], figures: Sequence[Figure | None], rows: Sequence[Counted]
) -> MonthChart:
    """A line through the months; `rows` are those that have promises."""
    values = [figure.percent if figure else None for figure in figures]
    shape = drawing.line(values, goal=TARGET_SHARE)
    drawn = [
        Month(
            x=shape.xs[place],
            y=point.y if point else 0,
            # Beneath the point where it lies beneath the goal, so that no line crosses the words.
            text_y=0 if not point or value is None else _beside(point.y, value),
            tick=_tick(month, is_first=not place),
            value="" if value is None else str(value),
            is_low=value is not None and value < TARGET_SHARE,
            is_labelled=(len(periods) - 1 - place) % 2 == 0,
        )
        for place, (point, month, value) in enumerate(
            zip(shape.points, periods, values, strict=True)
        )
    ]
    return MonthChart(shape, drawn, _told(rows))


def buckets(rows: Sequence[Counted], known: int) -> Chart:
    """A histogram: how many promises took so many hours, of those that are known."""
    counts = [row.total for row in rows]
    shape = drawing.bars_beside(counts, most=max(counts), label_end=_HOURS_END)
    return _counted(shape, rows, known, is_tall=False)


def causes(rows: Sequence[Counted], missed: int) -> Chart:
    """How many promises were missed for each cause."""
    counts = [row.total for row in rows]
    shape = drawing.bars_beneath(counts, most=max(counts))
    return _counted(shape, rows, missed, is_tall=True)


def _counted(shape: Bars, rows: Sequence[Counted], of: int, *, is_tall: bool) -> Chart:
    marks = [
        Mark(_shortened(row.label), str(row.total), percent(round(row.total * 100 / of)), "", bar)
        for row, bar in zip(rows, shape.bars, strict=True)
    ]
    told = ", ".join(f"{row.label}: {row.total}" for row in rows)
    return Chart(shape, marks, f"{told}.", is_tall=is_tall)


def _told(rows: Sequence[Counted]) -> str:
    told = ", ".join(f"{row.label}: {row.percent} ({row.kept}/{row.total})" for row in rows)
    goal = _("The goal is %(percent)s.") % {"percent": percent(TARGET_SHARE)}
    return f"{told}. {goal}"


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else f"{label[: _LABEL_LENGTH - 1].rstrip()}…"


def _beside(y: int, value: int) -> int:
    return y + 20 if value < TARGET_SHARE else y - 9


def _tick(month: Period, *, is_first: bool) -> str:
    """The month's number, with the year where one begins."""
    number, year = month.first.month, month.first.year % 100
    return f"{number}/{year:02d}" if is_first or number == 1 else str(number)
