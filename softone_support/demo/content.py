"""The demo's people, companies and cases, as they stand in `content/*.json`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

CONTENT = Path(__file__).parent / "content"

Start = Literal["in_time", "late", "not_yet"]


@dataclass(frozen=True)
class Entry:
    """One line of a thread: `after_hours` of opening time after the line before it."""

    sender: Literal["customer", "staff", "note"]
    author: str
    after_hours: float
    body: str


@dataclass(frozen=True)
class Age:
    """When a case was registered: so many days before the base day, at this time of day."""

    days: int
    hour: int
    minute: int


@dataclass(frozen=True)
class Story:
    """One case from its registration to where it stands. People are named by e-mail address.

    `start` says how handling began, measured by the proposed level; `handler` is None while
    nobody has taken the case up.
    """

    customer: str
    superuser: str
    module: str
    subject: str
    body: str
    steps: str
    expected: str
    since: str
    affected: str
    environment: str
    proposed_level: int
    final_level: int
    level_reason: str
    stage: str
    age: Age
    start: Start
    handler: str | None
    thread: tuple[Entry, ...]


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
    thread = tuple(
        Entry(line["from"], line["author"], line["after_hours"], line["body"])
        for line in own.pop("thread")
    )
    age = Age(**own.pop("age"))
    return Story(environment=own.pop("browser_or_version"), age=age, thread=thread, **own)
