"""Every write of feedback (B13)."""

import uuid
from datetime import datetime

from accounts.feedback.models import Feedback
from accounts.models import User


def give(
    *, text: str, page: str, language: str, key: uuid.UUID, by: User | None, at: datetime
) -> Feedback:
    """Store feedback once for each form: the same `key` and text again returns the first row.

    A changed text under a used key (the form was sent, the reader went back and wrote more) is
    feedback of its own, so nothing that was typed is lost. `by` is None for a visitor.
    """
    facts = {"text": text, "page": page, "language": language, "from_user": by, "at": at}
    feedback, is_new = Feedback.objects.get_or_create(key=key, defaults=facts)
    if not is_new and (feedback.text, feedback.from_user_id) != (text, by.pk if by else None):
        feedback = Feedback.objects.create(key=uuid.uuid4(), **facts)
    return feedback


def mark_seen(feedback: Feedback, *, by: User, at: datetime) -> bool:
    """Note who read feedback first, and when. Return False when somebody had already read it."""
    return bool(Feedback.objects.unseen().filter(pk=feedback.pk).update(seen_at=at, seen_by=by))
