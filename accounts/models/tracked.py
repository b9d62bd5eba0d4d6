"""Settings that remember each of their edits."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pghistory
from django.apps import apps
from django.db import models

from accounts.choices import EditKind

Row = TypeVar("Row", bound=models.Model)

_remembering: set[str] = set()


def remembers_edits(*, but: Iterable[str] = ()) -> Callable[[type[Row]], type[Row]]:
    """Have the database keep every edit of a model's rows, whoever makes it and by whatever way.

    An edit holds the row as it was before, so what rows held before history began is known too;
    what they were changed to stands in the next edit, or in the row itself. Of the person only
    the id is kept, with the address of the page (`softone_support.middleware.signed_edits`).
    Fields named in `but` are no edit.
    """

    def remember(model: type[Row]) -> type[Row]:
        _remembering.add(model._meta.db_table)  # noqa: SLF001 — documented by Django
        return pghistory.track(
            pghistory.InsertEvent(EditKind.ADDED.value),
            pghistory.UpdateEvent(EditKind.CHANGED.value, row=pghistory.Old),
            pghistory.DeleteEvent(EditKind.DELETED.value),
            exclude=list(but),
            model_name=f"{model.__name__}Edit",
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
            context_field=pghistory.ContextJSONField(),
            append_only=True,
        )(model)

    return remember


def remembers(table: str) -> bool:
    """Whether the rows of a table remember their edits."""
    return table in _remembering


def edits_of(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return every edit that the rows of a model remember."""
    edit: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Edit")  # noqa: SLF001
    return edit.objects.all()
