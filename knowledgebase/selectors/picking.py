"""Articles to put into a reply (B9): the one place where a better search is plugged in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import Customer, User
from knowledgebase.choices import Audience
from knowledgebase.models import Article, ArticleText
from knowledgebase.selectors.titles import titled

MOST = 6


@dataclass(frozen=True)
class Picked:
    key: str
    title: str
    module: str


def pick(
    user: User, words: str, at: datetime, *, customer: Customer | None, language: str = ""
) -> Sequence[Picked]:
    """The articles a customer may read whose title holds the words; without any, the newest.

    What is for SoftOne only is never among them, whoever asks; without a customer, neither is
    what is for named ones.
    """
    readable = Q(audience=Audience.PUBLIC)
    if customer is not None:
        named = Article.customers.through.objects.filter(article=OuterRef("pk"), customer=customer)
        readable |= Q(Exists(named), audience=Audience.NAMED)
    found = Article.objects.visible_to(user, at=at).published(at).filter(readable)
    texts = ArticleText.objects.filter(article=OuterRef("pk"))
    for word in words.split()[:6]:
        found = found.filter(Exists(texts.filter(title__icontains=word)))
    order = ("title", "pk") if words.strip() else ("-published_from", "-pk")
    rows: Any = titled(found, language).select_related("module").order_by(*order)[:MOST]
    return [Picked(row.key, row.title, row.module.name if row.module else "") for row in rows]
