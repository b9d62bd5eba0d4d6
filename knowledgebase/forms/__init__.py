"""Forms of the knowledge base."""

from knowledgebase.forms.article import ArticleForm

__all__ = ["ArticleForm"]
