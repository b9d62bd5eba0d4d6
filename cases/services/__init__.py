"""Every write of a case. A view, a task or a sweep calls one of these verbs, nothing else."""

from cases.services.articles import NotHandledYet, draft_article
from cases.services.breaching import announce_passed_steps
from cases.services.closing import close, close_silent, object_to_closing, propose_solution
from cases.services.drafting import (
    DraftsAreFull,
    TooManyFiles,
    add_draft_file,
    discard_draft,
    discard_forgotten,
    hand_draft,
    keep_draft,
    remove_draft_file,
)
from cases.services.entitling import RightMissing
from cases.services.facts import Facts, LevelMissing, ModuleNotLicensed
from cases.services.following import NotAColleague, follow, unfollow
from cases.services.handling import take_up
from cases.services.levelling import ReasonMissing, find_way_round, set_level
from cases.services.linking import link, unlink
from cases.services.merging import OtherCustomer, PromisesMore, merge, promises_more
from cases.services.moving import NeedMissing, NotTakenUp, move_on
from cases.services.quoting import approve, decline, offer, take_back
from cases.services.rating import rate
from cases.services.recording import ChangedMeanwhile
from cases.services.registering import register
from cases.services.reopening import TooLateToReopen, reopen
from cases.services.replanning import replan_deadlines
from cases.services.retyping import change_type
from cases.services.splitting import split
from cases.services.timing import (
    NotADaysTime,
    NotYetWorked,
    TooLongAgo,
    record_time,
    withdraw_time,
)
from cases.services.waiting import ask_customer, go_on
from cases.services.writing import AnsweredMeanwhile, note, reply
from cases.transitions import IllegalMove

# What a service says no with when the case, or what was chosen, is not any more as it was seen.
REFUSALS = (
    *(ChangedMeanwhile, IllegalMove, NeedMissing),
    *(LevelMissing, ModuleNotLicensed, NotAColleague),
)

__all__ = [
    "REFUSALS",
    "AnsweredMeanwhile",
    "ChangedMeanwhile",
    "DraftsAreFull",
    "Facts",
    "LevelMissing",
    "ModuleNotLicensed",
    "NeedMissing",
    "NotAColleague",
    "NotADaysTime",
    "NotHandledYet",
    "NotTakenUp",
    "NotYetWorked",
    "OtherCustomer",
    "PromisesMore",
    "ReasonMissing",
    "RightMissing",
    "TooLateToReopen",
    "TooLongAgo",
    "TooManyFiles",
    "add_draft_file",
    "announce_passed_steps",
    "approve",
    "ask_customer",
    "change_type",
    "close",
    "close_silent",
    "decline",
    "discard_draft",
    "discard_forgotten",
    "draft_article",
    "find_way_round",
    "follow",
    "go_on",
    "hand_draft",
    "keep_draft",
    "link",
    "merge",
    "move_on",
    "note",
    "object_to_closing",
    "offer",
    "promises_more",
    "propose_solution",
    "rate",
    "record_time",
    "register",
    "remove_draft_file",
    "reopen",
    "replan_deadlines",
    "reply",
    "set_level",
    "split",
    "take_back",
    "take_up",
    "unfollow",
    "unlink",
    "withdraw_time",
]
