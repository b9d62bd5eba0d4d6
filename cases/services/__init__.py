"""Every write of a case. A view, a task or a sweep calls one of these verbs, nothing else."""

from cases.services.breaching import announce_breaches
from cases.services.handling import take_up
from cases.services.levelling import ReasonMissing, set_level
from cases.services.moving import NotTakenUp, move_on
from cases.services.recording import ChangedMeanwhile
from cases.services.registering import Facts, ModuleNotLicensed, register
from cases.services.writing import AnsweredMeanwhile, note, reply

__all__ = [
    "AnsweredMeanwhile",
    "ChangedMeanwhile",
    "Facts",
    "ModuleNotLicensed",
    "NotTakenUp",
    "ReasonMissing",
    "announce_breaches",
    "move_on",
    "note",
    "register",
    "reply",
    "set_level",
    "take_up",
]
