"""Everything that search writes."""

from knowledgebase.search.services.changes import forget_words, mark_changed, rebuild, take_changes
from knowledgebase.search.services.indexing import index
from knowledgebase.search.services.missing import (
    LONGEST,
    forget_old_misses,
    note_missed,
    settle_missed,
)

__all__ = [
    "LONGEST",
    "forget_old_misses",
    "forget_words",
    "index",
    "mark_changed",
    "note_missed",
    "rebuild",
    "settle_missed",
    "take_changes",
]
