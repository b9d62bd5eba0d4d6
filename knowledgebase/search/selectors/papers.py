"""Cases that hold the words sought, the newest of them: there are many, and the last ones help."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Q, QuerySet, Value

from accounts.models import User
from knowledgebase.search import sources
from knowledgebase.search.folding import words
from knowledgebase.search.models import Document
from knowledgebase.search.selectors.question import Question, Want
from knowledgebase.search.terms import ROOT, terms

# So many of the newest are looked at.
_LOOKED_AT = 100
_ENOUGH = 20
_IN_TITLE = 1.0
_SAME_MODULE = 0.3
# Of the words sought, the share that a case must meet; less is chance.
_LEAST = 0.5


@dataclass(frozen=True)
class Paper:
    document: Document
    score: float


def newest(
    question: Question,
    user: User,
    *,
    at: datetime,
    module: int | None = None,
    within: int | None = None,
) -> list[Paper]:
    """Those with every word first; when they are few, those with some of them, too."""
    visible = _visible(user, at=at)
    if within is not None:
        visible = visible.filter(module=within)
    every, anything = Q(), set()
    telling = [want for want in question.wants if not want.is_empty]
    for want in telling:
        sure = _sure(want)
        anything |= sure
        if want.is_word:
            every &= Q(terms__overlap=_bigints(sure))
    if not anything:
        return []
    found = list(_latest(visible.filter(every)))
    if len(found) < _ENOUGH:
        some = visible.filter(terms__overlap=_bigints(anything))
        known = {document.pk for document in found}
        found += [document for document in _latest(some) if document.pk not in known]
    near = [document for document in found if _share_met(document, telling) >= _LEAST]
    scored = [Paper(document, _score(document, question, module)) for document in near]
    return sorted(scored, key=_nearest_and_newest)


def _sure(want: Want) -> set[int]:
    """Its terms without mere relatives; those help while a word is still being typed."""
    return {term for term, weight in want.terms.items() if weight > ROOT or want.is_begun}


def _share_met(document: Document, wants: Sequence[Want]) -> float:
    """Which share of the words sought a paper has, a part of a compound counting for half."""
    own = set(document.terms or ())
    words: dict[str, float] = {}
    for want in wants:
        is_met = not own.isdisjoint(_sure(want))
        met = (1.0 if want.is_word else 0.5) if is_met else 0.0
        words[want.word] = max(met, words.get(want.word, 0.0))
    return sum(words.values()) / len(words) if words else 0.0


def _nearest_and_newest(paper: Paper) -> tuple[float, float, int]:
    return -paper.score, -paper.document.changed_at.timestamp(), -paper.document.pk


def _visible(user: User, *, at: datetime) -> QuerySet[Document]:
    """Papers that a person may find; a role kept to some shelves finds only those."""
    visible = Document.objects.visible_to(user, at=at).filter(terms__isnull=False)
    if not user.is_desk:
        # Said once more in the way that leads straight to the company's own few.
        visible = visible.filter(customer__in=[company.pk for company in user.companies])
    for source in sources.all_sources():
        if source.is_knowledge:
            continue
        shelves = source.shelves(user)
        if shelves is not None:
            visible = visible.filter(~Q(kind=source.kind) | Q(shelf__in=list(shelves)))
    return visible


def _bigints(numbers: Iterable[int]) -> Value:
    """Numbers as one array; as a plain list they would be cut to 32 bits each."""
    return Value(sorted(numbers), output_field=ArrayField(BigIntegerField()))


def _latest(documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.order_by("-changed_at").defer("sections", "named")[:_LOOKED_AT]


def _score(document: Document, question: Question, module: int | None) -> float:
    """How much of the question a paper meets; what its title says counts twice."""
    own = set(document.terms or ())
    title = {term for word in words(document.title) for term, _ in terms(word, document.language)}
    score = _SAME_MODULE if module and document.module_id == module else 0.0
    for want in question.wants:
        met = max((weight for term, weight in want.terms.items() if term in own), default=0.0)
        named = max((weight for term, weight in want.terms.items() if term in title), default=0.0)
        score += want.weight * (met + _IN_TITLE * named)
    return score
