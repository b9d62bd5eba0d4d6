"""Is the portal alive, and is it ready? For machines; says nothing but ok or late per part."""

import time

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from accounts import moment
from accounts.notices import selectors as notices
from softone_support.tasks import HEARTBEAT_KEY

HEARTBEAT_MAX_SECONDS = 120
# The sweep runs each quarter of a minute, and a failed mail is due again only after a pause.
MAIL_MAX_SECONDS = 300

_CACHE_ERRORS = (RedisError, OSError)
_OK, _LATE = "ok", "late"

log = structlog.get_logger(__name__)


@login_not_required
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process can: asks neither database nor cache."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part works, else 503.

    A dead letter is told but does not make the portal unready: it waits for a person, and
    taking the pages away from everybody would not bring the mail out.
    """
    database = _database()
    mail, dead_letters = _outbox() if database == _OK else (_LATE, _LATE)
    parts = {"database": database, "cache": _cache(), "beat": _beat(), "mail": mail}
    is_ready = set(parts.values()) == {_OK}
    if not is_ready:
        log.warning("not_ready", **parts)
    return JsonResponse({**parts, "dead_letters": dead_letters}, status=200 if is_ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _LATE
    return _OK


def _cache() -> str:
    """Write and read back, because a full or read-only cache still answers a ping."""
    stamp = time.time_ns()
    try:
        cache.set("readyz", stamp, 60)
        return _OK if cache.get("readyz") is not None else _LATE
    except _CACHE_ERRORS:
        return _LATE


def _beat() -> str:
    """The scheduler stamps its heartbeat through a worker, so both must be up."""
    try:
        stamp = cache.get(HEARTBEAT_KEY)
    except _CACHE_ERRORS:
        return _LATE
    is_fresh = stamp is not None and time.time() - float(stamp) <= HEARTBEAT_MAX_SECONDS
    return _OK if is_fresh else _LATE


def _outbox() -> tuple[str, str]:
    """Whether mail leaves in time, and whether any was given up."""
    try:
        age = notices.outbox_age(moment.now())
    except DatabaseError:
        return _LATE, _LATE
    return (
        _OK if age.seconds <= MAIL_MAX_SECONDS else _LATE,
        _OK if age.dead == 0 else _LATE,
    )
