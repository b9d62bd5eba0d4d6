"""What the whole database holds, in a few letters a table."""

from django.db import connection

# Looking at a page may prolong a session; nothing else.
LEFT_OUT = {"django_session"}


def of_every_table() -> dict[str, str]:
    """A digest of the rows of each table, in one query."""
    tables = [name for name in connection.introspection.table_names() if name not in LEFT_OUT]
    query = " UNION ALL ".join(
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
        f' FROM "{name}" t'
        for name in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def changed(before: dict[str, str]) -> list[str]:
    """The tables whose rows are not what they were."""
    now = of_every_table()
    return sorted(name for name in now if now[name] != before.get(name))
