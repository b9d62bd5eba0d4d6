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

    def outdated(self, calendar: "Calendar", at: datetime) -> Self:
        """Running clocks that an earlier edition of a calendar counted, in the order of its index.

        What they have passed by `at` is announced first: the sweep has it in a moment.
        """
        older = self.running().filter(calendar=calendar, calendar_version__lt=calendar.version)
        coming = older.filter(next_event_at__gte=at.replace(microsecond=0))
        return coming.order_by("calendar_version", "pk")
