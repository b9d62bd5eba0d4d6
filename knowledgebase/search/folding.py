"""Letters as people type them in a hurry: without dots, in any case."""

import re
import unicodedata

# A word, with the marks that stand inside one: e-lasku, ALV:n, 24.2, SO-104217.
_WORD = re.compile(r"[^\W_]+(?:[-–'’:.][^\W_]+)*")
_WITHIN = re.compile(r"[-–'’:.]")
# An ending after a colon belongs to grammar: ALV:n, GO:ssa.
_ENDING = re.compile(r":[a-zåäö]{1,6}$")
# Half a page of nothing but letters is no word.
LONGEST = 60


def fold(text: str) -> str:
    """Lower case without dots and accents: ”Määräaika” is ”maaraaika”."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text in their order, in lower case with their dots."""
    found = []
    for match in _WORD.finditer(text):
        word = _ENDING.sub("", match[0].lower())
        if len(word) <= LONGEST:
            found.append(word)
    return found


def spans(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with where each begins and ends, for marking what was found."""
    return [
        (match.start(), match.end(), match[0].lower())
        for match in _WORD.finditer(text)
        if match.end() - match.start() <= LONGEST
    ]


def pieces(word: str) -> list[str]:
    """What a word with marks inside consists of: ”e-lasku” is ”e” and ”lasku”."""
    return [piece for piece in _WITHIN.split(word) if piece]


def is_number(word: str) -> bool:
    """Numbers, versions and references have no basic form."""
    return any(letter.isdigit() for letter in word)
