"""Which cases no article would have answered: what writers should write about (B9)."""

from collections.abc import Sequence
from datetime import datetime

from knowledgebase.search.choices import Reach
from knowledgebase.search.models import Document
from knowledgebase.search.selectors.knowledge import nearest_of
from knowledgebase.search.selectors.question import ask


def note_answers(kind: str, keys: Sequence[str], *, at: datetime) -> None:
    """Ask the public articles the subject of each of these, once, and keep how far they went."""
    public = Document.objects.filter(reach=Reach.PUBLIC, terms__isnull=True).shown(at)
    for document in Document.objects.filter(kind=kind, key__in=keys, answered__isnull=True):
        near = nearest_of(public, ask(document.title, document.language), named=())[:1]
        document.answered = near[0].covered if near else 0.0
        document.save(update_fields=["answered"])
