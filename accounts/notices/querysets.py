"""Named questions about notices and mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.notices.choices import MailState

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.notices.models import Notice, OutboxMail  # noqa: F401


class NoticeQuerySet(QuerySet["Notice"]):
    def visible_to(self, user: "User") -> Self:
        """A notice exists for its recipient only, whatever the role."""
        return self.filter(recipient=user)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class OutboxMailQuerySet(QuerySet["OutboxMail"]):
    def waiting(self) -> Self:
        return self.filter(state=MailState.WAITING)

    def dead(self) -> Self:
        return self.filter(state=MailState.DEAD)

    def due(self, at: datetime) -> Self:
        """Waiting mail whose time has come, whether or not somebody is sending it."""
        return self.waiting().filter(due_at__lte=at)

    def free(self, at: datetime) -> Self:
        """Mail that nobody is sending: never claimed, given back, or its lease ran out."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lte=at))

    def among(self, ids: Iterable[UUID | str]) -> Self:
        return self.filter(pk__in=list(ids))
