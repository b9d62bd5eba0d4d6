"""How much each word of a document weighs: BM25F, computed when the document is indexed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from knowledgebase.search.folding import words
from knowledgebase.search.sources import Section
from knowledgebase.search.terms import terms

# A word of the title says more of a document than one of its body.
TITLE = 6.0
HEADING = 2.0
BODY = 1.0
# How soon a repeated word stops counting, how much length is held against a text: articles are
# short, so both count less than in a library (`benchmarks/search_quality.py`).
_SATURATION = 4.0
_LENGTH_COUNTS = 0.25
# Of an ordinary article, in words.
_USUAL_LENGTH = 150


def impacts(title: str, sections: Sequence[Section], language: str) -> dict[int, float]:
    """Return what each term of a document adds to its score when it is sought."""
    counted: dict[int, float] = defaultdict(float)
    length = 0
    for text, weight in _fields(title, sections):
        for word in words(text):
            length += 1
            for term, surety in terms(word, language):
                counted[term] += weight * surety
    held_back = 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / _USUAL_LENGTH
    return {
        term: count * (_SATURATION + 1) / (count + _SATURATION * held_back)
        for term, count in counted.items()
    }


def _fields(title: str, sections: Sequence[Section]) -> Iterable[tuple[str, float]]:
    yield title, TITLE
    for section in sections:
        yield section.heading, HEADING
        yield section.text, BODY
