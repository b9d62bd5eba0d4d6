"""Work the calendar asks for. Beat sends it; missing a beat costs nothing but time."""

from celery import shared_task

from accounts import moment
from knowledgebase import services

BATCH = 100
MOST_BATCHES = 50


@shared_task(name="knowledgebase.tell_of_reviews")
def tell_of_reviews() -> None:
    """Tell owners which of their articles are to be read again (B9)."""
    for _batch in range(MOST_BATCHES):
        if services.tell_of_reviews(limit=BATCH, at=moment.now()) == 0:
            return
