"""Every change of the knowledge base, by its verb."""

from knowledgebase.services.editing import Opened, Wording, edit, facts_of, release
from knowledgebase.services.files import FileRefused, add_file, remove_file
from knowledgebase.services.publishing import NothingToPublish, publish, take_down
from knowledgebase.services.reading import mark_read, mark_solved, settle_vote, vote
from knowledgebase.services.reviewing import confirm, tell_of_reviews
from knowledgebase.services.writing import (
    ChangedMeanwhile,
    Facts,
    KeyTaken,
    change_facts,
    composed_body,
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
    "Opened",
    "Wording",
    "add_file",
    "change_facts",
    "composed_body",
    "confirm",
    "confirm_translation",
    "create_article",
    "edit",
    "facts_of",
    "mark_read",
    "mark_solved",
    "publish",
    "release",
    "remove_file",
    "restore",
    "settle_vote",
    "take_down",
    "tell_of_reviews",
    "vote",
    "write_text",
]
