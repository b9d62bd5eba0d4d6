"""What pages ask about feedback."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.feedback.choices import Show
from accounts.feedback.models import Feedback
from accounts.models import User

PAGE_SIZE = 25


@dataclass(frozen=True)
class FeedbackPage:
    """One page of the staff's list; `next_before` leads to the one after it."""

    rows: Sequence[Feedback]
    next_before: int | None


def feedback_page(user: User, *, show: Show, before: int | None) -> FeedbackPage:
    """Return up to 25 rows that `user` may see, newest first, in one query."""
    rows = list(
        Feedback.objects.visible_to(user)
        .showing(show)
        .newest_first(before=before)
        .select_related("from_user", "seen_by")[: PAGE_SIZE + 1]
    )
    shown = rows[:PAGE_SIZE]
    return FeedbackPage(shown, shown[-1].pk if len(rows) > PAGE_SIZE else None)


def was_given(*, key: uuid.UUID, text: str) -> bool:
    """True when exactly this form has been stored already, as by the first of two clicks."""
    return Feedback.objects.filter(key=key, text=text).exists()
