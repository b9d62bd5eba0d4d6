"""The versions of an article in one language, and how two of them differ (B9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledgebase.differences import Row, differences
from knowledgebase.models import ArticleText, ArticleVersion

# More are on further pages of nobody's asking: a text is seldom saved a hundred times.
MOST = 200


@dataclass(frozen=True)
class Comparison:
    old: ArticleVersion
    new: ArticleVersion
    title: list[Row]
    body: list[Row]


def versions_of(text: ArticleText) -> Sequence[ArticleVersion]:
    """The newest first."""
    return list(text.versions.select_related("by").defer("body")[:MOST])


def note_words(version: ArticleVersion) -> str:
    """What its writer said; a restored one names the version it repeats."""
    if version.note.isdecimal():
        return _("Version %(number)s was restored") % {"number": version.note}
    return version.note


def compare(text: ArticleText, old: str, new: str) -> Comparison | None:
    """Two versions side by side: those asked for, else the last change; None for a first text."""
    numbers = [int(asked) for asked in (old, new) if asked.isdecimal() and len(asked) < 10]
    if len(numbers) < 2:
        numbers = [text.number - 1, text.number]
    found = {each.number: each for each in text.versions.filter(number__in=numbers)}
    if len(found) < 2:
        return None
    first, last = (found[number] for number in sorted(found))
    return Comparison(
        old=first,
        new=last,
        title=differences(first.title, last.title) if first.title != last.title else [],
        body=differences(first.body, last.body) if first.body != last.body else [],
    )
