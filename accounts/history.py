"""Who changed which settings, when, and from what to what, read from the edits they remember."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.db.models import Field, ForeignKey, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.choices import EditKind
from accounts.models import User
from accounts.models.tracked import edits_of
from accounts.timewords import clock_words, full_date_words, moment_words

EDITS_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Source:
    """Edits that one page tells: those of a model's rows that `which` finds.

    `name` says what one row is called; it gets the row as it was.
    """

    model: type[Model]
    which: Q
    name: Callable[[Any], str] = str

    def edits(self) -> QuerySet[Any]:
        return edits_of(self.model).filter(self.which)


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What happened to one row."""

    kind: EditKind
    register: str
    name: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What one person saved at one moment."""

    when: str
    who: str
    rows: tuple[RowEdit, ...]


@dataclass(frozen=True, slots=True)
class EditPage:
    """Edits, newest first; `older` is where the next page begins, None on the last one."""

    edits: tuple[Edit, ...]
    older: datetime | None


def edits_page(sources: Sequence[Source], *, before: datetime | None, now: datetime) -> EditPage:
    """Return a page of edits made earlier than `before`: at most four queries a source."""
    times = _times(sources, before)
    page = times[:EDITS_ON_A_PAGE]
    found = [told for source in sources for told in _told(source, page)]
    # Newest first; within one edit as the sources come.
    found.sort(key=lambda told: (told[0].pgh_created_at, str(told[0].pgh_context_id)), reverse=True)
    names = _names(edit for edit, _row in found)
    edits = []
    for (at, _number), rows in groupby(
        found, key=lambda told: (told[0].pgh_created_at, told[0].pgh_context_id)
    ):
        own = list(rows)
        edits.append(
            Edit(
                when=capfirst(moment_words(at, now=now)),
                who=names.get(_person(own[0][0]), _("Not on these pages: an update or a command")),
                rows=tuple(row for _edit, row in own),
            )
        )
    return EditPage(tuple(edits), page[-1] if len(times) > len(page) else None)


def _times(sources: Sequence[Source], before: datetime | None) -> list[datetime]:
    """Return the moments of the latest edits, newest first: one more than a page holds."""
    earlier = Q(pgh_created_at__lt=before) if before else Q()
    first, *others = [
        source.edits().filter(earlier).values_list("pgh_created_at", flat=True).distinct()
        for source in sources
    ]
    return list(first.union(*others).order_by("-pgh_created_at")[: EDITS_ON_A_PAGE + 1])


def _told(source: Source, times: Sequence[datetime]) -> list[tuple[Any, RowEdit]]:
    """Return the edits of one source at these moments, each with what it did.

    An edit holds its row as it was before: what became of it stands in the row's next edit, or in
    the row that there is now.
    """
    every = edits_of(source.model)
    later = every.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    edits = list(
        source.edits()
        .filter(pgh_created_at__in=times)
        .annotate(later=Subquery(later.order_by("pgh_id").values("pgh_id")[:1]))
        .order_by("pgh_id")
    )
    afterwards = every.in_bulk([edit.later for edit in edits if edit.later])
    now = source.model._default_manager.in_bulk(  # noqa: SLF001 — documented by Django
        [edit.pgh_obj_id for edit in edits if not edit.later]
    )
    values = _Values()
    return [
        (
            edit,
            _row_edit(source, edit, afterwards.get(edit.later) or now.get(edit.pgh_obj_id), values),
        )
        for edit in edits
    ]


def _row_edit(source: Source, edit: Any, after: Any, values: "_Values") -> RowEdit:
    meta = source.model._meta  # noqa: SLF001 — documented by Django
    remembered = {field.name for field in edit._meta.fields}  # noqa: SLF001
    fields = [field for field in meta.fields if field.name in remembered]
    was = source.model(**{field.attname: getattr(edit, field.attname) for field in fields})
    kind = EditKind(edit.pgh_label)
    changes = []
    if kind == EditKind.CHANGED and after is not None:
        changes = [
            FieldChange(
                label=capfirst(str(field.verbose_name)),
                before=values.words(field, getattr(edit, field.attname)),
                after=values.words(field, getattr(after, field.attname)),
            )
            for field in fields
            if getattr(edit, field.attname) != getattr(after, field.attname)
        ]
    return RowEdit(kind, str(meta.verbose_name), source.name(was), tuple(changes))


class _Values:
    """Values of fields in the reader's words. A row that one refers to is asked for once."""

    def __init__(self) -> None:
        self._referred: dict[tuple[Any, Any], str] = {}

    def words(self, field: "Field[Any, Any]", value: Any) -> str:
        if value is None or value == "":
            return _("(empty)")
        if isinstance(field, ForeignKey):
            return self._row(field.related_model, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(value)

    def _row(self, model: Any, pk: Any) -> str:
        if (model, pk) not in self._referred:
            row = model._default_manager.filter(pk=pk).first()  # noqa: SLF001
            self._referred[model, pk] = str(row or pk)
        return self._referred[model, pk]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return pgettext("value", "Yes") if value else pgettext("value", "No")
    if isinstance(value, time):
        return clock_words(value)
    if isinstance(value, date):
        return full_date_words(value)
    return str(value)


def _person(edit: Any) -> int | None:
    return (edit.pgh_context or {}).get("user")


def _names(edits: Any) -> dict[int | None, str]:
    people = User.objects.filter(pk__in={_person(edit) for edit in edits} - {None})
    return {person.pk: person.full_name for person in people}
