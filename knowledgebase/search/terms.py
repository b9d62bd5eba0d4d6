"""Which terms a word is found by, and how surely. Documents and questions meet in these."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from knowledgebase.search import lemmas
from knowledgebase.search.folding import fold, is_number, pieces

# How much it is worth when two words agree in less than their basic form.
PART = 0.5
ROOT = 0.25
# So many letters begin the words of one family: hyväksyä, hyväksyntä, hyväksyminen.
_ROOT_LETTERS = 5
_CACHED = 20_000


def number(text: str, language: str) -> int:
    """The number of a term, as the database keeps it: 63 bits, the same everywhere."""
    digest = blake2b(f"{language}:{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def basic(word: str, language: str) -> str:
    """The basic form of a word without its dots."""
    return fold(word if is_number(word) else lemmas.lemma(word, language))


@lru_cache(maxsize=_CACHED)
def terms(word: str, language: str) -> tuple[tuple[int, float], ...]:
    """The numbers of a word's terms with their weights, the surest first.

    Its basic form, the parts of a compound, and the root that a family of words shares.
    """
    found: dict[str, float] = {}
    for text, weight in _texts(word, language):
        found[text] = max(weight, found.get(text, 0.0))
    ordered = sorted(found.items(), key=lambda entry: -entry[1])
    return tuple((number(text, language), weight) for text, weight in ordered)


def _texts(word: str, language: str) -> Iterator[tuple[str, float]]:
    inside = pieces(word)
    if len(inside) > 1:
        # e-lasku is found as elasku and as lasku; 24.2 only as itself.
        yield "".join(inside) if not is_number(word) else word, 1.0
        for piece in inside:
            for text, weight in _texts(piece, language):
                yield text, weight * PART
        return
    if is_number(word):
        yield word, 1.0
        return
    lemma = lemmas.lemma(word, language)
    yield fold(lemma), 1.0
    for part in lemmas.parts(lemma, language):
        yield fold(part), PART
    root = fold(lemma)[:_ROOT_LETTERS]
    if len(root) == _ROOT_LETTERS:
        yield f"{root}…", ROOT
