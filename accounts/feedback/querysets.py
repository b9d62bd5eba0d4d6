"""Named questions about feedback. `visible_to` comes before every other filter."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.feedback.choices import Show

if TYPE_CHECKING:
    from accounts.feedback.models import Feedback  # noqa: F401
    from accounts.models import User


class FeedbackQuerySet(QuerySet["Feedback"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Staff see all feedback, a person the own, a visitor none."""
        if not user.is_authenticated:
            return self.none()
        if user.is_desk:
            return self
        return self.filter(from_user=user)

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)

    def seen(self) -> Self:
        return self.filter(seen_at__isnull=False)

    def showing(self, show: Show) -> Self:
        """The rows that one of the list's three filters asks for."""
        return {Show.UNSEEN: self.unseen, Show.SEEN: self.seen, Show.ALL: self.all}[show]()

    def newest_first(self, *, before: int | None = None) -> Self:
        """Rows in the order of the list, after the row `before` when it is given (keyset).

        Feedback is only ever added, so its primary key runs with its time.
        """
        rows = self.order_by("-pk")
        return rows if before is None else rows.filter(pk__lt=before)
