"""Everything an article's page shows: the text, its languages, the reader's own traces (B9)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import F
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import timewords
from accounts.choices import Language
from accounts.models import User
from knowledgebase.choices import Verdict
from knowledgebase.models import Article, ArticleText, Reading, Vote
from knowledgebase.selectors.popular import by_popularity, read_most

_WORDS_A_MINUTE = 150
_RELATED = 6
_ORDER = Language.values
_NEIGHBOURS = 4


@dataclass(frozen=True)
class ArticlePage:
    """An article as one person reads it. `language` is the reader's own, `text` what there is."""

    article: Article
    text: ArticleText
    texts: list[ArticleText]
    user: User
    language: str
    at: datetime

    @property
    def html(self) -> SafeString:
        """Composed and cleaned when the text was saved."""
        return mark_safe(self.text.html)  # noqa: S308 through nh3 in composing.py

    @cached_property
    def original(self) -> ArticleText | None:
        """The text this one was translated from; None for the original itself."""
        if self.text.is_original:
            return None
        return next((text for text in self.texts if text.is_original), None)

    @property
    def older_words(self) -> str:
        """What warns of a translation that is older than its original."""
        original = self.original
        if original is None or (self.text.follows or 0) >= original.meaning:
            return ""
        return {
            Language.FINNISH: _("This translation is older than the Finnish text."),
            Language.SWEDISH: _("This translation is older than the Swedish text."),
            Language.ENGLISH: _("This translation is older than the English text."),
        }[Language(original.language)]

    @property
    def original_words(self) -> str:
        """What leads to the original."""
        return read_in_words(self.article.original)

    @property
    def foreign_words(self) -> str:
        """What tells a reader that the text is not in their language."""
        if self.text.language == self.language or self._has_own_language:
            return ""
        words = {
            Language.FINNISH: _("This article is in Finnish only."),
            Language.SWEDISH: _("This article is in Swedish only."),
            Language.ENGLISH: _("This article is in English only."),
        }
        if len(self.texts) == 1:
            return words[Language(self.text.language)]
        return _("This article is not in your language yet.")

    @property
    def _has_own_language(self) -> bool:
        return any(text.language == self.language for text in self.texts)

    @property
    def minutes(self) -> int:
        words = len(strip_tags(self.text.html).split())
        return max(1, round(words / _WORDS_A_MINUTE))

    @cached_property
    def reading(self) -> Reading | None:
        return Reading.objects.filter(user=self.user, article=self.article).first()

    @property
    def changed_since(self) -> Reading | None:
        """The reader's last reading, when this text has come to say something else since."""
        read = self.reading
        is_stale = read and read.language == self.text.language and read.number < self.text.meaning
        return read if is_stale else None

    @cached_property
    def vote(self) -> Vote | None:
        return Vote.objects.filter(user=self.user, article=self.article).first()

    @cached_property
    def related(self) -> list[Article]:
        """What the writers named; else what is read most of the same module and topic."""
        told = Article.objects.visible_to(self.user, at=self.at).told_in(self.text.language)
        named = list(told.filter(related=self.article).order_by(F("title"))[:_RELATED])
        if named or not (self.article.module_id and self.article.topic_id):
            return named
        near = told.filter(module=self.article.module_id, topic=self.article.topic_id)
        ids = read_most(self.at)
        return list(
            near.exclude(pk=self.article.pk).order_by(by_popularity(ids), "pk")[:_NEIGHBOURS]
        )

    @property
    def verdicts(self) -> list[tuple[str, str]]:
        return [(str(value), str(words)) for value, words in Verdict.choices]

    @property
    def case_query(self) -> str:
        """What the form of a new case is told: what was read, and of which module."""
        told = {"module": self.article.module_id, "subject": self.text.title}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def state_words(self) -> str:
        """For the desk: whether and when readers see it."""
        begins, ends = self.article.published_from, self.article.published_until
        if begins is None:
            return _("A draft: only SoftOne sees it")
        if begins > self.at:
            return _("Comes out %(when)s") % {"when": self._moment(begins)}
        if ends is None:
            return pgettext("article", "Published")
        if ends <= self.at:
            return _("Taken down %(when)s") % {"when": self._moment(ends)}
        return _("Published until %(when)s") % {"when": self._moment(ends)}

    def _moment(self, value: datetime) -> str:
        return timewords.moment_words(value, now=self.at)


def article_page(
    article: Article, *, user: User, language: str, at: datetime, asked: str = ""
) -> ArticlePage | None:
    """The article in the language `asked` for, else in the reader's, else as it was written."""
    texts = sorted(article.texts.defer("body"), key=lambda text: _ORDER.index(text.language))
    for text in texts:
        text.article = article
    known = {text.language: text for text in texts}
    wanted = (asked, language, article.original)
    shown = next((known[each] for each in wanted if each in known), None)
    return ArticlePage(article, shown, texts, user, language, at) if shown else None


def read_in_words(language: str) -> str:
    return {
        Language.FINNISH: _("Read it in Finnish"),
        Language.SWEDISH: _("Read it in Swedish"),
        Language.ENGLISH: _("Read it in English"),
    }[Language(language)]
