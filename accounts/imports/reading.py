"""From the bytes of a file to its rows: encoding, separator, header, lines (B12.3)."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.imports.columns import Column, Header, Row, Unusable, header_of, known_in, value_of
from accounts.imports.report import Report
from accounts.imports.values import Unreadable

SEPARATORS = (";", ",", "\t")

_ASK_FOR_CSV = {
    b"PK\x03\x04": gettext_lazy("This is a workbook. Save it as CSV (UTF-8) first."),
    b"\xd0\xcf\x11\xe0": gettext_lazy("This is a workbook. Save it as CSV (UTF-8) first."),
    b"\xff\xfe": gettext_lazy("The file is in UTF-16. Save it as CSV (UTF-8)."),
    b"\xfe\xff": gettext_lazy("The file is in UTF-16. Save it as CSV (UTF-8)."),
}
# Its mark, and å, ä and ö, as UTF-8 writes them: nobody means these letters in Windows-1252.
_UTF8_LETTERS = tuple(letter.encode() for letter in "\ufeffäöåÄÖÅ")


@dataclass(frozen=True, slots=True)
class _Line:
    """One record, which quotation marks may stretch over several lines, and where it begins."""

    number: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


class Sheet:
    """A file whose header has been understood. Its rows are read one by one, in few bytes."""

    def __init__(self, content: bytes, columns: Sequence[Column]) -> None:
        """Raise Unusable for what is no such file."""
        self._encoding = _encoding_of(content)
        self._stream = io.BytesIO(content)
        self._columns = columns
        self._separator = self._best_separator()
        first = next(self._lines(self._separator), None)
        if first is None:
            raise Unusable(_("The file is empty."))
        self.header: Header = header_of(first.cells, columns, line=first.number)

    def rows(self, report: Report) -> Iterator[Row]:
        """Yield every row that can be read, and tell the report of every other."""
        lines = self._lines(self._separator)
        next(lines)
        for line in lines:
            report.rows += 1
            row = self._row(line, report)
            if row is not None:
                yield row

    @property
    def position(self) -> int:
        """How many bytes have been read."""
        return self._stream.tell()

    def _row(self, line: _Line, report: Report) -> Row | None:
        if len(line.cells) != self.header.width:
            lengths = {"count": len(line.cells), "header": self.header.width}
            words = _("The line has %(count)d cells, the header %(header)d.") % lengths
            report.refuse(words, line=line.number)
            return None
        values, is_readable = {}, True
        for column in self._columns:
            place = self.header.places.get(column.field)
            if place is None:
                continue
            try:
                values[column.field] = value_of(column, line.cells[place])
            except Unreadable as problem:
                heading = self.header.words[column.field]
                report.refuse(str(problem), line=line.number, column=heading)
                is_readable = False
        return Row(line.number, values) if is_readable else None

    def _lines(self, separator: str) -> Iterator[_Line]:
        """Yield the records that hold anything; raise Unusable where the rest makes no sense."""
        self._stream.seek(0)
        text = io.TextIOWrapper(self._stream, encoding=self._encoding, newline="")
        try:
            reader = csv.reader(text, delimiter=separator, strict=True)
            while True:
                number = reader.line_num + 1
                try:
                    line = _Line(number, next(reader))
                except StopIteration:
                    return
                except csv.Error:
                    raise Unusable(str(_BROKEN), line=number) from None
                if not line.is_blank:
                    yield line
        finally:
            text.detach()

    def _best_separator(self) -> str:
        """Return the separator by which the most headings are known."""

        def known(separator: str) -> int:
            try:
                return known_in(next(self._lines(separator)).cells, self._columns)
            except (Unusable, StopIteration):
                return -1

        return max(SEPARATORS, key=known)


_BROKEN = gettext_lazy(
    "From here on the file cannot be read: a quotation mark is not closed, or something follows a "
    "closing one."
)


def _encoding_of(content: bytes) -> str:
    for signature, advice in _ASK_FOR_CSV.items():
        if content.startswith(signature):
            raise Unusable(str(advice))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
    else:
        return "utf-8-sig"
    if any(letter in content for letter in _UTF8_LETTERS):
        words = _("Some letters are in UTF-8, here they are not. Save the file as CSV (UTF-8).")
        raise Unusable(words, line=line)
    try:
        content.decode("cp1252")
    except UnicodeDecodeError as failure:
        words = _("The letters are neither UTF-8 nor Windows-1252. Save the file as CSV (UTF-8).")
        raise Unusable(words, line=content.count(b"\n", 0, failure.start) + 1) from None
    return "cp1252"
