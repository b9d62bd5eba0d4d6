"""Everything that search writes."""

from knowledgebase.search.services.changes import mark_changed, take_changes
from knowledgebase.search.services.missing import note_missed, settle_missed

__all__ = ["mark_changed", "note_missed", "settle_missed", "take_changes"]
