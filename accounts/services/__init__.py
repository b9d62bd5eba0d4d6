"""Every write to people, customers and their right to support."""

from accounts.services.certificates import (
    DayAhead,
    NoTrainingNeeded,
    RecordedAlready,
    SpeaksForNobody,
    record_certificate,
    withdraw_certificate,
)
from accounts.services.payments import (
    LONGEST_LIFT,
    DayPassed,
    NoReasonGiven,
    TooFarAhead,
    end_lift,
    lift_block,
)
from accounts.services.preferences import choose_language, choose_theme
from accounts.services.warning import warn_of_ending_certificates

__all__ = [
    "LONGEST_LIFT",
    "DayAhead",
    "DayPassed",
    "NoReasonGiven",
    "NoTrainingNeeded",
    "RecordedAlready",
    "SpeaksForNobody",
    "TooFarAhead",
    "choose_language",
    "choose_theme",
    "end_lift",
    "lift_block",
    "record_certificate",
    "warn_of_ending_certificates",
    "withdraw_certificate",
]
