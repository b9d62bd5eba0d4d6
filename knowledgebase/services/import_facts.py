"""What the files of a folder say of an article beside its words, as rows (B9)."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from django.utils.text import slugify

from accounts.models import Customer, Module
from knowledgebase.choices import Audience
from knowledgebase.folder.gathering import Bundle, Remark
from knowledgebase.folder.pages import Page
from knowledgebase.models import Article, Topic
from knowledgebase.services.writing import Facts

T = TypeVar("T")
Named = TypeVar("Named", Module, Topic)
# Who may read least comes first: of files that disagree, the most closed one counts.
_CLOSED_FIRST = [Audience.STAFF, Audience.NAMED, Audience.PUBLIC]


class FactReader:
    """Reads modules, topics, audiences and customers by whatever name a file gives them."""

    def __init__(self, remark: Callable[[Remark], None]) -> None:
        self._remark = remark

    def facts(self, bundle: Bundle, article: Article | None) -> Facts:
        """What the files say, and where they are silent what the article is already."""
        module = first_said(page.module for page in bundle.pages)
        topic = first_said(page.topic for page in bundle.pages)
        business_ids = first_said(page.customers for page in bundle.pages)
        old = _old_facts(article) if article else Facts()
        return Facts(
            module=old.module if module is None else self._module(module, bundle.pages[0]),
            topic=old.topic if topic is None else self._topic(topic),
            audience=self._audience(bundle, article),
            customers=old.customers
            if business_ids is None
            else self._customers(business_ids, bundle.pages[0]),
            owner=old.owner,
            related=old.related,
        )

    def _audience(self, bundle: Bundle, article: Article | None) -> Audience:
        said = [page for page in bundle.pages if page.audience is not None]
        if not said:
            if article:
                return Audience(article.audience)
            self._warn(bundle.pages[0], "no audience; for SoftOne only")
            return Audience.STAFF
        closest = min(said, key=lambda page: _CLOSED_FIRST.index(page.audience or Audience.STAFF))
        audience = closest.audience or Audience.STAFF
        for page in said:
            if page.audience != audience:
                self._warn(page, f"{closest.path.name} in {closest.language}: {audience} only")
        return audience

    @cached_property
    def _modules(self) -> dict[str, Module]:
        return _by_any_name(list(Module.objects.all()))

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return _by_any_name(list(Topic.objects.all()))

    def _module(self, said: str, page: Page) -> Module | None:
        found = self._modules.get(_plain(said))
        if said and found is None:
            self._warn(page, f"unknown module: {said}")
        return found

    def _topic(self, said: str) -> Topic | None:
        if said and _plain(said) not in self._topics:
            key = slugify(said)[:40] or "topic"
            position = max((topic.position for topic in self._topics.values()), default=0) + 1
            topic, _new = Topic.objects.get_or_create(
                key=key, defaults={"name_fi": said[:120], "position": position}
            )
            self._topics[_plain(said)] = self._topics[_plain(key)] = topic
        return self._topics.get(_plain(said))

    def _customers(self, business_ids: Sequence[str], page: Page) -> list[Customer]:
        found = list(Customer.objects.filter(business_id__in=business_ids))
        for missing in sorted(set(business_ids) - {each.business_id for each in found}):
            self._warn(page, f"unknown customer: {missing}")
        return found

    def _warn(self, page: Page, words: str) -> None:
        self._remark(Remark(page.path, 1, words))


def first_said(values: Iterable[T | None]) -> T | None:
    """What the first file says that says anything."""
    return next((value for value in values if value is not None), None)


def _old_facts(article: Article) -> Facts:
    return Facts(
        module=article.module,
        topic=article.topic,
        audience=Audience(article.audience),
        customers=list(article.customers.all()),
        owner=article.owner,
        related=list(article.related.all()),
    )


def _by_any_name(rows: Sequence[Named]) -> dict[str, Named]:
    """Rows by each of their names and by their key, which comes before another's name."""
    found: dict[str, Named] = {}
    for row in rows:
        for name in (row.name_fi, row.name_sv, row.name_en):
            if name:
                found.setdefault(_plain(name), row)
    return {**found, **{_plain(row.key): row for row in rows}}


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
