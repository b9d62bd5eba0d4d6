"""Where search documents come from. Apps register theirs at start, from `wiring.py`.

The index of a document is no permission: what is shown of a hit is asked of its source again,
which fetches the row with its own `visible_to`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from knowledgebase.search.choices import Kind, Reach


@dataclass(frozen=True)
class Section:
    """A piece of a document under one heading; the first piece has neither heading nor anchor."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Description:
    """What search learns of a document. Texts are plain, without markup."""

    key: str
    language: str
    title: str
    sections: Sequence[Section]
    reach: Reach
    changed_at: datetime
    named: Sequence[int] = ()
    customer: int | None = None
    shelf: str = ""
    module: int | None = None
    visible_from: datetime | None = None
    visible_until: datetime | None = None


@dataclass(frozen=True)
class Shown:
    """How a hit is shown: read anew from the row it tells of."""

    url: str
    icon: str
    # "Article, Payroll", "Own case, SO-104217".
    what: str
    title: str = ""
    note: str = ""


def _every_shelf(user: User) -> None:
    return None


@dataclass(frozen=True)
class Source:
    """One kind of documents.

    `describe(keys)` tells what is to be found of each row that should be found at all, one
    description a language; `keys(after)` gives the keys of all rows in order, the next thousand;
    `show(found, user, at)` takes pairs of key and language and gives back those the person may
    see; `shelves(user)` keeps a role to some shelves (None: to none in particular).
    """

    kind: Kind
    describe: Callable[[Sequence[str]], Iterable[Description]]
    keys: Callable[[str], Sequence[str]]
    show: Callable[[Sequence[tuple[str, str]], User, datetime], dict[tuple[str, str], Shown]]
    shelves: Callable[[User], Sequence[str] | None] = _every_shelf
    is_knowledge: bool = True


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known. The last one of a kind counts, so that wiring may run twice."""
    _sources[source.kind] = source


def source_of(kind: str) -> Source:
    """Return the source of a kind; KeyError when nobody brought it."""
    return _sources[kind]


def all_sources() -> Sequence[Source]:
    return tuple(_sources.values())
