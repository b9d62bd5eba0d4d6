"""The one way to search: what somebody may see of what comes near (B9)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.safestring import SafeString

from accounts.models import User
from knowledgebase.search import sources
from knowledgebase.search.choices import Kind
from knowledgebase.search.models import Document
from knowledgebase.search.selectors.excerpts import Marker, Sections
from knowledgebase.search.selectors.knowledge import nearest
from knowledgebase.search.selectors.papers import newest
from knowledgebase.search.selectors.question import Question, ask
from knowledgebase.search.terms import terms

SHORTEST = 3
MOST = 50
# A hit that comes less than so near, beside the best one, is noise.
_NOISE = 0.12
# So many of each kind come first when all are shown.
_ANSWERS_FIRST = 8
_CASES_FIRST = 3
_MOST_FORMS = 6
_SAME_WORD = 0.8
# Kind, key and language.
Place = tuple[str, str, str]
_MARKED = re.compile(r"<mark>([^<]+)</mark>")


@dataclass(frozen=True)
class Hit:
    """One line of the results."""

    kind: str
    key: str
    language: str
    url: str
    icon: str
    what: str
    title: SafeString
    text: SafeString
    note: str
    # The section that answers, when it is not the beginning.
    section_url: str
    section: str


@dataclass(frozen=True)
class Results:
    """Hits of one page, how many there are of each kind (at most `MOST`), the forms found."""

    question: Question
    hits: Sequence[Hit]
    counts: dict[str, int]
    forms: Sequence[str]


def search(
    text: str,
    user: User,
    language: str,
    *,
    at: datetime,
    kinds: Sequence[str] = (),
    module: int | None = None,
    within: int | None = None,
    limit: int = MOST,
    is_being_typed: bool = False,
) -> Results:
    """Find what comes nearest to some words, of all kinds or of those named, the best first.

    `language` is the reader's; `module` brings its documents forward, `within` keeps to one.
    """
    question = ask(text, language, for_staff=user.is_desk, is_being_typed=is_being_typed)
    if question.is_empty:
        return Results(question, [], {}, [])
    found: list[Document] = []
    if not kinds or any(kind != Kind.CASE for kind in kinds):
        near = nearest(question, user, at=at, module=module, within=within)
        floor = near[0].score * _NOISE if near else 0.0
        found += [each.document for each in near if each.score >= floor][:MOST]
    if not kinds or Kind.CASE in kinds:
        papers = newest(question, user, at=at, module=module, within=within)
        found += [paper.document for paper in papers][:MOST]
    shown = _shown(found, user, at=at)
    counts = Counter(kind for kind, *_ in shown)
    found = [document for document in found if _place(document) in shown]
    if kinds:
        found = [document for document in found if document.kind in kinds]
    hits = _hits(_mixed(found)[:limit], shown, question)
    return Results(question, hits, dict(counts), _forms(hits, question))


def _mixed(found: Sequence[Document]) -> list[Document]:
    """The best answers first, then the best cases, then the rest of both."""
    answers = [document for document in found if document.kind != Kind.CASE]
    cases = [document for document in found if document.kind == Kind.CASE]
    return [
        *answers[:_ANSWERS_FIRST],
        *cases[:_CASES_FIRST],
        *answers[_ANSWERS_FIRST:],
        *cases[_CASES_FIRST:],
    ]


def _place(document: Document) -> Place:
    return document.kind, document.key, document.language


def _shown(
    documents: Sequence[Document], user: User, *, at: datetime
) -> dict[Place, sources.Shown]:
    """What the person may see of them: each source is asked again (B1.4)."""
    shown: dict[Place, sources.Shown] = {}
    by_kind = sorted(documents, key=lambda document: document.kind)
    for kind, group in groupby(by_kind, key=lambda document: document.kind):
        pairs = [(document.key, document.language) for document in group]
        for (key, language), each in sources.source_of(kind).show(pairs, user, at).items():
            shown[kind, key, language] = each
    return shown


def _hits(
    documents: Sequence[Document], shown: dict[Place, sources.Shown], question: Question
) -> list[Hit]:
    sections = _sections_of(documents)
    markers: dict[str, Marker] = {}
    hits = []
    for document in documents:
        marker = markers.setdefault(document.language, Marker(question, document.language))
        hits.append(_hit(document, sections.get(document.pk), shown[_place(document)], marker))
    return hits


def _sections_of(documents: Sequence[Document]) -> dict[int, Sections]:
    """The texts of those that are shown; the others were ranked without theirs."""
    wanted = [document.pk for document in documents if document.kind != Kind.CASE]
    return dict(Document.objects.filter(pk__in=wanted).values_list("pk", "sections"))


def _hit(
    document: Document, sections: Sections | None, shown: sources.Shown, marker: Marker
) -> Hit:
    excerpt = marker.excerpt(sections) if sections else None
    into = bool(excerpt and excerpt.anchor)
    return Hit(
        kind=document.kind,
        key=document.key,
        language=document.language,
        url=shown.url,
        icon=shown.icon,
        what=shown.what,
        title=marker.title(shown.title or document.title),
        text=excerpt.text if excerpt else SafeString(""),
        note=shown.note,
        section_url=f"{shown.url}#{excerpt.anchor}" if excerpt and into else "",
        section=excerpt.heading if excerpt and into else "",
    )


def _forms(hits: Sequence[Hit], question: Question) -> list[str]:
    """Other forms of the words typed, and words that mean the same: they stand in hits.

    Parts of compounds and words of the same root were marked, too; they are other words.
    """
    typed = {want.word for want in question.wants}
    same = {
        term
        for want in question.wants
        if want.is_word and not want.is_empty
        for term, weight in want.terms.items()
        if weight >= _SAME_WORD
    }
    marked = {word.lower() for hit in hits for word in _MARKED.findall(f"{hit.title} {hit.text}")}
    others = (word for word in marked - typed if terms(word, question.language)[0][0] in same)
    return sorted(others)[:_MOST_FORMS]
