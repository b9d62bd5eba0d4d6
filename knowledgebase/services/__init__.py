"""Every change of the knowledge base, by its verb."""

from knowledgebase.services.files import FileRefused, add_file, remove_file
from knowledgebase.services.publishing import NothingToPublish, publish, take_down
from knowledgebase.services.reading import mark_read, mark_solved, settle_vote, vote
from knowledgebase.services.reviewing import confirm
from knowledgebase.services.writing import (
    ChangedMeanwhile,
    Facts,
    KeyTaken,
    change_facts,
    confirm_translation,
    create_article,
    restore,
    write_text,
)

__all__ = [
    "ChangedMeanwhile",
    "Facts",
    "FileRefused",
    "KeyTaken",
    "NothingToPublish",
    "add_file",
    "change_facts",
    "confirm",
    "confirm_translation",
    "create_article",
    "mark_read",
    "mark_solved",
    "publish",
    "remove_file",
    "restore",
    "settle_vote",
    "take_down",
    "vote",
    "write_text",
]
