"""Articles in three languages, and what readers made of them (B9)."""

from knowledgebase.models.articles import Article, ArticleFile, Topic
from knowledgebase.models.readers import Reading, SolvedHere, Vote
from knowledgebase.models.texts import ArticleText, ArticleVersion

__all__ = [
    "Article",
    "ArticleFile",
    "ArticleText",
    "ArticleVersion",
    "Reading",
    "SolvedHere",
    "Topic",
    "Vote",
]
