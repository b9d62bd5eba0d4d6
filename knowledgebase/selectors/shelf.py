"""The front page of the articles: by module and topic, what is read, what is new (B9)."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html import unescape

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import Lower, RowNumber
from django.utils.html import strip_tags
from django.utils.text import Truncator

from accounts.models import Module, User
from knowledgebase.models import Article, Topic
from knowledgebase.querysets import ArticleQuerySet
from knowledgebase.selectors.popular import by_popularity, read_most

# What concerns every module, by this word in the address.
GENERAL = "general"
PAGE = 30
MOST_PAGES = 100
_FIRST_OF_MODULE = 5
_ASIDE = 5
_NEWEST = 6
_LEAD_LETTERS = 180
_PARAGRAPH = re.compile("<p>(.*?)(?:</p>|$)", re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """An article as a line of a list, in the language it is shown in."""

    article: Article
    title: str
    language: str
    changed_at: datetime
    opening: str

    @property
    def lead(self) -> str:
        """Its first paragraph, as plain words."""
        found = _PARAGRAPH.search(self.opening)
        words = unescape(strip_tags(found[1]).partition("<")[0]) if found else ""
        return Truncator(words).chars(_LEAD_LETTERS)


@dataclass
class Shelf:
    """The first articles of a module; without a module those that concern them all."""

    module: Module | None
    is_own: bool
    entries: list[Entry] = field(default_factory=list)
    goes_on: bool = False

    @property
    def key(self) -> str:
        return self.module.key if self.module else GENERAL


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    module: Module | None = None
    is_general: bool = False
    topic: Topic | None = None

    @property
    def is_narrow(self) -> bool:
        return bool(self.module or self.is_general or self.topic)


class Knowledge:
    """What one person may read at one moment. A list is asked for when the page wants it."""

    def __init__(self, user: User, *, language: str, at: datetime) -> None:
        self._user, self._language, self._at = user, language, at
        self._visible = Article.objects.visible_to(user, at=at)
        self._told: ArticleQuerySet = self._visible.told_in(language)

    @cached_property
    def _own(self) -> set[int]:
        """The modules of the person's company."""
        company = self._user.company
        return set(company.modules.values_list("pk", flat=True)) if company else set()

    @cached_property
    def modules(self) -> list[Module]:
        """Modules that have articles for this person, the company's own first."""
        found = Module.objects.filter(pk__in=self._visible.order_by().values("module"))
        return sorted(found, key=lambda each: (each.pk not in self._own, each.name.casefold()))

    @cached_property
    def topics(self) -> list[Topic]:
        return list(Topic.objects.filter(pk__in=self._visible.order_by().values("topic")))

    @cached_property
    def shelves(self) -> list[Shelf]:
        """The first articles of each module: in the reader's language, then what is read most."""
        foreign = Case(When(language=self._language, then=0), default=1)
        order = [foreign, by_popularity(read_most(self._at)), Lower(F("title"))]
        place = Window(RowNumber(), partition_by=[F("module")], order_by=order)
        firsts = self._told.annotate(place=place).filter(place__lte=_FIRST_OF_MODULE + 1)
        found: dict[int | None, list[Entry]] = {}
        for article in firsts.order_by("place"):
            found.setdefault(article.module_id, []).append(_entry(article))
        kinds = [*self.modules, None] if None in found else self.modules
        return [
            self._shelf(module, found.get(module.pk if module else None, [])) for module in kinds
        ]

    @property
    def other_shelves(self) -> list[Shelf]:
        """Those of modules that the company has not."""
        return [shelf for shelf in self.shelves if not shelf.is_own]

    def _shelf(self, module: Module | None, entries: list[Entry]) -> Shelf:
        # The desk works for everybody: every module is its own.
        is_own = module is None or self._user.is_desk or module.pk in self._own
        goes_on = len(entries) > _FIRST_OF_MODULE
        return Shelf(module, is_own, entries[:_FIRST_OF_MODULE], goes_on)

    def page(self, wanted: Wanted, number: int) -> tuple[list[Entry], bool]:
        """One page of what is asked for by title, and whether there is more."""
        found = self._told
        if wanted.module or wanted.is_general:
            found = found.filter(module=wanted.module)
        if wanted.topic:
            found = found.filter(topic=wanted.topic)
        start = (number - 1) * PAGE
        rows = found.select_related("module", "topic").order_by(Lower("title"), "pk")
        entries = [_entry(article) for article in rows[start : start + PAGE + 1]]
        return entries[:PAGE], len(entries) > PAGE

    def read_most(self) -> list[Entry]:
        """What most people have read lately."""
        ids = read_most(self._at)
        rows = self._told.filter(pk__in=ids).order_by(by_popularity(ids))
        return [_entry(article) for article in rows[:_ASIDE]]

    def changed_since_read(self) -> list[Entry]:
        """What the person has read and what says something else now."""
        rows = self._told.changed_since_read_by(self._user).order_by(F("changed_at").desc(), "pk")
        return [_entry(article) for article in rows[:_ASIDE]]

    def newest(self) -> list[Entry]:
        """New and changed, of the company's modules and of what concerns them all."""
        ours = Q(module__in=self._own) | Q(module=None) if self._own else Q()
        rows = self._told.filter(ours).order_by(F("changed_at").desc(), "pk")
        return [_entry(article) for article in rows[:_NEWEST]]


def _entry(article: Article) -> Entry:
    told = ("title", "language", "changed_at", "opening")
    return Entry(article, **{name: getattr(article, name) for name in told})
