"""What the page of results shows, of what its address asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from accounts.models import Module, User
from knowledgebase.search import sources
from knowledgebase.search.choices import Kind
from knowledgebase.search.selectors.results import MOST, SHORTEST, Results, search

AT_FIRST = 15


@dataclass(frozen=True)
class Tab:
    """One kind of hits, how many there are, and the address that shows them alone."""

    label: str
    count: str
    query: str
    is_on: bool


@dataclass(frozen=True)
class ResultsPage:
    words: str
    results: Results | None
    tabs: Sequence[Tab]
    modules: Sequence[Module]
    module: int | None
    more_query: str

    @property
    def is_too_short(self) -> bool:
        return bool(self.words) and self.results is None

    @property
    def is_in_vain(self) -> bool:
        return self.results is not None and not self.results.counts


def results_page(
    asked: Mapping[str, str],
    user: User,
    language: str,
    *,
    at: datetime,
    is_being_typed: bool = False,
) -> ResultsPage:
    """Search for `q`, of one `kind` and one `module` when the address names them."""
    words = " ".join(asked.get("q", "").replace("\0", " ").split())
    kind = asked.get("kind", "")
    kinds = [kind] if kind in Kind.values else []
    module = _module(asked.get("module", ""))
    found = None
    if len(words) >= SHORTEST:
        found = search(
            words,
            user,
            language,
            at=at,
            kinds=kinds,
            within=module,
            limit=MOST if "all" in asked else AT_FIRST,
            is_being_typed=is_being_typed,
        )
    tabs, shown = _tabs(words, found, kind, module)
    return ResultsPage(
        words=words,
        results=found,
        tabs=tabs,
        modules=list(Module.objects.select_related("product")),
        module=module,
        more_query=_query(words, kind, module, all="1")
        if found and "all" not in asked and shown > AT_FIRST
        else "",
    )


def _tabs(
    words: str, found: Results | None, kind: str, module: int | None
) -> tuple[list[Tab], int]:
    """A tab for each kind that was found, and how many hits the chosen one has."""
    if found is None:
        return [], 0
    counts = {source.kind: found.counts.get(source.kind, 0) for source in sources.all_sources()}
    everything = sum(counts.values())
    tabs = [Tab("", _count(everything), _query(words, "", module), is_on=not kind)]
    for each, count in counts.items():
        if count or each == kind:
            label = str(Kind(each).label)
            tabs.append(Tab(label, _count(count), _query(words, each, module), is_on=each == kind))
    shown = {str(each): count for each, count in counts.items()}
    return tabs, shown.get(kind, everything)


def _count(count: int) -> str:
    return f"{count}+" if count >= MOST else str(count)


def _query(words: str, kind: str, module: int | None, **more: str) -> str:
    asked = {"q": words, "kind": kind, "module": str(module or ""), **more}
    return urlencode({name: value for name, value in asked.items() if value})


def _module(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
