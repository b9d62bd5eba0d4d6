"""Articles as their writers list them: the same few queries for any number."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext

from accounts.choices import Language
from accounts.models import User
from accounts.timewords import local
from knowledgebase.choices import Verdict
from knowledgebase.models import Article, ArticleText, Reading, Vote
from knowledgebase.querysets import ArticleQuerySet
from knowledgebase.selectors.titles import titled

PAGE_SIZE = 50
LOOKED_BACK = timedelta(days=90)


class Show(StrEnum):
    """What the list holds."""

    ALL = "all"
    DRAFTS = "drafts"
    REVIEW = "review"
    OLDER = "older"
    SILENT = "silent"
    MINE = "mine"


@dataclass(frozen=True)
class Wanted:
    """Which articles the address asks for."""

    show: Show = Show.ALL
    module: int | None = None
    topic: int | None = None
    language: str = ""
    audience: str = ""
    text: str = ""


@dataclass(frozen=True)
class State:
    """Whether readers see an article: the kind of its sign, and the words."""

    kind: str
    word: str


@dataclass(frozen=True)
class Tongue:
    """A language of an article, and whether its text is older than the original."""

    code: str
    name: str
    is_older: bool


@dataclass(frozen=True)
class ArticleRow:
    article: Article
    title: str
    state: State
    tongues: list[Tongue]
    readers: int
    helped: int | None
    is_due: bool


@dataclass(frozen=True)
class ArticleList:
    rows: list[ArticleRow]
    next_after: str


def articles_page(user: User, wanted: Wanted, *, after: str, at: datetime) -> ArticleList:
    """One page by title; it begins behind the article whose id is `after`."""
    found: Any = titled(_narrowed(Article.objects.visible_to(user, at=at), user, wanted, at))
    if after.isdecimal() and len(after) < 19:
        found = _behind(found, int(after))
    rows = list(
        _counted(found, since=at - LOOKED_BACK)
        .select_related("module", "topic", "owner")
        .prefetch_related("texts")
        .order_by("title", "pk")[: PAGE_SIZE + 1]
    )
    shown = rows[:PAGE_SIZE]
    return ArticleList(
        rows=[_row(article, at) for article in shown],
        next_after=str(shown[-1].pk) if len(rows) > PAGE_SIZE else "",
    )


def counts(user: User, *, at: datetime) -> dict[Show, int]:
    """How many articles wait for something, in one query."""
    asked = {show.value: _shown(show, user, at) for show in Show}
    found = Article.objects.visible_to(user, at=at).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in asked.items()}
    )
    return {show: found[show.value] for show in Show}


def state_of(article: Article, at: datetime) -> State:
    """Where an article stands between its draft and its end."""
    if article.published_from is None:
        return State("new", pgettext("article", "Draft"))
    if article.published_from > at:
        return State("pause", pgettext("article", "Waits for its day"))
    if article.is_published(at):
        return State("done", pgettext("article", "Published"))
    return State("pause", pgettext("article", "No longer shown"))


def tongues_of(article: Article) -> list[Tongue]:
    """The languages of an article, the original first; its texts have been fetched."""
    texts = {text.language: text for text in article.texts.all()}
    original = texts.get(article.original)
    found = [
        Tongue(
            code=code,
            name=str(Language(code).label),
            is_older=bool(
                original and code != article.original and (text.follows or 0) < original.meaning
            ),
        )
        for code, text in texts.items()
    ]
    return sorted(found, key=lambda tongue: (tongue.code != article.original, tongue.code))


def _shown(show: Show, user: User, at: datetime) -> Q:
    texts = ArticleText.objects.filter(article=OuterRef("pk"))
    original = ArticleText.objects.filter(
        article=OuterRef("article"), language=OuterRef("article__original")
    ).values("meaning")
    older = texts.exclude(language=OuterRef("original")).filter(
        Q(follows__isnull=True) | Q(follows__lt=Subquery(original[:1]))
    )
    published = Q(published_from__lte=at) & (
        Q(published_until__isnull=True) | Q(published_until__gt=at)
    )
    return {
        Show.ALL: Q(pk__isnull=False),
        Show.DRAFTS: ~published,
        Show.REVIEW: Q(review_on__lte=local(at).date()),
        Show.OLDER: Q(Exists(older)),
        Show.SILENT: published & ~Q(Exists(Vote.objects.filter(article=OuterRef("pk")))),
        Show.MINE: Q(owner=user),
    }[show]


def _narrowed(
    articles: ArticleQuerySet, user: User, wanted: Wanted, at: datetime
) -> ArticleQuerySet:
    found = articles.filter(_shown(wanted.show, user, at))
    if wanted.module:
        found = found.filter(module=wanted.module)
    if wanted.topic:
        found = found.filter(topic=wanted.topic)
    if wanted.audience:
        found = found.filter(audience=wanted.audience)
    texts = ArticleText.objects.filter(article=OuterRef("pk"))
    if wanted.language:
        found = found.filter(Exists(texts.filter(language=wanted.language)))
    for word in wanted.text.split()[:6]:
        found = found.filter(Exists(texts.filter(title__icontains=word)))
    return found


def _behind(articles: ArticleQuerySet, pk: int) -> ArticleQuerySet:
    last = titled(Article.objects.filter(pk=pk)).values_list("title", flat=True).first()
    if last is None:
        return articles
    return articles.filter(Q(title__gt=last) | Q(title=last, pk__gt=pk))


def _counted(articles: ArticleQuerySet, *, since: datetime) -> Any:
    readings = Reading.objects.filter(article=OuterRef("pk"), last_at__gte=since)
    votes = Vote.objects.filter(article=OuterRef("pk"), at__gte=since).order_by()
    helped = votes.filter(verdict=Verdict.HELPED)

    def number(rows: Any) -> Coalesce:
        counted = rows.order_by().values("article").annotate(number=Count("pk"))
        return Coalesce(Subquery(counted.values("number")), Value(0))

    return articles.annotate(
        readers=number(readings), votes_given=number(votes), votes_helped=number(helped)
    )


def _row(article: Article, at: datetime) -> ArticleRow:
    known: Any = article
    day = local(at).date()
    return ArticleRow(
        article=article,
        title=known.title,
        state=state_of(article, at),
        tongues=tongues_of(article),
        readers=known.readers,
        helped=percent(known.votes_helped, known.votes_given),
        is_due=is_due(article, day),
    )


def is_due(article: Article, day: date) -> bool:
    """Whether its owner should read it again."""
    return article.review_on is not None and article.review_on <= day


def percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
