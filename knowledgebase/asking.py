"""Searching without a person: for the shell and for measuring (B9)."""

from collections.abc import Sequence
from datetime import datetime

from knowledgebase.models import Article
from knowledgebase.search.choices import Kind, Reach
from knowledgebase.search.models import Document
from knowledgebase.search.selectors.knowledge import nearest_of
from knowledgebase.search.selectors.question import ask


def best_articles(
    words: str, language: str, *, for_staff: bool, limit: int, at: datetime
) -> Sequence[str]:
    """The keys of the articles that come nearest: public ones, or all for staff."""
    documents = Document.objects.filter(kind=Kind.ARTICLE)
    if not for_staff:
        documents = documents.filter(reach=Reach.PUBLIC).shown(at)
    question = ask(words, language, for_staff=for_staff)
    found = nearest_of(documents, question, named=None if for_staff else ())[:limit]
    wanted = [int(each.document.key) for each in found]
    keys = dict(Article.objects.filter(pk__in=wanted).values_list("pk", "key"))
    return [keys[pk] for pk in wanted if pk in keys]
