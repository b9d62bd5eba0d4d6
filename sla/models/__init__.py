from sla.models.advice import LevelAdvice
from sla.models.audits import ClockAudit, ClockDifference
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
from sla.models.steps import EscalationStep

__all__ = [
    "Calendar",
    "CalendarException",
    "Clock",
    "ClockAudit",
    "ClockDifference",
    "ClockEvent",
    "ClockLevel",
    "ClockPause",
    "EscalationStep",
    "ExceptionHours",
    "Goal",
    "LevelAdvice",
    "OpeningHours",
    "ServiceLevel",
    "SpecialDay",
]
