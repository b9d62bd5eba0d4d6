"""Writing a few columns of many rows at once."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Field, Model


def rewrite(rows: Sequence[Model], *fields: str) -> None:
    """Write the named fields of rows of one table in one flat UPDATE.

    As Django's `bulk_update`, whose CASE for every row takes the better part of a second for a
    thousand rows: this takes a few milliseconds. The caller holds the rows' locks.
    """
    if not rows:
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name  # noqa: SLF001 Django documents it
    columns = [
        column for column in (meta.pk, *map(meta.get_field, fields)) if isinstance(column, Field)
    ]
    names = [quote(str(column.column)) for column in columns]
    arrays = [f"%s::{column.rel_db_type(connection)}[]" for column in columns]
    changes = [f"{name} = fresh.{name}" for name in names[1:]]
    table, key = quote(meta.db_table), names[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(changes)} "  # noqa: S608 names of our own tables
            f"FROM unnest({', '.join(arrays)}) AS fresh ({', '.join(names)}) "
            f"WHERE {table}.{key} = fresh.{key}",
            [[getattr(row, column.attname) for row in rows] for column in columns],
        )
