"""The rows of seeded cases: for each table its columns, and what one life puts into it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from accounts.choices import CaseType
from cases.choices import Channel, EventKind, MessageKind, Stage
from sla.choices import ClockEventKind, ClockKind, ClockState
from softone_support.demo.copying import Row
from softone_support.demo.seed_lives import Life, Promise
from softone_support.demo.seed_words import Writer

CLOCK = (
    *("id", "kind", "label", "level_id", "first_level_id", "calendar_id", "calendar_version"),
    *("started_at", "due_at", "state", "stopped_at", "next_event_at"),
)
CLOCK_EVENT = ("clock_id", "kind", "due_at", "detected_at")
CASE = (
    *("id", "number", "version", "customer_id", "contact_id", "registered_by_id", "channel"),
    *("case_type", "module_id", "subject", "stage", "proposed_level_id", "level_id"),
    *("team_id", "owner_id"),
    *("received_at", "taken_up_at", "handled_at", "handling_clock_id", "resolution_clock_id"),
    *("next_due_at", "customer_wrote_at", "staff_wrote_at"),
)
FACTS = ("case_id", "steps", "expected", "since", "affected", "environment")
MESSAGE = ("id", "case_id", "author_id", "kind", "channel", "body", "sent_at")
EVENT = (
    *("case_id", "kind", "at", "by_id", "owner_to_id", "starts_handling", "message_id"),
    *("stage_from", "stage_to", "level_from_id", "level_to_id", "clock_kind"),
)

_SHORT_WAY = (Stage.LEVEL_SET, Stage.ASSESSMENT, Stage.HANDLED)
_LONG_WAY = (
    *(Stage.LEVEL_SET, Stage.ASSESSMENT, Stage.PLANNING, Stage.EXECUTION),
    *(Stage.DELIVERY, Stage.HANDLED),
)
_NOTICED_AFTER = timedelta(seconds=9)


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
    handling_clock: int
    resolution_clock: int
    messages: Sequence[int]


@dataclass
class Batch:
    """Rows of all tables, in the order in which they may be written."""

    clocks: list[Row] = field(default_factory=list)
    clock_events: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    messages: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """One message: its id, who wrote it, on which side, when."""

    id: int
    author: int
    is_staff: bool
    at: datetime


class Scribe:
    """Writes lives down as rows of a batch."""

    def __init__(
        self, calendar: tuple[int, int], *, now: datetime, random: Random, writer: Writer
    ) -> None:
        """`calendar` is the id and version of the calendar that clocks run by."""
        self._calendar = calendar
        self._now = now
        self._random = random
        self._writer = writer

    def write(self, life: Life, names: Names, company: Company, batch: Batch) -> None:
        random = self._random
        contact = random.choice(company.superusers)
        owner = random.choice(company.specialists) if life.taken_up_at else None
        channel = random.choices(_CHANNELS, _CHANNEL_WEIGHTS)[0]
        # On the phone a member of staff types what the contact says.
        typed_by = random.choice(company.specialists) if channel == Channel.PHONE else contact
        way = self._way(life)
        end = life.handled_at or self._now
        thread = list(self._thread(life, names, contact, owner, end))
        events = self._events(life, names, thread, way, typed_by, owner, end)
        self._write_clocks(life, names, batch)
        people = (contact, typed_by, channel.value)
        changes = len(events)
        batch.cases.append(self._case(life, names, company, people, owner, way, thread, changes))
        batch.facts.append((names.case, *self._facts()))
        for said in thread:
            kind = MessageKind.STAFF if said.is_staff else MessageKind.CUSTOMER
            came_by = channel if said is thread[0] else Channel.PORTAL
            body = self._writer.message()
            batch.messages.append(
                (said.id, names.case, said.author, kind.value, came_by.value, body, said.at)
            )
        batch.events += [*events, *_missed(life, names.case)]

    def _way(self, life: Life) -> tuple[Stage, ...]:
        """The stages after "new" that the case has reached."""
        if not life.taken_up_at:
            return ()
        if life.handled_at:
            return _SHORT_WAY if self._random.random() < 0.6 else _LONG_WAY
        return _LONG_WAY[: self._random.choices((1, 2, 3, 4, 5), (20, 30, 25, 15, 10))[0]]

    def _thread(
        self, life: Life, names: Names, superuser: int, owner: int | None, end: datetime
    ) -> Iterator[_Said]:
        """The registration and the replies; the desk answers first, then both in turn."""
        received_at = life.draft.received_at
        yield _Said(names.messages[0], superuser, is_staff=False, at=received_at)
        begin = life.taken_up_at or received_at
        span = (end - begin) / (len(names.messages) + 1)
        for turn, message in enumerate(names.messages[1:]):
            at = (begin + span * (turn + self._random.uniform(0.6, 1.2))).replace(microsecond=0)
            at = max(at, begin)
            if owner and turn % 2 == 0:
                yield _Said(message, owner, is_staff=True, at=at)
            else:
                yield _Said(message, superuser, is_staff=False, at=at)

    def _events(
        self,
        life: Life,
        names: Names,
        thread: Sequence[_Said],
        way: Sequence[Stage],
        typed_by: int,
        owner: int | None,
        end: datetime,
    ) -> list[Row]:
        """One row for each change that a person made, in the order of time."""
        level, case = life.draft.level, names.case
        rows = [_registered(case, thread[0], typed_by, level)]
        if life.taken_up_at:
            rows.append(_event(case, EventKind.TAKEN_UP, life.taken_up_at, owner, starts=True))
            for at, was, stage in _moves(life.taken_up_at, way, end, life.handled_at):
                is_first = stage == Stage.LEVEL_SET
                kind = EventKind.LEVEL_CONFIRMED if is_first else EventKind.MOVED_ON
                levels = (level, level) if is_first else (None, None)
                rows.append(_event(case, kind, at, owner, stages=(was, stage), levels=levels))
        rows += [
            _event(case, EventKind.REPLIED, said.at, said.author, said.id) for said in thread[1:]
        ]
        return sorted(rows, key=lambda row: row[2])

    def _write_clocks(self, life: Life, names: Names, batch: Batch) -> None:
        level, started_at = life.draft.level, life.draft.received_at
        ids = (names.handling_clock, names.resolution_clock)
        for clock, (kind, promise) in zip(ids, _promises(life), strict=True):
            due_at, state = promise.due_at, promise.state
            next_event_at = due_at if state == ClockState.RUNNING else None
            batch.clocks.append(
                (
                    *(clock, kind.value, f"seed-{names.number}", level, level, *self._calendar),
                    *(started_at, due_at, state.value, promise.stopped_at, next_event_at),
                )
            )
            if state == ClockState.BREACHED:
                batch.clock_events.append(
                    (clock, ClockEventKind.BREACH.value, due_at, due_at + _NOTICED_AFTER)
                )

    def _case(
        self,
        life: Life,
        names: Names,
        company: Company,
        people: tuple[int, int, str],
        owner: int | None,
        way: Sequence[Stage],
        thread: Sequence[_Said],
        changes: int,
    ) -> Row:
        staff_wrote = [said.at for said in thread if said.is_staff]
        stage = way[-1] if way else Stage.NEW
        level = life.draft.level
        return (
            *(names.case, names.number, changes, company.id, *people, _ERROR),
            *(self._random.choice(company.modules), self._writer.subject(), stage.value),
            *(level, level, company.team, owner),
            *(life.draft.received_at, life.taken_up_at, life.handled_at),
            *(names.handling_clock, names.resolution_clock, life.next_due_at),
            max(said.at for said in thread if not said.is_staff),
            max(staff_wrote, default=None),
        )

    def _facts(self) -> tuple[str, str, str, str, str]:
        random = self._random
        version = f"25.{random.randint(1, 4)}.{random.randint(0, 2)}"
        return (
            "Ajot, valitse kausi, käynnistä.",
            "Ajo menee läpi.",
            f"Versiosta {version}",
            f"{random.randint(1, 60)} käyttäjää",
            f"{version}, Edge",
        )


_ERROR = CaseType.PROGRAMMING_ERROR.value
_CHANNELS = (Channel.PORTAL, Channel.PHONE, Channel.MAIL)
_CHANNEL_WEIGHTS = (70, 10, 20)


def _event(
    case: int,
    kind: EventKind,
    at: datetime,
    by: int | None,
    message: int | None = None,
    *,
    stages: tuple[str, str] = ("", ""),
    levels: tuple[int | None, int | None] = (None, None),
    clock: str = "",
    starts: bool = False,
) -> Row:
    owner = by if starts else None
    return (case, kind.value, at, by, owner, starts, message, *stages, *levels, clock)


def _registered(case: int, first: _Said, by: int, level: int) -> Row:
    return _event(
        *(case, EventKind.REGISTERED, first.at, by, first.id),
        stages=("", Stage.NEW),
        levels=(None, level),
    )


def _missed(life: Life, case: int) -> Iterator[Row]:
    """What the sweep wrote: the missed deadlines."""
    for clock, promise in _promises(life):
        if promise.state == ClockState.BREACHED:
            yield _event(case, EventKind.BREACHED, promise.due_at, None, clock=clock)


def _promises(life: Life) -> tuple[tuple[ClockKind, Promise], tuple[ClockKind, Promise]]:
    return (ClockKind.HANDLING, life.handling), (ClockKind.RESOLUTION, life.resolution)


def _moves(
    begin: datetime, way: Sequence[Stage], end: datetime, handled_at: datetime | None
) -> Iterator[tuple[datetime, Stage, Stage]]:
    """When each stage was reached, and from which; "handled" at its very moment."""
    span = (end - begin) / (len(way) + 1)
    for place, (was, stage) in enumerate(pairwise((Stage.NEW, *way))):
        at = (begin + span * (place + 0.5)).replace(microsecond=0)
        is_end = stage == Stage.HANDLED and handled_at
        yield (handled_at if is_end and handled_at else max(at, begin)), was, stage


def names_of(ids: Mapping[str, list[int]], count: int, replies: int) -> Iterator[Names]:
    """Deal out ids to cases: two clocks and one message more than there are replies each."""
    each = replies + 1
    for place in range(count):
        yield Names(
            case=ids["case"][place],
            number=ids["number"][place],
            handling_clock=ids["clock"][2 * place],
            resolution_clock=ids["clock"][2 * place + 1],
            messages=ids["message"][each * place : each * (place + 1)],
        )
