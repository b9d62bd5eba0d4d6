"""What a service asks a worker to do at once."""

from celery import shared_task

from knowledgebase.search import services

_MOST_TURNS = 40


@shared_task(name="search.take_changes")
def take_changes() -> None:
    """Describe what has changed, a few at a time, so that a worker that dies loses little."""
    for _turn in range(_MOST_TURNS):
        if not services.take_changes():
            return
