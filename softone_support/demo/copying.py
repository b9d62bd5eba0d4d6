"""Writing many rows by COPY. Triggers and constraints stay in force."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Row = Sequence[Any]


def copy(model: type[Model], columns: Sequence[str], text: str) -> None:
    """Append `lines` to a model's table. Columns are the database's names."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    table = quote(model._meta.db_table)  # noqa: SLF001 — documented by Django
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream,
    ):
        stream.write(text)


def take_ids(model: type[Model], count: int) -> list[int]:
    """Take so many ids from a table's sequence; nobody else gets them."""
    table = model._meta.db_table  # noqa: SLF001 — documented by Django
    return _take("pg_get_serial_sequence(%s, 'id')", table, count)


def take_numbers(sequence: str, count: int) -> list[int]:
    """Take so many numbers from a sequence, rising."""
    return _take("%s", sequence, count)


def _take(sequence: str, name: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT nextval({sequence}::text::regclass) FROM generate_series(1, %s)",  # noqa: S608
            [name, count],
        )
        return sorted(number for (number,) in cursor.fetchall())


def lines(rows: Iterable[Row]) -> str:
    """Rows as COPY reads them."""
    return "".join(["\t".join(map(_cell, row)) + "\n" for row in rows])


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    text = str(value)
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text
