"""What an import would do, or has done, row by row, and what stands in its way (B12.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.choices import ImportKind
from accounts.history import FieldChange

MOST_KEPT = 200
"""So many changes and problems are told one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be taken in. Neither line nor column: it is about the whole file."""

    line: int | None
    column: str
    words: str

    def __str__(self) -> str:
        place = {"line": self.line, "column": self.column, "words": self.words}
        if self.line is None:
            return self.words
        if not self.column:
            return _("Line %(line)d: %(words)s") % place
        return _("Line %(line)d, column %(column)s: %(words)s") % place


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one line adds, or which fields it changes. What it adds was nothing before."""

    line: int
    is_new: bool
    name: str
    fields: Sequence[FieldChange]


@dataclass(slots=True)
class Report:
    kind: ImportKind
    file_name: str
    digest: str
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problem_count: int = 0
    changes: list[RowChange] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """The first problems, as their lines stand in the file."""
        return sorted(self._problems, key=lambda problem: problem.line or 0)

    @property
    def is_sound(self) -> bool:
        """Whether the whole file can be taken in. One problem is enough that nothing is."""
        return not self.problem_count

    @property
    def changes_anything(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def more_problems(self) -> int:
        return self.problem_count - len(self._problems)

    @property
    def more_changes(self) -> int:
        return self.added + self.changed - len(self.changes)

    def refuse(self, words: str, *, line: int | None = None, column: str = "") -> None:
        self.problem_count += 1
        if len(self._problems) < MOST_KEPT:
            self._problems.append(Problem(line, column, words))

    def count(self, change: RowChange) -> None:
        """Count what a line does: one without new fields in a known row does nothing."""
        if change.is_new:
            self.added += 1
        elif change.fields:
            self.changed += 1
        else:
            self.unchanged += 1
            return
        if len(self.changes) < MOST_KEPT:
            self.changes.append(change)
