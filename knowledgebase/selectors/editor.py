"""What the writer's page shows beside its form (B9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from accounts.choices import Language
from accounts.models import Customer
from accounts.selectors.customers import matching
from knowledgebase.differences import Row, differences
from knowledgebase.models import Article, ArticleText
from knowledgebase.selectors.desk_list import tongues_of
from knowledgebase.selectors.titles import title_of, titled

MOST_FOUND = 8
CUSTOMERS, RELATED = "customers", "related"


@dataclass(frozen=True)
class Tab:
    """One language of an article: written, older than the original, or not there yet."""

    code: str
    name: str
    is_there: bool
    is_older: bool
    is_original: bool
    is_current: bool


@dataclass(frozen=True)
class Option:
    """A row that can be ticked."""

    pk: int
    name: str
    is_chosen: bool


def tabs_of(article: Article, current: str) -> list[Tab]:
    written = {tongue.code: tongue for tongue in tongues_of(article)}
    codes = sorted(Language.values, key=lambda code: code != article.original)
    return [
        Tab(
            code=code,
            name=str(Language(code).label),
            is_there=code in written,
            is_older=code in written and written[code].is_older,
            is_original=code == article.original,
            is_current=code == current,
        )
        for code in codes
    ]


def options(kind: str, chosen: Sequence[Any], text: str, *, but: int | None = None) -> list[Option]:
    """What is ticked already, and behind it what the words find."""
    keys = [int(pk) for pk in chosen if str(pk).isdecimal() and len(str(pk)) < 19]
    text = text.replace("\0", "").strip()[:100]
    if kind == CUSTOMERS:
        mine: list[Any] = list(Customer.objects.filter(pk__in=keys).order_by("name"))
        others: Any = Customer.objects.exclude(pk__in=keys).order_by("name", "pk")
        found = list(matching(others, text)[:MOST_FOUND]) if text else []
        return _options(mine, found, lambda row: row.name)
    articles = titled(Article.objects.exclude(pk=but or 0))
    mine = list(articles.filter(pk__in=keys).order_by("title", "pk"))
    rest = articles.exclude(pk__in=keys)
    for word in text.split()[:6]:
        rest = rest.filter(title__icontains=word)
    found = list(rest.order_by("title", "pk")[:MOST_FOUND]) if text else []
    return _options(mine, found, lambda row: row.title)


def _options(mine: list[Any], found: list[Any], name: Any) -> list[Option]:
    return [Option(row.pk, name(row), is_chosen=True) for row in mine] + [
        Option(row.pk, name(row), is_chosen=False) for row in found
    ]


@dataclass(frozen=True)
class Conflict:
    """What somebody saved while this person wrote."""

    by: str
    title: list[Row]
    body: list[Row]
    facts: list[tuple[str, str, str]]


def conflict_of(article: Article, text: ArticleText | None, form: Any) -> Conflict:
    """How the article as it is now differs from what the form would save."""
    wording, facts = form.wording(), form.facts()
    title, body = (text.title, text.body) if text else ("", "")
    now = {
        "module": article.module,
        "topic": article.topic,
        "audience": article.get_audience_display(),
        "owner": article.owner,
        "customers": _names(article.customers.order_by("name")),
        "related": _titles(article.related.prefetch_related("texts")),
    }
    mine = {
        "module": facts.module,
        "topic": facts.topic,
        "audience": facts.audience.label,
        "owner": facts.owner,
        "customers": _names(facts.customers),
        "related": _titles(Article.objects.filter(pk__in=[each.pk for each in facts.related])),
    }
    return Conflict(
        by=text.changed_by.full_name if text and text.changed_by else "",
        title=differences(title, wording.title) if title != wording.title else [],
        body=differences(body, wording.body) if body != wording.body else [],
        facts=[
            (str(form.fields[name].label), str(now[name] or "–"), str(mine[name] or "–"))
            for name in now
            if str(now[name]) != str(mine[name])
        ],
    )


def _names(customers: Any) -> str:
    return ", ".join(sorted(customer.name for customer in customers))


def _titles(articles: Any) -> str:
    language = get_language() or ""
    return ", ".join(sorted(title_of(article, language) for article in articles))
