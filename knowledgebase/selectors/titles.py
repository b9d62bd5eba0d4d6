"""What an article is called in the reader's language."""

from typing import Any

from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from knowledgebase.models import Article, ArticleText
from knowledgebase.querysets import ArticleQuerySet


def title_of(article: Article, language: str) -> str:
    """The title in a language, else the original's; its texts have been fetched."""
    titles = {text.language: text.title for text in article.texts.all()}
    return titles.get(language[:2]) or titles.get(article.original) or article.key


def titled(articles: ArticleQuerySet, language: str = "") -> Any:
    """Annotate `title` in the reader's language, else the original's."""
    texts = ArticleText.objects.filter(article=OuterRef("pk"))
    wanted = texts.filter(language=(language or get_language() or "fi")[:2])
    original = texts.filter(language=OuterRef("original"))
    return articles.annotate(
        title=Coalesce(
            Subquery(wanted.values("title")[:1]),
            Subquery(original.values("title")[:1]),
            F("key"),
            output_field=CharField(),
        )
    )
