"""Articles as search knows them (B9)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import pgettext

from accounts.information.article import outline
from accounts.models import User
from knowledgebase.models import Article, ArticleText
from knowledgebase.search.choices import Kind, Reach
from knowledgebase.search.sources import Description, Section, Shown, Source

AT_ONCE = 500


def describe(keys: Sequence[str]) -> Iterable[Description]:
    """Every text of these articles. Drafts are there for staff alone."""
    ids = [int(key) for key in keys]
    texts = ArticleText.objects.filter(article__in=ids).select_related("article")
    for text in texts.prefetch_related("article__customers").order_by("pk"):
        article = text.article
        is_draft = article.published_from is None
        named = [customer.pk for customer in article.customers.all()]
        reach = Reach.STAFF if is_draft else Reach(article.audience)
        yield Description(
            key=str(article.pk),
            language=text.language,
            title=text.title,
            sections=[Section(*part) for part in outline(text.body)],
            reach=reach,
            named=named if reach == Reach.NAMED else (),
            module=article.module_id,
            visible_from=article.published_from,
            visible_until=article.published_until,
            changed_at=text.changed_at,
        )


def keys(after: str) -> Sequence[str]:
    """The next articles in order of their ids."""
    found = Article.objects.filter(pk__gt=int(after or 0)).order_by("pk")
    return [str(pk) for pk in found.values_list("pk", flat=True)[:AT_ONCE]]


def show(
    found: Sequence[tuple[str, str]], user: User, at: datetime
) -> dict[tuple[str, str], Shown]:
    """Those of these texts that a person may read, by article and language."""
    wanted = set(found)
    texts = ArticleText.objects.filter(
        article__in=Article.objects.visible_to(user, at=at).filter(pk__in=[key for key, _ in found])
    ).select_related("article__module")
    texts = texts.only("title", "language", "article__key", "article__module")
    return {
        place: Shown(
            url=f"{text.article.get_absolute_url()}?language={text.language}",
            icon="book-open",
            what=_what(text.article),
            title=text.title,
        )
        for text in texts
        if (place := (str(text.article_id), text.language)) in wanted
    }


def _what(article: Article) -> str:
    kind = pgettext("search", "Article")
    return f"{kind}, {article.module.name}" if article.module else kind


ARTICLES = Source(kind=Kind.ARTICLE, describe=describe, keys=keys, show=show)
