"""What every kind of import does with its rows, a batch at a time."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Field, Model
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.choices import ImportKind
from accounts.history import FieldChange
from accounts.imports.columns import Column, Header, Row
from accounts.imports.report import Report, RowChange
from accounts.models import Customer
from accounts.timewords import full_date_words


@dataclass(frozen=True, slots=True)
class Found:
    """A row beside what the database has: the row to write, with `also` another that goes along."""

    row: Row
    target: Any
    is_new: bool
    fields: Sequence[FieldChange] = ()
    also: Any = None


class Register(ABC):
    """One pass over one file. Holds what earlier batches taught, such as which keys there were."""

    kind: ClassVar[ImportKind]
    columns: ClassVar[Sequence[Column]]
    writes: ClassVar[Sequence[type[Model]]]
    key_field: ClassVar[str]
    """The column that a problem with the key of a row is told of."""

    def __init__(self, report: Report, header: Header, *, today: date) -> None:
        self.report, self.header, self.today = report, header, today
        self._lines: dict[Hashable, int] = {}

    def examine(self, rows: Iterable[Row]) -> list[Found]:
        """Say what each sound row of a batch does, and tell the report of all others."""
        known = self.look_up(list(rows))
        found = self.compare(self._once_each(known))
        for each in found:
            name = self.name_of(each.row)
            self.report.count(RowChange(each.row.line, each.is_new, name, each.fields))
        return found

    def look_up(self, rows: list[Row]) -> list[Row]:
        """Return the rows whose references exist; ask for those of a batch at once."""
        return rows

    @abstractmethod
    def key_of(self, row: Row) -> Hashable:
        """Return what may come once in a file."""

    @abstractmethod
    def name_of(self, row: Row) -> str:
        """Return what the report calls a row."""

    @abstractmethod
    def compare(self, rows: list[Row]) -> list[Found]:
        """Hold the rows of a batch against the database."""

    @abstractmethod
    def write(self, found: Sequence[Found]) -> None:
        """Write what a batch adds and changes."""

    def refuse(self, row: Row, field: str, words: str) -> None:
        heading = self.header.words.get(field) or capfirst(str(self._labels[field]))
        self.report.refuse(words, line=row.line, column=heading)

    def given(self, *fields: str) -> list[str]:
        """Return which of these columns the file has: no other is touched."""
        return [field for field in fields if field in self.header.places]

    def _once_each(self, rows: list[Row]) -> list[Row]:
        once = []
        for row in rows:
            first = self._lines.setdefault(self.key_of(row), row.line)
            if first == row.line:
                once.append(row)
            else:
                words = _("%(name)s is on line %(line)d already.")
                about = {"name": self.name_of(row), "line": first}
                self.refuse(row, self.key_field, words % about)
        return once

    @property
    def _labels(self) -> dict[str, Any]:
        return {column.field: column.label for column in self.columns}


class Customers:
    """Customers by business ID, each asked for once in a pass."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._found: dict[str, int | None] = {}

    def known(self, rows: list[Row]) -> list[Row]:
        """Return the rows of customers that exist; refuse every other."""
        self._look_up({row["business_id"] for row in rows} - self._found.keys())
        unknown = [row for row in rows if self._found[row["business_id"]] is None]
        for row in unknown:
            words = _("There is no customer with the business ID %(business_id)s.")
            self._register.refuse(row, "business_id", words % row.values)
        return [row for row in rows if self._found[row["business_id"]] is not None]

    def of(self, row: Row) -> int:
        """Return the key of a known row's customer."""
        customer = self._found[row["business_id"]]
        assert customer is not None
        return customer

    def _look_up(self, business_ids: Collection[str]) -> None:
        if not business_ids:
            return
        self._found |= dict.fromkeys(business_ids)
        known = Customer.objects.filter(business_id__in=business_ids)
        self._found |= dict(known.values_list("business_id", "pk"))


def facts_of(target: Model, names: Iterable[str]) -> list[FieldChange]:
    """Tell what a new row of ours says in these fields."""
    facts = []
    for name in names:
        field, value = target._meta.get_field(name), getattr(target, name)  # noqa: SLF001
        assert isinstance(field, Field)
        if value is not None and value != "":
            words = capfirst(str(field.verbose_name))
            facts.append(FieldChange(words, "", in_words(field, value)))
    return facts


def differences(target: Model, values: Mapping[str, Any]) -> list[FieldChange]:
    """Give a row of ours new values, in memory; return those that were others before."""
    changes = []
    for name, value in values.items():
        field, before = target._meta.get_field(name), getattr(target, name)  # noqa: SLF001
        if before == value:
            continue
        assert isinstance(field, Field)
        words = capfirst(str(field.verbose_name))
        changes.append(FieldChange(words, in_words(field, before), in_words(field, value)))
        setattr(target, name, value)
    return changes


def in_words(field: "Field[Any, Any]", value: Any) -> str:
    """Say a value as the reader's language writes it."""
    if value is None or value == "":
        return _("(empty)")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Decimal):
        return number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)
    return full_date_words(value) if isinstance(value, date) else str(value)
