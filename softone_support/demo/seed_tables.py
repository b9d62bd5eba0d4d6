"""The tables of a seed: their columns, the ids dealt out to a case, and the rows of a batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from softone_support.demo.copying import Row

CLOCK = (
    *("id", "kind", "label", "level_id", "first_level_id", "calendar_id", "calendar_version"),
    *("started_at", "due_at", "target_seconds", "used_seconds"),
    *("state", "stopped_at", "next_event_at"),
)
CLOCK_EVENT = ("clock_id", "kind", "deadline_at", "due_at", "detected_at")
PAUSE = ("clock_id", "kind", "began_at")
CASE = (
    *("id", "number", "version", "customer_id", "contact_id", "registered_by_id", "channel"),
    *("case_type", "module_id", "subject", "stage", "outcome", "ready_on", "release"),
    *("proposed_level_id", "level_id", "team_id", "owner_id"),
    *("received_at", "taken_up_at", "handled_at", "waiting_since", "closes_at"),
    *("handling_clock_id", "resolution_clock_id", "goal_clock_id"),
    *("next_due_at", "customer_wrote_at", "staff_wrote_at"),
)
FACTS = (
    *("case_id", "steps", "expected", "since", "affected", "environment", "benefit"),
    "wanted_on",
)
MESSAGE = ("id", "case_id", "author_id", "kind", "channel", "body", "sent_at")
QUESTION = ("case_id", "asked_by_id", "message_id", "text", "asked_at")
QUOTATION = (
    *("id", "case_id", "number", "text", "price", "ready_on", "offered_by_id", "offered_at"),
    *("verdict", "answered_by_id", "answered_at", "reason"),
)
EVENT = (
    *("case_id", "kind", "at", "by_id", "owner_to_id", "starts_handling", "message_id"),
    *("stage_from", "stage_to", "level_from_id", "level_to_id", "clock_kind"),
    *("type_from", "type_to", "outcome", "quotation_id", "due_at"),
)


@dataclass(frozen=True)
class Company:
    """A customer as its cases need it."""

    id: int
    superusers: Sequence[int]
    modules: Sequence[int]
    team: int
    specialists: Sequence[int]


@dataclass(frozen=True, slots=True)
class Names:
    """The ids and the number that one case was given."""

    case: int
    number: int
    first_clock: int
    second_clock: int
    quotation: int
    messages: Sequence[int]


@dataclass
class Batch:
    """Rows of all tables, in the order in which they may be written."""

    clocks: list[Row] = field(default_factory=list)
    pauses: list[Row] = field(default_factory=list)
    clock_events: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    messages: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    quotations: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


def names_of(ids: Mapping[str, list[int]], count: int, replies: int) -> Iterator[Names]:
    """Deal out ids to cases: two clocks and one message more than there are replies each."""
    each = replies + 1
    for place in range(count):
        yield Names(
            case=ids["case"][place],
            number=ids["number"][place],
            first_clock=ids["clock"][2 * place],
            second_clock=ids["clock"][2 * place + 1],
            quotation=ids["quotation"][place],
            messages=ids["message"][each * place : each * (place + 1)],
        )
