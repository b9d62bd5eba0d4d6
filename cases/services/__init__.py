"""Every write of a case. A view, a task or a sweep calls one of these verbs, nothing else."""

from cases.services.breaching import announce_breaches
from cases.services.handling import take_up
from cases.services.levelling import set_level
from cases.services.moving import move_on
from cases.services.registering import Facts, register
from cases.services.writing import note, reply

__all__ = [
    "Facts",
    "announce_breaches",
    "move_on",
    "note",
    "register",
    "reply",
    "set_level",
    "take_up",
]
