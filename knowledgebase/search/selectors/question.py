"""What somebody typed, as what is sought: a list of wants, each with the terms that meet it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import connection

from accounts.choices import Language
from knowledgebase.search.folding import fold, is_number, words
from knowledgebase.search.selectors.vocabulary import Phrase, vocabulary
from knowledgebase.search.terms import PART, ROOT, basic, number, terms

LONGEST = 300
MOST_WORDS = 24
# How much a word that is not quite the typed one is worth.
_SYNONYM = 0.8
_DOTLESS = 0.9
_BEGUN = 0.6
_ALIKE = 0.8
_OTHER_LANGUAGE = 0.5
_OF_A_PHRASE = 0.6
_EMPTY = 0.5
_SHORTEST_BEGINNING = 3
_SHORTEST_ALIKE = 4
_MOST_FORMS = 12
_MOST_ALIKE = 12
# A slip of the hand leaves a word about as long as it was.
_MOST_LETTERS_MORE = 2
# The share of letters in the same order that makes one word a typing error of another.
_SIMILAR = 0.7


@dataclass
class Want:
    """One thing that is sought: a word typed, or a part of it. The best of its terms counts."""

    word: str
    weight: float
    # A word itself, not merely a part of one: what is counted when a hit covers the question.
    is_word: bool
    # It may be the beginning of another word.
    is_begun: bool = False
    # It says little of what is sought (a stop word): it orders what other words have found.
    is_empty: bool = False
    terms: dict[int, float] = field(default_factory=dict)

    def add(self, term: int, weight: float) -> None:
        self.terms[term] = max(weight, self.terms.get(term, 0.0))


@dataclass(frozen=True)
class Question:
    """What is sought, in the reader's language and, less surely, in the others."""

    text: str
    language: str
    wants: Sequence[Want]

    @property
    def is_empty(self) -> bool:
        return not self.wants


def ask(
    text: str, language: str, *, for_staff: bool = False, is_being_typed: bool = False
) -> Question:
    """Understand what was typed; the last word may be a beginning while it is being typed.

    Words that no public document has help staff alone: they would tell others that they exist.
    """
    text = " ".join(text.replace("\0", " ").split())[:LONGEST]
    typed = words(text)[:MOST_WORDS]
    kept = [word for word in dict.fromkeys(typed) if len(word) > 1] or typed
    wants = [want for word in kept for want in _wants(word, language)]
    _weaken(wants, language)
    _add_synonyms(wants, kept, language)
    last = typed[-1] if is_being_typed and typed and typed[-1] in kept else ""
    for want in wants:
        want.is_begun = bool(last) and want.word == last
    _add_seen_forms(wants, kept, _Forms(language, for_staff), last=last)
    return Question(text, language, wants)


def _weaken(wants: Sequence[Want], language: str) -> None:
    """Let stop words count less, unless there is nothing else."""
    empty = vocabulary().empty.get(language, frozenset())
    weak = [want for want in wants if want.word in empty or basic(want.word, language) in empty]
    if len(weak) == len(wants):
        return
    for want in weak:
        want.is_empty = True
        want.weight *= _EMPTY


def _wants(word: str, language: str) -> Iterator[Want]:
    """A typed word: itself or its family in one want, the parts of a compound in others."""
    whole = Want(word, 1.0, is_word=True)
    parts = []
    for term, surety in terms(word, language):
        if surety == PART:
            parts.append(term)
        else:
            whole.add(term, surety if surety != ROOT else ROOT)
    for other in Language.values:
        if other != language:
            whole.add(number(basic(word, other), other), _OTHER_LANGUAGE)
    yield whole
    for term in parts:
        part = Want(word, PART, is_word=False)
        part.add(term, 1.0)
        yield part


def _add_synonyms(wants: list[Want], kept: Sequence[str], language: str) -> None:
    """Let expressions that mean the same meet a want, too."""
    same = vocabulary().same.get(language, {})
    bases = [basic(word, language) for word in kept]
    first_of = {want.word: want for want in wants if want.is_word}
    for start in range(len(kept)):
        for length in (1, 2, 3):
            phrase: Phrase = tuple(bases[start : start + length])
            for other in same.get(phrase, ()) if len(phrase) == length else ():
                want = first_of[kept[start]]
                if len(other) == 1:
                    want.add(number(other[0], language), _SYNONYM)
                    continue
                for word in other:
                    part = Want(want.word, _SYNONYM * _OF_A_PHRASE, is_word=False)
                    part.add(number(word, language), 1.0)
                    wants.append(part)


@dataclass(frozen=True)
class _Forms:
    """The words of documents in one language, those that the asking person may know of."""

    language: str
    for_staff: bool

    def seen(self, asked: Sequence[str], *, begun: str) -> list[tuple[str, str, int]]:
        """Forms that are exactly these without dots, and some that begin with the last word."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT form, form, term FROM search_wordform "
                "WHERE form = ANY(%s) AND language = %s AND (is_public OR %s)",
                [[fold(word) for word in asked], self.language, self.for_staff],
            )
            found = cursor.fetchall()
            if len(begun) >= _SHORTEST_BEGINNING:
                # As LIKE 'begun%', in a way that the index serves whatever the beginning is.
                cursor.execute(
                    "SELECT form, term FROM search_wordform "
                    "WHERE form ~>=~ %s AND form ~<~ %s AND language = %s AND (is_public OR %s) "
                    "ORDER BY length(form) LIMIT %s",
                    [begun, begun + "\uffff", self.language, self.for_staff, _MOST_FORMS],
                )
                found += [(begun, form, term) for form, term in cursor.fetchall()]
        return found

    def alike(self, strange: Sequence[str]) -> list[tuple[str, int, float]]:
        """The forms most like words that no document has: typing errors.

        The database finds what has triples of letters in common; of these, letters in the same
        order decide, for a swapped pair changes many triples.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT asked.form, near.form, near.term "
                "FROM unnest(%s::text[]) AS asked (form), LATERAL ("
                " SELECT seen.form, seen.term FROM search_wordform AS seen"
                " WHERE seen.form %% asked.form AND seen.language = %s AND (seen.is_public OR %s)"
                " ORDER BY similarity(seen.form, asked.form) DESC LIMIT %s) AS near",
                [list(strange), self.language, self.for_staff, _MOST_ALIKE],
            )
            found = cursor.fetchall()
        alike = [
            (form, term, SequenceMatcher(None, form, near, autojunk=False).ratio())
            for form, near, term in found
            if abs(len(form) - len(near)) <= _MOST_LETTERS_MORE
        ]
        return [each for each in alike if each[2] >= _SIMILAR]


def _add_seen_forms(
    wants: Sequence[Want], kept: Sequence[str], forms: _Forms, *, last: str
) -> None:
    """Add words of the documents: the same without dots, begun with, or nearly the same."""
    asked = [word for word in kept if len(word) >= _SHORTEST_BEGINNING and not is_number(word)]
    if not asked:
        return
    want_of = {fold(want.word): want for want in wants if want.is_word}
    seen = set()
    for form, found, term in forms.seen(asked, begun=fold(last)):
        want = want_of[form]
        seen.add(form)
        whole = found == form
        want.add(term, _DOTLESS if whole else _BEGUN * len(form) / len(found))
    strange = [form for form in want_of if form not in seen and len(form) >= _SHORTEST_ALIKE]
    strange = [form for form in strange if not is_number(form)]
    for form, term, similarity in forms.alike(strange) if strange else ():
        want_of[form].add(term, _ALIKE * similarity)
