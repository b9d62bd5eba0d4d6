"""Documents of knowledge, the nearest first: BM25 over what is sought (B9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import QuerySet

from accounts.held import Held
from accounts.models import User
from knowledgebase.search.choices import Reach
from knowledgebase.search.models import Document
from knowledgebase.search.selectors.question import Question, Want

# Enough for a page of hits after those a person may not see and other languages are left out.
_MOST_RANKED = 200
# How much a hit is held back that meets only some of the words.
_COVERAGE = 0.3
_OTHER_LANGUAGE = 0.6
# Whole sentences hold rare words that say little; a power below one lets them count less.
_RARITY_COUNTS = 0.8
_SAME_MODULE = 1.15
_MOST_NAMED = 1000


@dataclass(frozen=True)
class Near:
    """A document with how near it comes, and which share of the question's words it meets."""

    document: Document
    score: float
    covered: float


def nearest(
    question: Question,
    user: User,
    *,
    at: datetime,
    module: int | None = None,
    within: int | None = None,
) -> list[Near]:
    """The documents that come nearest to a question, of those that a person may find.

    `module` brings its documents forward, `within` leaves out those of other modules.
    """
    visible = Document.objects.visible_to(user, at=at)
    named = None if user.is_desk else _named_for(visible)
    if within is not None:
        visible = visible.filter(module=within)
    return nearest_of(visible, question, module=module, named=named)


def _named_for(visible: QuerySet[Document]) -> list[int]:
    """Documents written for the person's own company among others: there are few."""
    found = visible.filter(terms__isnull=True, reach=Reach.NAMED)
    return list(found.values_list("pk", flat=True)[:_MOST_NAMED])


def nearest_of(
    documents: QuerySet[Document],
    question: Question,
    *,
    module: int | None = None,
    named: Sequence[int] | None = None,
) -> list[Near]:
    """The nearest of some documents, once each, in the language that suits the reader best.

    What is rare and what comes near is judged by public documents and those `named`; None judges
    by all there are, for staff.
    """
    scores = _scores(question, named)
    best: dict[tuple[str, str], Near] = {}
    alike = TrigramWordSimilarity(question.text, "title")
    rows: Any = documents.filter(pk__in=scores).annotate(alike=alike)
    for document in rows.defer("terms", "named", "sections"):
        score, covered = scores[document.pk]
        # Words and letters fail on different questions: a title spelt alike speaks for both.
        score *= (1 + document.alike) * _suits(document, question.language, module)
        near = Near(document, score, covered)
        place = document.kind, document.key
        if place not in best or best[place].score < near.score:
            best[place] = near
    return sorted(best.values(), key=lambda near: (-near.score, near.document.pk))


def _suits(document: Document, language: str, module: int | None) -> float:
    own = 1.0 if document.language == language else _OTHER_LANGUAGE
    return own * (_SAME_MODULE if module and document.module_id == module else 1.0)


def _scores(question: Question, named: Sequence[int] | None) -> dict[int, tuple[float, float]]:
    """The best documents by their ids, whoever may see them: score, share of words met."""
    wants, found_terms = question.wants, set()
    for want in wants:
        found_terms |= set(want.terms)
    may_judge_by: list[Any] = [named is None, list(named or ())]
    rarity = _rarity(sorted(found_terms), may_judge_by)
    rows = [
        (place, term, want.weight * weight * rarity[term])
        for place, want in enumerate(wants)
        for term, weight in want.terms.items()
        if term in rarity
    ]
    if not rows:
        return {}
    scores: dict[int, tuple[float, float]] = {}
    with connection.cursor() as cursor:
        sought: list[Any] = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(_RANKED, [*sought, *may_judge_by, _MOST_RANKED * 2])
        ranked = cursor.fetchall()
    worth = _worth(wants, rarity)
    total = sum(worth) or 1.0
    for document, near, met in ranked:
        if not _says_enough([wants[place] for place in met]):
            continue
        covered = sum(worth[place] for place in set(met)) / total
        scores[document] = near * (1 - _COVERAGE + _COVERAGE * covered), covered
    best = sorted(scores, key=lambda each: -scores[each][0])[:_MOST_RANKED]
    return {document: scores[document] for document in best}


# For each want the best of its terms, then the sum of the wants.
_RANKED = """
WITH best AS (
    SELECT posting.document_id, sought.want, max(posting.impact * sought.weight) AS near
    FROM unnest(%s::int[], %s::bigint[], %s::float8[]) AS sought (want, term, weight)
    JOIN search_posting AS posting USING (term)
    WHERE posting.is_public OR %s OR posting.document_id = ANY(%s::bigint[])
    GROUP BY posting.document_id, sought.want
)
SELECT document_id, sum(near) AS near, array_agg(want) AS wants
FROM best GROUP BY document_id ORDER BY near DESC LIMIT %s
"""


def _rarity(terms: Sequence[int], may_judge_by: Sequence[Any]) -> dict[int, float]:
    """How much it tells that a document has a term: much for a rare one. Absent ones are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, count(*) FROM search_posting WHERE term = ANY(%s)"
            " AND (is_public OR %s OR document_id = ANY(%s::bigint[])) GROUP BY term",
            [list(terms), *may_judge_by],
        )
        counts = dict(cursor.fetchall())
    everything = max(_size.rows(), *counts.values(), 1) if counts else 1
    return {
        term: log(1 + (everything - count + 0.5) / (count + 0.5)) ** _RARITY_COUNTS
        for term, count in counts.items()
    }


def _says_enough(met: Sequence[Want]) -> bool:
    """Whether more than chance was met: a word that tells something, or two parts of a compound."""
    telling = [want for want in met if not want.is_empty]
    parts = [want.word for want in telling]
    return any(want.is_word for want in telling) or len(parts) > len(set(parts))


def _worth(wants: Sequence[Want], rarity: dict[int, float]) -> list[float]:
    """What meeting each want is worth when a hit's coverage is judged: words count, parts do not.

    A word that no document has is not held against those that have the others.
    """
    return [
        max((rarity[term] for term in want.terms if term in rarity), default=0.0)
        if want.is_word
        else 0.0
        for want in wants
    ]


def _count() -> int:
    return Document.objects.filter(terms__isnull=True).count()


_size: Held[int] = Held(_count)
