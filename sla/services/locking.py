from datetime import datetime

from sla.models import Clock


def lock(clock: Clock) -> None:
    """Hold a clock's row until the transaction ends, and read it as it is now."""
    clock.refresh_from_db(from_queryset=Clock.objects.select_for_update())


def whole_second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
