from sla.models.calendars import (
    Calendar,
    CalendarException,
    ExceptionHours,
    OpeningHours,
    SpecialDay,
)
from sla.models.clocks import Clock, ClockEvent, ClockLevel
from sla.models.levels import ServiceLevel

__all__ = [
    "Calendar",
    "CalendarException",
    "Clock",
    "ClockEvent",
    "ClockLevel",
    "ExceptionHours",
    "OpeningHours",
    "ServiceLevel",
    "SpecialDay",
]
