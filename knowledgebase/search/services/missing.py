"""What people search for in vain is written down for the writers (B9)."""

import re
from datetime import datetime, timedelta

import structlog
from django.core.cache import cache
from django.db.models import F
from redis.exceptions import RedisError

from accounts.models import User
from knowledgebase.search.models import MissedSearch

LONGEST = 100
KEPT_FOR = timedelta(days=180)
# Nobody searches in vain more often within an hour and means it.
_MOST_AN_HOUR = 20
_HOUR_SECONDS = 3600
# A mail address, or a number as long as a phone's, an account's or a person's.
_PERSONAL = re.compile(r"@|\d(?:[ \-+/]?\d){4}")

log = structlog.get_logger(__name__)


def note_missed(words: str, *, language: str, by: User, at: datetime) -> None:
    """Count a search that found nothing. Who searched is not kept, nor what tells of a person."""
    words = " ".join(words.lower().split())[:LONGEST]
    if not words or _PERSONAL.search(words) or not _has_a_turn(by):
        return
    MissedSearch.objects.update_or_create(
        language=language,
        words=words,
        defaults={"times": F("times") + 1, "last_at": at, "settled_at": None},
        create_defaults={"last_at": at},
    )


def settle_missed(missed: MissedSearch, *, at: datetime) -> None:
    """Take words off the writers' list: there is an answer now, or none is needed."""
    missed.settled_at = at
    missed.save(update_fields=["settled_at"])


def forget_old_misses(*, at: datetime) -> None:
    """Delete what nobody has searched for in half a year."""
    MissedSearch.objects.filter(last_at__lt=at - KEPT_FOR).delete()


def _has_a_turn(person: User) -> bool:
    """Whether a person is not filling the list. Without a cache nothing is counted."""
    counter = f"missed-searches:{person.pk}"
    try:
        cache.add(counter, 0, _HOUR_SECONDS)
        return bool(cache.incr(counter) <= _MOST_AN_HOUR)
    except ValueError:
        return False
    except (RedisError, OSError):
        log.warning("missed_search_not_counted")
        return False
