"""What readers did not find or did not find helpful: the writers' work (B9)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from knowledgebase.choices import Verdict
from knowledgebase.models import Article, ArticleText, Reading, Vote
from knowledgebase.search.models import MissedSearch
from knowledgebase.selectors.desk_list import LOOKED_BACK, percent
from knowledgebase.selectors.titles import titled

MOST = 50
# Fewer readers or votes say nothing yet.
LEAST_READERS = 5
LEAST_VOTES = 3
WEAK_BELOW = 50


@dataclass(frozen=True)
class Unanswered:
    """A matter that no article answered: what it is called and where it stands."""

    words: str
    url: str
    language: str
    at: datetime


# Matters whose subject found no article: upper apps add theirs at start, from `wiring.py`.
UNANSWERED: list[Callable[[User, datetime], Sequence[Unanswered]]] = []


@dataclass(frozen=True)
class Remark:
    """A reader's word that something is missing, and whether the text has changed since."""

    vote: Vote
    title: str
    is_changed_since: bool


@dataclass(frozen=True)
class Weak:
    key: str
    title: str
    readers: int
    votes: int
    helped: int


@dataclass(frozen=True)
class Worklist:
    missed: list[MissedSearch]
    remarks: list[Remark]
    weak: list[Weak]
    unanswered: list[Unanswered]

    @property
    def is_empty(self) -> bool:
        return not (self.missed or self.remarks or self.weak or self.unanswered)


def worklist(user: User, *, at: datetime) -> Worklist:
    return Worklist(
        missed=list(MissedSearch.objects.filter(settled_at__isnull=True)[:MOST]),
        remarks=_remarks(),
        weak=_weak(at),
        unanswered=[row for found in UNANSWERED for row in found(user, at)],
    )


def _remarks() -> list[Remark]:
    text = ArticleText.objects.filter(article=OuterRef("article"), language=OuterRef("language"))
    votes: Any = (
        Vote.objects.filter(settled_at__isnull=True)
        .exclude(verdict=Verdict.HELPED)
        .select_related("article", "user")
        .annotate(
            title=Coalesce(
                Subquery(text.values("title")[:1]), F("article__key"), output_field=CharField()
            ),
            number_now=Subquery(text.values("number")[:1]),
        )[:MOST]
    )
    return [
        Remark(vote, vote.title, is_changed_since=(vote.number_now or 0) > vote.number)
        for vote in votes
    ]


def _weak(at: datetime) -> list[Weak]:
    since = at - LOOKED_BACK
    votes = Vote.objects.filter(at__gte=since).order_by().values("article")
    votes = votes.annotate(
        given=Count("pk"), good=Count("pk", filter=Q(verdict=Verdict.HELPED))
    ).filter(given__gte=LEAST_VOTES, good__lt=F("given") * WEAK_BELOW / 100.0)
    counted = {row["article"]: row for row in votes}
    read = dict(
        Reading.objects.filter(last_at__gte=since, article__in=counted)
        .order_by()
        .values_list("article")
        .annotate(readers=Count("pk"))
        .filter(readers__gte=LEAST_READERS)
    )
    rows: Any = titled(Article.objects.filter(pk__in=read))
    found = [
        Weak(
            key=row.key,
            title=row.title,
            readers=read[row.pk],
            votes=counted[row.pk]["given"],
            helped=percent(counted[row.pk]["good"], counted[row.pk]["given"]) or 0,
        )
        for row in rows
    ]
    return sorted(found, key=lambda weak: (-weak.readers, weak.title))[:MOST]
