"""How addresses narrow lists of articles."""

from knowledgebase.filters.desk import DeskFilter

__all__ = ["DeskFilter"]
