"""The demo's people, companies and cases, as they stand in `content/*.json`."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from accounts.choices import CaseType

CONTENT = Path(__file__).parent / "content"

Start = Literal["in_time", "late", "not_yet"]


class Verb(StrEnum):
    """What somebody does to a case."""

    TAKE_UP = "take_up"
    SET_LEVEL = "set_level"
    MOVE_ON = "move_on"
    REPLY = "reply"
    NOTE = "note"
    ASK = "ask"
    FIND_WAY_ROUND = "find_way_round"
    PROPOSE = "propose"
    OBJECT = "object"
    OFFER = "offer"
    APPROVE = "approve"
    DECLINE = "decline"
    CHANGE_TYPE = "change_type"
    FOLLOW = "follow"
    LINK = "link"
    MERGE = "merge"
    # The endings: the customer's yes, theirs by word of mouth, and two ways to need no solution.
    ACCEPT = "accept"
    ON_WORD = "on_word"
    WITHDRAW = "withdraw"
    TURN_DOWN = "turn_down"
    REOPEN = "reopen"
    RATE = "rate"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a thread: `after_hours` of opening time after the line before it.

    `body` are the words of the deed: a message, a reason, a comment, or what a quotation offers.
    The rest belongs to single verbs: `to` is a stage or a type, `other` the key of a story,
    `ready_in` are days.
    """

    sender: Literal["customer", "staff", "note"]
    author: str
    after_hours: float = 0
    does: Verb
    body: str = ""
    question: str = ""
    missing: list[str] = field(default_factory=list)
    to: str = ""
    level: int | None = None
    release: str = ""
    ready_in: int | None = None
    price: str = ""
    score: int = 0
    person: str = ""
    other: str = ""


@dataclass(frozen=True)
class Age:
    """When a case was registered: so many days before the base day, at this time of day."""

    days: int
    hour: int
    minute: int


@dataclass(frozen=True, kw_only=True)
class Story:
    """One case from its registration to where it stands. People are named by e-mail address.

    `start` says how handling began, measured by the proposed level or the type's own goal;
    `handler` is None while nobody has taken the case up. A programming error has its levels, and
    its stages follow from where it stands; the other types tell every move in their thread. One
    that `stays_in_time` is never among the few that are overdue.
    """

    customer: str
    superuser: str
    module: str
    subject: str
    body: str
    stage: str
    age: Age
    start: Start
    handler: str | None
    thread: tuple[Entry, ...]
    case_type: CaseType = CaseType.PROGRAMMING_ERROR
    key: str = ""
    followers: list[str] = field(default_factory=list)
    steps: str = ""
    expected: str = ""
    since: str = ""
    affected: str = ""
    work: str = ""
    way_round: str = ""
    people: str = ""
    at_stake: bool = False
    environment: str = ""
    benefit: str = ""
    wanted_in: int | None = None
    proposed_level: int | None = None
    final_level: int | None = None
    level_reason: str = ""
    release: str = ""
    stays_in_time: bool = False


def customers() -> list[dict[str, Any]]:
    return _read("customers.json")


def products() -> list[dict[str, Any]]:
    return _read("products.json")


def teams() -> list[dict[str, Any]]:
    return _read("staff.json")["teams"]


def staff() -> list[dict[str, Any]]:
    return _read("staff.json")["people"]


@cache
def stories() -> tuple[Story, ...]:
    """Every case of every file, in the files' order."""
    return tuple(
        _story(facts)
        for path in sorted((CONTENT / "cases").glob("*.json"))
        for facts in json.loads(path.read_text("utf-8"))
    )


def _read(name: str) -> Any:
    return json.loads((CONTENT / name).read_text("utf-8"))


def _story(facts: dict[str, Any]) -> Story:
    own = dict(facts)
    thread = tuple(map(_entry, own.pop("thread")))
    age = Age(**own.pop("age"))
    environment = own.pop("browser_or_version", "")
    case_type = CaseType(own.pop("case_type", CaseType.PROGRAMMING_ERROR))
    return Story(environment=environment, case_type=case_type, age=age, thread=thread, **own)


def _entry(line: dict[str, Any]) -> Entry:
    own = dict(line)
    sender = own.pop("from")
    usual = Verb.NOTE if sender == "note" else Verb.REPLY
    return Entry(sender=sender, does=Verb(own.pop("does", usual)), **own)
