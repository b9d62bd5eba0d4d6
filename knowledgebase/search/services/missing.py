"""What people search for in vain is written down for the writers (B9)."""

from datetime import datetime

from django.db.models import F

from knowledgebase.search.models import MissedSearch

LONGEST = 100


def note_missed(words: str, *, language: str, at: datetime) -> None:
    """Count a search that found nothing. Who searched is not kept."""
    words = " ".join(words.lower().split())[:LONGEST]
    if not words:
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
