"""What an administrator edits of the words: which mean the same, which say nothing (B9)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.held import Held
from knowledgebase.search.folding import words
from knowledgebase.search.models import StopWord, Synonyms
from knowledgebase.search.terms import basic

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Basic forms without dots. `same[language]` leads from an expression to its synonyms."""

    empty: Mapping[str, frozenset[str]]
    same: Mapping[str, Mapping[Phrase, Sequence[Phrase]]]


def vocabulary() -> Vocabulary:
    return _held.rows()


def look_again() -> None:
    """Forget what this process holds; the next question reads it anew."""
    _held.look_again()


def _read() -> Vocabulary:
    empty: dict[str, set[str]] = defaultdict(set)
    for language, word in StopWord.objects.values_list("language", "word"):
        empty[language] |= {word.lower(), basic(word.lower(), language)}
    same: dict[str, dict[Phrase, list[Phrase]]] = defaultdict(dict)
    for language, listed in Synonyms.objects.values_list("language", "words"):
        phrases = [_phrase(each, language) for each in listed.split(",")]
        for phrase in filter(None, phrases):
            others = [other for other in phrases if other and other != phrase]
            same[language].setdefault(phrase, []).extend(others)
    return Vocabulary({key: frozenset(each) for key, each in empty.items()}, same)


def _phrase(text: str, language: str) -> Phrase:
    return tuple(basic(word, language) for word in words(text))


_held: Held[Vocabulary] = Held(_read)
