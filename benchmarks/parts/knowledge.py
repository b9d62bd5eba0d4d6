"""The demo's articles, and several ways to search them."""

from collections.abc import Callable, Sequence
from functools import reduce

import django

django.setup()

from django.contrib.postgres.search import (  # noqa: E402
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramWordSimilarity,
)
from django.db.models import Case as When  # noqa: E402
from django.db.models import F, Q, QuerySet, TextField, Value  # noqa: E402
from django.db.models import When as If  # noqa: E402
from django.db.models.functions import Concat, Greatest  # noqa: E402

from accounts import moment  # noqa: E402
from benchmarks.parts import demo_database, meaning  # noqa: E402
from knowledgebase.asking import best_articles  # noqa: E402
from knowledgebase.choices import Audience  # noqa: E402
from knowledgebase.models import ArticleText  # noqa: E402
from knowledgebase.search import services, sources  # noqa: E402

CONFIGS = {"fi": "finnish", "sv": "swedish", "en": "english"}
Way = Callable[[str, str], Sequence[str]]


def prepare() -> None:
    demo_database.prepare()
    services.rebuild([sources.source_of("article").kind], told=_silent)


def _silent(kind: str, count: int, last: str) -> None:
    """Nobody waits for it."""


def ways() -> dict[str, Way]:
    """Every way takes words and a language and gives keys of articles, the best first."""
    found: dict[str, Way] = {
        "icontains": icontains,
        "full text, all words": full_text_all,
        "full text, any word": full_text_any,
        "trigram": trigram,
        "engine": engine,
    }
    if meaning.is_installed():
        texts = ArticleText.objects.filter(article__audience=Audience.PUBLIC)
        meaning.prepare(
            [
                (text.language, text.article.key, f"{text.title}. {text.body}")
                for text in texts.select_related("article")
            ]
        )
        found |= {"meaning [semantic]": meaning.by_meaning, "both": meaning.both(engine)}
    else:
        print("meaning: not run, the extra [semantic] is not installed")
    return found


def engine(words: str, language: str) -> Sequence[str]:
    return best_articles(words, language, for_staff=False, limit=10, at=moment.now())


def icontains(words: str, language: str) -> Sequence[str]:
    """Every word somewhere in the article, as it was typed; those with more in the title first."""
    every, named = Q(), Value(0)
    for word in words.split():
        every &= Q(title__icontains=word) | Q(body__icontains=word)
        named = named + When(If(title__icontains=word, then=Value(1)), default=Value(0))
    return _keys(_texts(language).filter(every).annotate(near=named))


def full_text_all(words: str, language: str) -> Sequence[str]:
    config = CONFIGS[language]
    return _full_text(SearchQuery(words, config=config, search_type="plain"), language)


def full_text_any(words: str, language: str) -> Sequence[str]:
    config = CONFIGS[language]
    parts = [SearchQuery(word, config=config) for word in words.split()]
    return _full_text(reduce(lambda a, b: a | b, parts), language)


def _full_text(query: SearchQuery, language: str) -> Sequence[str]:
    config = CONFIGS[language]
    vector = SearchVector("title", config=config, weight="A") + SearchVector(
        "body", config=config, weight="D"
    )
    found = _texts(language).annotate(vector=vector).filter(vector=query)
    return _keys(found.annotate(near=SearchRank(F("vector"), query)))


def trigram(words: str, language: str) -> Sequence[str]:
    near = Greatest(
        TrigramWordSimilarity(words, "title"),
        TrigramWordSimilarity(words, Concat("title", Value(" "), "body", output_field=TextField())),
    )
    return _keys(_texts(language).annotate(near=near).filter(near__gt=0.2))


def _texts(language: str) -> QuerySet[ArticleText]:
    return ArticleText.objects.filter(language=language, article__audience=Audience.PUBLIC)


def _keys(texts: QuerySet[ArticleText]) -> Sequence[str]:
    return list(texts.order_by("-near", "pk").values_list("article__key", flat=True)[:10])
