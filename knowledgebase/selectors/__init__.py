"""What pages of the knowledge base ask."""

from knowledgebase.selectors.picking import pick

__all__ = ["pick"]
