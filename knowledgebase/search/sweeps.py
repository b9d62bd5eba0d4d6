"""What the calendar asks a worker to do."""

from celery import shared_task

from accounts import moment
from knowledgebase.search import services

_MOST_TURNS = 40


@shared_task(name="search.forget")
def forget() -> None:
    """Let go of words that no document has any more, and of old searches in vain."""
    services.forget_words()
    services.forget_old_misses(at=moment.now())


@shared_task(name="search.take_forgotten_changes")
def take_forgotten_changes() -> None:
    """Describe changes that nobody was woken for. Any number may run."""
    for _turn in range(_MOST_TURNS):
        if not services.take_changes():
            return
