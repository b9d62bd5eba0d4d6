"""Articles to put into a reply (B9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.choices import Language
from accounts.models import Customer, User
from knowledgebase.choices import Audience
from knowledgebase.models import Article
from knowledgebase.search.choices import Kind
from knowledgebase.search.models import Document
from knowledgebase.search.selectors.knowledge import nearest_of
from knowledgebase.search.selectors.question import ask
from knowledgebase.selectors.titles import titled

MOST = 6
MOST_LOOKED_AT = 50


@dataclass(frozen=True)
class Picked:
    key: str
    title: str
    module: str


def pick(
    user: User, words: str, at: datetime, *, customer: Customer | None, language: str = ""
) -> Sequence[Picked]:
    """The articles a customer may read that come nearest to some words; without any, the newest.

    What is for SoftOne only is never among them, whoever asks; without a customer, neither is
    what is for named ones.
    """
    readable = Q(audience=Audience.PUBLIC)
    if customer is not None:
        named = Article.customers.through.objects.filter(article=OuterRef("pk"), customer=customer)
        readable |= Q(Exists(named), audience=Audience.NAMED)
    found = Article.objects.visible_to(user, at=at).published(at).filter(readable)
    nearest = _nearest(words, language, at=at) if words.strip() else []
    if words.strip():
        found = found.filter(pk__in=nearest)
    newest = titled(found, language).select_related("module").order_by("-published_from", "-pk")
    rows: list[Any] = list(newest[:MOST_LOOKED_AT] if nearest else newest[:MOST])
    if nearest:
        rows.sort(key=lambda row: nearest.index(row.pk))
    return [
        Picked(row.key, row.title, row.module.name if row.module else "") for row in rows[:MOST]
    ]


def _nearest(words: str, language: str, *, at: datetime) -> list[int]:
    """Ids of the articles that come nearest, whoever may read them."""
    documents = Document.objects.filter(kind=Kind.ARTICLE).shown(at)
    own = language if language in Language.values else Language.FINNISH
    question = ask(words, own, for_staff=True, is_being_typed=True)
    return [int(near.document.key) for near in nearest_of(documents, question)[:MOST_LOOKED_AT]]
