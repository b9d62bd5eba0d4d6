from datetime import datetime

from sla import hours
from sla.models import Clock, ServiceLevel
from sla.selectors import due_of
from sla.services.locking import whole_second


def start(kind: str, *, level: ServiceLevel, label: str, at: datetime) -> Clock:
    """Start a clock of one kind (B5)."""
    return start_together(kind, level=level, label=label, at=at)[0]


def start_together(*kinds: str, level: ServiceLevel, label: str, at: datetime) -> list[Clock]:
    """Start a clock of each kind named, in that order. One INSERT for all of them."""
    calendar = hours.calendar_in_use()
    started_at = whole_second(at)
    clocks = []
    for kind in kinds:
        due_at = due_of(kind, level, started_at, calendar=calendar)
        clocks.append(
            Clock(
                kind=kind,
                label=label,
                level=level,
                first_level=level,
                calendar_id=calendar.id,
                calendar_version=calendar.version,
                started_at=started_at,
                due_at=due_at,
                next_event_at=due_at,
            )
        )
    return Clock.objects.bulk_create(clocks)
