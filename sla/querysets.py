"""Named questions about calendars and clocks."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from sla.choices import ClockState

if TYPE_CHECKING:
    from sla.models import Calendar, Clock  # noqa: F401


class CalendarQuerySet(QuerySet["Calendar"]):
    def editions(self) -> Self:
        """What tells whether a calendar built earlier is still right: one small row each."""
        return self.only("pk", "key", "version", "changed_at")


class ClockQuerySet(QuerySet["Clock"]):
    def running(self) -> Self:
        return self.filter(state=ClockState.RUNNING)

    def due(self, at: datetime) -> Self:
        """Running clocks whose next event has passed at `at`.

        A promise kept in its very last second is met, so nothing is due in that second.
        """
        return self.running().filter(next_event_at__lt=at.replace(microsecond=0))

    def due_clocks(self, at: datetime, *, limit: int) -> Self:
        """Lock the clocks longest due, skipping those another sweep or action holds.

        Use inside a transaction, and loop until it gives nothing.
        """
        return (
            self.due(at)
            .order_by("next_event_at")
            .select_for_update(skip_locked=True, of=("self",))[:limit]
        )
