"""What readers do with an article: read it, say whether it helped, need no case any more (B9)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from knowledgebase.choices import Verdict
from knowledgebase.models import ArticleText, Reading, SolvedHere, Vote


@transaction.atomic
def mark_read(text: ArticleText, *, by: User, at: datetime) -> None:
    """Note that a person has read an article in the version it has now."""
    seen = {"language": text.language, "number": text.number, "last_at": at}
    Reading.objects.update_or_create(
        user=by,
        article_id=text.article_id,
        defaults={**seen, "times": F("times") + 1},
        create_defaults={**seen, "first_at": at},
    )


@transaction.atomic
def vote(text: ArticleText, *, verdict: Verdict, by: User, at: datetime, comment: str = "") -> Vote:
    """Say whether an article helped; a reader's new word replaces their last one."""
    said, _ = Vote.objects.update_or_create(
        user=by,
        article_id=text.article_id,
        defaults={
            "language": text.language,
            "number": text.number,
            "verdict": verdict,
            "comment": comment,
            "at": at,
            "settled_at": None,
            "settled_by": None,
        },
    )
    return said


def settle_vote(said: Vote, *, by: User, at: datetime) -> None:
    """Take a reader's remark off the writers' list: it has been dealt with."""
    said.settled_at, said.settled_by = at, by
    said.save(update_fields=["settled_at", "settled_by"])


def mark_solved(text: ArticleText, *, by: User, at: datetime, draft: UUID | None = None) -> None:
    """Count a case that was not needed because this answered (B3.4); a draft counts once."""
    SolvedHere.objects.get_or_create(
        article_id=text.article_id, draft=draft, user=by, defaults={"at": at}
    )
