"""What is shown of a hit: the passage that answers, with the words found in the form they have."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from knowledgebase.search.folding import spans
from knowledgebase.search.selectors.question import Question
from knowledgebase.search.terms import ROOT, terms

# Anchor, heading and text of each part of a document.
Sections = Sequence[Sequence[str]]

_LENGTH = 190
# Of a text that repeats a word a thousand times, the first are enough to choose by.
_MOST_MARKS = 200
# A passage begins with the sentence of its first mark, when that is no farther.
_LEAD = 90


@dataclass(frozen=True)
class Excerpt:
    """The section that meets the question best, and its passage; `found` are the words marked."""

    anchor: str
    heading: str
    text: SafeString
    found: tuple[str, ...]


class Marker:
    """Marks the words of one question in any text of one language."""

    def __init__(self, question: Question, language: str) -> None:
        self._language = language
        self._sought: dict[int, int] = {}
        for place, want in enumerate(question.wants):
            for term, weight in want.terms.items():
                # A word that tells nothing, or is merely of the family, would only shout.
                if weight > ROOT and not want.is_empty:
                    self._sought.setdefault(term, place)

    def marks(self, text: str) -> list[tuple[int, int, int]]:
        """Where words begin and end that were sought, and which want each meets."""
        found = []
        for start, end, word in spans(text):
            for term, _surety in terms(word, self._language):
                want = self._sought.get(term)
                if want is not None:
                    found.append((start, end, want))
                    break
        return found

    def title(self, text: str) -> SafeString:
        """A whole text with its marks."""
        return _marked(text, [(start, end) for start, end, _ in self.marks(text)])

    def excerpt(self, sections: Sections) -> Excerpt:
        """The best passage of a document."""
        best, most = ("", "", ""), (-1, -1)
        marks: list[tuple[int, int, int]] = []
        for anchor, heading, text in sections:
            here = self.marks(text)
            wants = {want for *_, want in (*here, *self.marks(heading))}
            if (len(wants), min(len(here), 3)) > most:
                best, marks, most = (anchor, heading, text), here, (len(wants), min(len(here), 3))
        anchor, heading, text = best
        start = _window(text, marks)
        end = start + _LENGTH
        shown = [(a - start, b - start) for a, b, _ in marks if a >= start and b <= end]
        passage = text[start:end].rstrip()
        lead = "…" if start else ""
        tail = "…" if end < len(text) else ""
        found = tuple(dict.fromkeys(text[a:b].lower() for a, b, _ in marks))
        words_shown = _marked(passage, [(a, b) for a, b in shown if b <= len(passage)])
        # The passage is escaped where it is marked.
        return Excerpt(anchor, heading, mark_safe(lead + words_shown + tail), found)  # noqa: S308


def _window(text: str, marks: Sequence[tuple[int, int, int]]) -> int:
    """Where the passage begins that holds the most different wants; at a word's beginning."""
    best, most = 0, 0
    marks = marks[:_MOST_MARKS]
    for start, *_ in marks:
        wants = {want for a, b, want in marks if start <= a and b <= start + _LENGTH - 40}
        if len(wants) > most:
            best, most = start, len(wants)
    if best < _LEAD:
        return 0
    sentence = max(text.rfind(end, best - _LEAD, best) + len(end) for end in (". ", " · ", "? "))
    if sentence > best - _LEAD:
        return sentence
    return text.find(" ", best - 40, best) + 1 or best


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> SafeString:
    shown, last = [], 0
    for start, end in marks:
        shown += [conditional_escape(text[last:start]), "<mark>"]
        shown += [conditional_escape(text[start:end]), "</mark>"]
        last = end
    shown.append(conditional_escape(text[last:]))
    # Every piece of the text is escaped above; the marks alone are ours.
    return mark_safe("".join(shown))  # noqa: S308
