"""Articles are written, translated and changed; every text that was is kept (B9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from accounts.models import Customer, Module, User
from knowledgebase.choices import Audience
from knowledgebase.composing import Composed, compose_article
from knowledgebase.keys import as_key
from knowledgebase.models import Article, ArticleText, ArticleVersion, Topic
from knowledgebase.search import services as search
from knowledgebase.search.choices import Kind


class ChangedMeanwhile(Exception):
    """Somebody else has saved since this person opened it. Nothing is overwritten."""


class KeyTaken(Exception):
    """Another article has this key."""


@dataclass(frozen=True)
class Facts:
    """What an article is, beside its words."""

    module: Module | None = None
    topic: Topic | None = None
    audience: Audience = Audience.STAFF
    customers: Sequence[Customer] = ()
    owner: User | None = None
    related: Sequence[Article] = ()


@transaction.atomic
def create_article(
    *,
    title: str,
    body: str,
    language: str,
    facts: Facts,
    by: User | None,
    at: datetime,
    key: str = "",
) -> Article:
    """Begin an article with its first text, as a draft. Raises KeyTaken for a key of its own.

    Without a key it gets one made of the title.
    """
    if key and Article.objects.filter(key=key).exists():
        raise KeyTaken
    article = Article.objects.create(
        key=key or _free_key(title),
        original=language,
        module=facts.module,
        topic=facts.topic,
        audience=facts.audience,
        owner=facts.owner,
        created_at=at,
        created_by=by,
    )
    article.customers.set(facts.customers)
    article.related.set(facts.related)
    write_text(article, language=language, title=title, body=body, seen=0, by=by, at=at)
    return article


@transaction.atomic
def change_facts(
    article: Article, facts: Facts, *, seen: int, by: User | None, at: datetime
) -> Article:
    """Change what an article is; `seen` is its version when the form was drawn.

    Raises ChangedMeanwhile.
    """
    article = lock(article)
    if article.version != seen:
        raise ChangedMeanwhile
    article.module, article.topic = facts.module, facts.topic
    article.audience, article.owner = facts.audience, facts.owner
    article.version += 1
    article.save(update_fields=["module", "topic", "audience", "owner", "version"])
    article.customers.set(facts.customers)
    article.related.set(facts.related)
    changed(article, at=at)
    return article


@transaction.atomic
def write_text(
    article: Article,
    *,
    language: str,
    title: str,
    body: str,
    seen: int,
    by: User | None,
    at: datetime,
    is_small: bool = False,
    note: str = "",
) -> ArticleText:
    """Save an article in one language, as a new version.

    `seen` is the version that was opened, 0 for a language that was not there yet. A small
    correction of the original leaves its translations as good as they were. Raises
    ChangedMeanwhile.
    """
    article = lock(article)
    text = ArticleText.objects.filter(article=article, language=language).first()
    if (text.number if text else 0) != seen:
        raise ChangedMeanwhile
    if text is None:
        text = ArticleText(article=article, language=language, number=0, meaning=1)
    text.number += 1
    text.title, text.body = title, body
    text.changed_at, text.changed_by = at, by
    if text.number == 1 or not is_small:
        text.meaning = text.number
    if not text.is_original:
        text.follows = _meaning_of_original(article)
    compose_text(text)
    text.save()
    ArticleVersion.objects.create(
        text=text,
        number=text.number,
        title=title,
        body=body,
        note=note,
        is_small=is_small,
        at=at,
        by=by,
    )
    changed(article, at=at)
    return text


@transaction.atomic
def confirm_translation(text: ArticleText, *, at: datetime) -> None:
    """Say that a translation is as good as the original's present text, without a change."""
    article = lock(text.article)
    text.follows = _meaning_of_original(article)
    text.save(update_fields=["follows"])


def restore(version: ArticleVersion, *, seen: int, by: User, at: datetime) -> ArticleText:
    """Save a text as it once was, as its newest version. Raises ChangedMeanwhile."""
    text = version.text
    return write_text(
        text.article,
        language=text.language,
        title=version.title,
        body=version.body,
        seen=seen,
        by=by,
        at=at,
        note=str(version.number),
    )


def lock(article: Article) -> Article:
    """Return the article as it is now, locked until the transaction ends."""
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def changed(article: Article, *, at: datetime) -> None:
    """Have search learn of it, once this transaction is over."""
    search.mark_changed(Kind.ARTICLE, [article.pk], at=at)


def compose_text(text: ArticleText) -> None:
    """Fill in what follows from a text's Markdown; the caller saves it."""
    composed = composed_body(text.body, of=text.article)
    text.html = str(composed.html)
    text.contents = [[heading.anchor, heading.words] for heading in composed.contents]


def composed_body(body: str, *, of: Article | None) -> Composed:
    """What readers would see of a text; its pictures are the article's own, if there is one."""
    files = of.files.all() if of else ()
    return compose_article(
        body,
        files={file.name: file.get_absolute_url() for file in files},
        article_url=lambda key: reverse("knowledgebase:article", args=[as_key(key) or "-"]),
    )


def _meaning_of_original(article: Article) -> int:
    """The version of the original that a translation written now follows."""
    original = article.texts.filter(language=article.original).first()
    return original.meaning if original else 0


def _free_key(title: str) -> str:
    stem = key = as_key(slugify(title)[:80].strip("-")) or "article"
    number = 1
    while Article.objects.filter(key=key).exists():
        number += 1
        key = f"{stem}-{number}"
    return key
