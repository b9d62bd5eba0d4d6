"""Tables as files for a spreadsheet. No cell is ever a formula, whoever wrote what is in it."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils.translation import get_language
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from accounts import timewords

Cell = str | int | float | datetime | None
Line = Sequence[Cell]

# By this a spreadsheet knows that the text is UTF-8.
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where a long word of the interface may break; a spreadsheet would search in vain for it.
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# A cell that begins like this is a formula to a spreadsheet.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_DATE = "yyyy-mm-dd hh:mm"
# A spreadsheet takes no more in a cell.
_LONGEST = 32_767


@dataclass(frozen=True)
class Sheet:
    """One table: its name, its head, its rows, how wide its columns are in letters."""

    title: str
    head: Sequence[str]
    lines: Iterable[Line]
    widths: Sequence[int] = ()


def csv_text(lines: Iterable[Line]) -> str:
    """Lines as text between semicolons, the way Finnish and Swedish spreadsheets read them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([_as_text(cell) for cell in line] for line in lines)
    return text.getvalue()


def workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook as an open file that nobody else sees; written row by row, however long."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for place, width in enumerate(sheet.widths):
            page.column_dimensions[chr(ord("A") + place)].width = width
        page.append([_cell(page, name, is_head=True) for name in sheet.head])
        for line in sheet.lines:
            page.append([_cell(page, value) for value in line])
    file = TemporaryFile()  # noqa: SIM115 — whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


def harmless(cell: str) -> str:
    """The cell as text, whatever a spreadsheet would make of its first character."""
    bare = cell.replace(_SOFT_HYPHEN, "")
    return f"'{bare}" if bare.startswith(_FORMULAS) else bare


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return f"{timewords.local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, float):
        return str(cell) if get_language() == "en" else str(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def _cell(page: Any, value: Cell, *, is_head: bool = False) -> WriteOnlyCell:
    if isinstance(value, datetime):
        # A spreadsheet knows no time zones: what it shows is Helsinki's clock on the wall.
        cell = WriteOnlyCell(page, timewords.local(value).replace(tzinfo=None))
        cell.number_format = _DATE
        return cell
    if not isinstance(value, str):
        return WriteOnlyCell(page, value)
    bare = ILLEGAL_CHARACTERS_RE.sub("", value.replace(_SOFT_HYPHEN, ""))[:_LONGEST]
    cell = WriteOnlyCell(page, bare)
    # Text stays text, also when somebody edits the cell later.
    cell.data_type = "s"
    cell.quotePrefix = bare.startswith(_FORMULAS)
    if is_head:
        cell.font = Font(bold=True)
    return cell
