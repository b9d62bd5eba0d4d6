"""The portal's one clock: the database's, so that two web machines never disagree."""

from datetime import datetime

from django.db import connection


def now() -> datetime:
    """Return the current instant (aware, UTC) by the database function `portal_now()`.

    Tests move it with the settings `portal.now` (frozen) and `portal.offset` (running).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_now()")
        return cursor.fetchone()[0]
