"""A report as tables for a spreadsheet: its numbers, and the cases behind them."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases import spreadsheets
from cases.selectors.reports.behind import PromiseRow
from cases.selectors.reports.causes import cause_words
from cases.selectors.reports.figures import By, Figure
from cases.selectors.reports.names import Names, by_words
from cases.spreadsheets import Line, Sheet
from sla.choices import ClockKind

# A workbook holds so many cases, the latest; text holds them all.
MOST_LINES = 10_000
_BATCH = 500
_GROUPS = tuple(By)


def numbers_sheet(figures: Iterable[Figure], names: Names) -> Sheet:
    """Every figure in a line of its own, so that a spreadsheet can turn them around."""
    shown = sorted(figures, key=lambda figure: (figure.kind, _GROUPS.index(figure.by)))
    return Sheet(
        title=_("Numbers"),
        head=[
            *(_("Promise"), _("Grouped by"), _("Group")),
            *(pgettext("promises", "Kept"), pgettext("promises", "Missed"), _("All")),
            *(_("Kept (%)"), _("Median (opening hours)"), _("Nine tenths (opening hours)")),
        ],
        lines=[_number_line(figure, names) for figure in shown if not _says_nothing(figure)],
        widths=(22, 22, 36, 10, 12, 10, 14, 24, 28),
    )


def cases_sheet(rows: Iterable[PromiseRow], *, most: int | None = None) -> Sheet:
    return Sheet(
        title=_("Cases"),
        head=[
            *(_("Number"), _("Subject"), _("Customer"), _("Promise"), _("Level"), _("Deadline")),
            *(_("Happened"), _("Outcome"), _("Late (opening hours)")),
            *(_("Used (opening hours)"), _("Cause")),
        ],
        lines=map(_case_line, islice(rows, most)),
        widths=(12, 50, 32, 22, 8, 18, 18, 12, 20, 20, 34),
    )


def about_sheet(words: Iterable[tuple[str, str]]) -> Sheet:
    """What a file is about: its period and filters."""
    return Sheet(_("Narrowed to"), [_("Filter"), _("Value")], words, widths=(24, 44))


def csv_lines(sheet: Sheet, *, language: str) -> Iterator[str]:
    """A table as text in pieces, in the words of `language`."""
    with translation.override(language):
        yield spreadsheets.BOM + spreadsheets.csv_text([sheet.head])
    lines = iter(sheet.lines)
    while True:
        with translation.override(language):
            batch = list(islice(lines, _BATCH))
            text = spreadsheets.csv_text(batch)
        if not batch:
            return
        yield text


def _says_nothing(figure: Figure) -> bool:
    """Promises that were kept have no cause."""
    return figure.by == By.CAUSE and not figure.key


def _number_line(figure: Figure, names: Names) -> Line:
    has_share = figure.by not in {By.CAUSE, By.TOOK}
    share = round(figure.kept * 100 / figure.total, 1) if has_share else None
    return [
        *(str(ClockKind(figure.kind).label), by_words(figure.by), names.of(figure)),
        *(figure.kept, figure.missed, figure.total, share),
        *(_hours(figure.median), _hours(figure.ninth)),
    ]


def _case_line(row: PromiseRow) -> Line:
    outcome = pgettext("promise", "Kept") if row.is_kept else pgettext("promise", "Missed")
    return [
        *(row.reference, row.subject, row.customer, str(ClockKind(row.kind).label), row.level),
        *(row.deadline, row.ended_at, outcome),
        None if row.is_kept else _hours(row.late_seconds),
        _hours(row.used_seconds),
        "" if row.is_kept else cause_words(row.cause, row.kind),
    ]


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 3600, 2)
