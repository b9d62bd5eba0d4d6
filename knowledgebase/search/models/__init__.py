"""What is searched, and the words it is searched by (B9)."""

from knowledgebase.search.models.documents import (
    UNANSWERED_BELOW,
    Change,
    Document,
    Posting,
    WordForm,
)
from knowledgebase.search.models.words import MissedSearch, StopWord, Synonyms

__all__ = [
    "UNANSWERED_BELOW",
    "Change",
    "Document",
    "MissedSearch",
    "Posting",
    "StopWord",
    "Synonyms",
    "WordForm",
]
