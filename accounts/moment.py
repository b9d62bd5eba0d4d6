"""The portal's one clock: the database's, so that two web machines never disagree."""

from datetime import datetime

from django.db import connection
from django.http import HttpRequest


def now() -> datetime:
    """Return the current instant (aware, UTC) by the database function `portal_now()`.

    Tests move it with the settings `portal.now` (frozen) and `portal.offset` (running).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_now()")
        return cursor.fetchone()[0]


def of(request: HttpRequest) -> datetime:
    """Return the one instant a request happens at, asked for once however many want it."""
    if not hasattr(request, "moment"):
        request.moment = now()  # type: ignore[attr-defined]
    return request.moment  # type: ignore[attr-defined]
