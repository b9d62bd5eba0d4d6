"""Every write to people, customers and their right to support."""

from accounts.services.absences import AbsencePassed, come_back, go_away
from accounts.services.bills import NobodyToTell, send_bills
from accounts.services.certificates import (
    DayAhead,
    NoTrainingNeeded,
    RecordedAlready,
    SpeaksForNobody,
    record_certificate,
    withdraw_certificate,
)
from accounts.services.contact import confirm_contact, correct_contact, work_for
from accounts.services.handover import (
    NotAColleague,
    SeatEnded,
    SuccessorNeeded,
    hand_over,
    leave,
)
from accounts.services.joining import join, join_again
from accounts.services.payments import (
    DayPassed,
    NoReasonGiven,
    TooFarAhead,
    end_lift,
    lift_block,
)
from accounts.services.preferences import choose_language, choose_theme
from accounts.services.seats import (
    InvitationOver,
    LoginFirst,
    NoSeatLeft,
    SpeaksElsewhere,
    TooManyInvitations,
    find_invitation,
    invite,
    invite_again,
    name_superuser,
    no_seat_told,
    withdraw_invitation,
)
from accounts.services.warning import warn_of_ending_certificates

__all__ = [
    "AbsencePassed",
    "DayAhead",
    "DayPassed",
    "InvitationOver",
    "LoginFirst",
    "NoReasonGiven",
    "NoSeatLeft",
    "NoTrainingNeeded",
    "NobodyToTell",
    "NotAColleague",
    "RecordedAlready",
    "SeatEnded",
    "SpeaksElsewhere",
    "SpeaksForNobody",
    "SuccessorNeeded",
    "TooFarAhead",
    "TooManyInvitations",
    "choose_language",
    "choose_theme",
    "come_back",
    "confirm_contact",
    "correct_contact",
    "end_lift",
    "find_invitation",
    "go_away",
    "hand_over",
    "invite",
    "invite_again",
    "join",
    "join_again",
    "leave",
    "lift_block",
    "name_superuser",
    "no_seat_told",
    "record_certificate",
    "send_bills",
    "warn_of_ending_certificates",
    "withdraw_certificate",
    "withdraw_invitation",
    "work_for",
]
