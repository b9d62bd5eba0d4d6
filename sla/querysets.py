"""Named questions about calendars and clocks."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import F, QuerySet

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

    def outdated(self, at: datetime) -> Self:
        """Running clocks counted by an edition of their calendar that is not in use any more.

        What they have passed by `at` is announced first: the sweep has it in a moment.
        """
        newer = self.running().filter(calendar_version__lt=F("calendar__version"))
        return newer.filter(next_event_at__gte=at.replace(microsecond=0))
