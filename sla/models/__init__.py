from sla.models.calendars import (
    Calendar,
    CalendarException,
    ExceptionHours,
    OpeningHours,
    SpecialDay,
)
from sla.models.clocks import Clock, ClockEvent, ClockLevel, ClockPause
from sla.models.goals import Goal
from sla.models.levels import ServiceLevel

__all__ = [
    "Calendar",
    "CalendarException",
    "Clock",
    "ClockEvent",
    "ClockLevel",
    "ClockPause",
    "ExceptionHours",
    "Goal",
    "OpeningHours",
    "ServiceLevel",
    "SpecialDay",
]
