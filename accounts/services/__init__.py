"""Every write to people, customers and their right to support."""

from accounts.services.absences import DayPassed, come_back, go_away
from accounts.services.bills import NobodyToTell, send_bills
from accounts.services.contact import confirm_contact, correct_contact, work_for
from accounts.services.handover import (
    NotAColleague,
    SeatEnded,
    SuccessorNeeded,
    hand_over,
    leave,
)
from accounts.services.joining import join, join_again
from accounts.services.preferences import choose_language, choose_theme
from accounts.services.seats import (
    InvitationOver,
    LoginFirst,
    NoSeatLeft,
    SpeaksElsewhere,
    find_invitation,
    invite,
    invite_again,
    name_superuser,
    no_seat_told,
    withdraw_invitation,
)

__all__ = [
    "DayPassed",
    "InvitationOver",
    "LoginFirst",
    "NoSeatLeft",
    "NobodyToTell",
    "NotAColleague",
    "SeatEnded",
    "SpeaksElsewhere",
    "SuccessorNeeded",
    "choose_language",
    "choose_theme",
    "come_back",
    "confirm_contact",
    "correct_contact",
    "find_invitation",
    "go_away",
    "hand_over",
    "invite",
    "invite_again",
    "join",
    "join_again",
    "leave",
    "name_superuser",
    "no_seat_told",
    "send_bills",
    "withdraw_invitation",
    "work_for",
]
