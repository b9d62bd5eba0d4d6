"""Which columns a file of each kind has, and what they may be called in three languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.imports.values import Reader, Unreadable, tidy


class Unusable(Exception):
    """A file of which not a single row can be read, with the line that shows it."""

    def __init__(self, words: str, *, line: int | None = None) -> None:
        super().__init__(words)
        self.words, self.line = words, line


@dataclass(frozen=True, slots=True)
class Column:
    """`names` are the headings it is known by: Finnish, Swedish, English, and what else is used.

    A column that `may_be_missing` is left as it is where the file has none; an empty cell of it
    means `empty`. Every other cell must say something.
    """

    field: str
    label: str | Promise
    names: Sequence[str]
    read: Reader
    may_be_missing: bool = False
    empty: Any = ""

    @property
    def usual_names(self) -> str:
        """The heading in Finnish, Swedish and English, once each."""
        return ", ".join(dict.fromkeys(capfirst(name) for name in self.names[:3]))


@dataclass(frozen=True, slots=True)
class Row:
    """A line that could be read, each cell as its value."""

    line: int
    values: Mapping[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.values[field]


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands, and how the file writes its heading."""

    places: Mapping[str, int]
    words: Mapping[str, str]
    width: int


# No register has so many; a line of separators alone could have millions.
MOST_HEADINGS = 200


def key_of(heading: str) -> str:
    """Return a heading without what people write differently: case, spaces, dots, dashes."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def known_in(cells: Sequence[str], columns: Sequence[Column]) -> int:
    """Return how many of these headings are known; of a line that can be no header, none."""
    if len(cells) > MOST_HEADINGS:
        return 0
    names = {key_of(name) for column in columns for name in column.names}
    return len({key_of(_heading(cell)) for cell in cells} & names)


def header_of(cells: Sequence[str], columns: Sequence[Column], *, line: int) -> Header:
    """Find the columns by their headings; raise Unusable when one is missing or there twice."""
    if len(cells) > MOST_HEADINGS:
        raise Unusable(_("The first line has too many columns."), line=line)
    headings = [_heading(cell) for cell in cells]
    found: dict[str, int] = {}
    for column in columns:
        names = {key_of(name) for name in column.names}
        places = [place for place, words in enumerate(headings) if key_of(words) in names]
        if len(places) > 1:
            twice = " / ".join(headings[place] for place in places)
            raise Unusable(
                _("Two columns mean the same: %(columns)s. Leave one out.") % {"columns": twice},
                line=line,
            )
        if places:
            found[column.field] = places[0]
    missing = [
        f"{column.label} ({column.usual_names})"
        for column in columns
        if column.field not in found and not column.may_be_missing
    ]
    if missing:
        words = ngettext(
            "A column is missing: %(columns)s.", "Columns are missing: %(columns)s.", len(missing)
        )
        raise Unusable(words % {"columns": "; ".join(missing)}, line=line)
    return Header(found, {name: headings[at] for name, at in found.items()}, len(cells))


def value_of(column: Column, cell: str) -> Any:
    """Return what a cell means; raise Unreadable when it means nothing."""
    words = tidy(cell)
    if words:
        return column.read(words)
    if column.may_be_missing:
        return column.empty
    raise Unreadable(str(EMPTY))


EMPTY = gettext_lazy("This is empty.")


def _heading(cell: str) -> str:
    try:
        return tidy(cell)
    except Unreadable:
        return ""
