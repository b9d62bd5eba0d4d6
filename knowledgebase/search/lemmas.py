"""Basic forms of Finnish, Swedish and English words, and the parts of compounds (B9).

`simplemma` knows hundreds of thousands of inflected forms. Its word lists are kept as tries on
disk, shared by all processes: `./run manage build_words` makes them, which takes a quarter of a
minute and much memory once. Where Voikko is installed it splits Finnish compounds better.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import marisa_trie
import snowballstemmer
import structlog
from django.conf import settings
from simplemma.strategies.dictionaries import TrieDictionaryFactory

log = structlog.get_logger(__name__)

LANGUAGES = ("fi", "sv", "en")
_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}
# Shorter beginnings and ends of words are endings rather than words.
_SHORTEST_PART = 4
_SHORTEST_START = 2
_SHORTEST_COMPOUND = 6
# Of the many short words few begin compounds; the others would find parts where none are.
_SHORT_ENDS = {
    "fi": {"työ", "osa", "yö"},
    "sv": {"lön", "dag", "tid", "bok", "kod"},
    "en": set[str](),
}
_SHORT_BEGINNINGS = {
    "fi": {"yö", "työ", "sää", "maa", "osa", "tie", "kuu", "alv", "pdf", "xml", "it", "pc"},
    "sv": {"lön", "tid", "dag", "bok", "år", "it", "pdf", "xml"},
    "en": set[str](),
}
_CACHED = 20_000


def build() -> None:
    """Make the tries that are missing."""
    for language in LANGUAGES:
        if not is_built(language):
            _build(language)


def is_built(language: str) -> bool:
    return _file(language).exists()


@lru_cache(maxsize=_CACHED)
def lemma(word: str, language: str) -> str:
    """The basic form of a word in lower case, or the word without its ending.

    An unknown compound is inflected as its last part is: ”kuittausraportilla” is
    ”kuittausraportti”, though no list has it.
    """
    known = _dictionary(language)
    basic = known(word)
    if basic:
        return basic.lower()
    for start in range(_SHORTEST_START, len(word) - _SHORTEST_PART + 1):
        end = known(word[start:])
        if end and end[:1] == word[start]:
            return word[:start] + end.lower()
    return stem(word, language)


@lru_cache(maxsize=_CACHED)
def stem(word: str, language: str) -> str:
    """The word without its ending, by rule: for what no list knows."""
    return _stemmer(language)(word)


@lru_cache(maxsize=_CACHED)
def parts(basic: str, language: str) -> tuple[str, ...]:
    """The basic forms of a compound's parts, or nothing for a word that is no compound.

    A part that is a compound itself stands there before its own parts.
    """
    if len(basic) < _SHORTEST_COMPOUND or language == "en":
        return ()
    if language == "fi" and (split := _voikko()):
        return split(basic)
    return _split(basic, language)


def _split(basic: str, language: str) -> tuple[str, ...]:
    """Take the longest known last part whose beginning is a word, too."""
    for start in range(_SHORTEST_START, len(basic) - 1):
        if not (end := _end(basic[start:], language)):
            continue
        if first := _beginning(basic[:start], language):
            return (first, *parts(first, language), end)
    return ()


def _end(word: str, language: str) -> str:
    """The basic form of a compound's last part, which has the compound's own ending."""
    if len(word) < _SHORTEST_PART:
        return word if word in _SHORT_ENDS[language] else ""
    basic = _dictionary(language)(word) or ""
    # Of four letters, many are endings that happen to be a form of some word.
    return "" if len(word) == _SHORTEST_PART and basic != word else basic.lower()


def _beginning(word: str, language: str) -> str:
    """The basic form of a compound's first part, which stands in a form that joins words."""
    known = _dictionary(language)
    if len(word) < _SHORTEST_PART:
        return word if word in _SHORT_BEGINNINGS[language] else ""
    if basic := known(word):
        return basic.lower()
    if language == "fi" and word.endswith("s"):
        # hyväksymis-kierto: hyväksyminen; kirjaus-tili is known as it stands.
        action = f"{word[:-1]}nen"
        return (known(action) or "").lower()
    if language == "sv" and word.endswith("s"):
        return (known(word[:-1]) or "").lower()
    return word if parts(word, language) else ""


@cache
def _dictionary(language: str) -> Callable[[str], str | None]:
    """Look-up of a basic form. The file is mapped: all processes share one copy in memory."""
    if not is_built(language):
        _build(language)
    trie = marisa_trie.BytesTrie()
    trie.mmap(str(_file(language)))

    def known(word: str) -> str | None:
        found = trie.get(word)
        return found[0].decode() if found else None

    return known


def _build(language: str) -> None:
    """Make a list beside its place and put it there whole: another process may be reading."""
    place = _file(language)
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent) as folder:
        factory = TrieDictionaryFactory(cache_max_size=1, disk_cache_dir=folder)
        factory.get_dictionary(language)
        (Path(folder) / place.name).replace(place)


def _file(language: str) -> Path:
    return Path(settings.WORDS_DIR) / f"{language}.dic"


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    return snowballstemmer.stemmer(_STEMMERS[language]).stemWord


@cache
def _voikko() -> Callable[[str], tuple[str, ...]] | None:
    """Voikko's splitting, where its library and its Finnish dictionary are installed."""
    try:
        from libvoikko import Voikko, VoikkoException  # noqa: PLC0415 — optional
    except ImportError:
        return None
    try:
        voikko = Voikko("fi")
    except (OSError, VoikkoException):
        return None
    log.info("voikko_splits_compounds")

    def split(basic: str) -> tuple[str, ...]:
        for reading in voikko.analyze(basic):
            found = [
                part[part.index("(") + 1 : part.index(")")].lstrip("+")
                for part in reading.get("WORDBASES", "").split("+")
                if "(" in part
            ]
            if len(found) > 1:
                return tuple(found)
        return ()

    return split
