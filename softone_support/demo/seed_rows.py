"""The rows of seeded cases: what one life puts into each table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from accounts.choices import CaseType
from cases.choices import Channel, EventKind, MessageKind, Stage, Verdict
from sla.choices import ClockEventKind, ClockKind, ClockState, PauseKind
from softone_support.demo.copying import Row
from softone_support.demo.seed_lives import Life, Promise, Turn
from softone_support.demo.seed_tables import Batch, Company, Names
from softone_support.demo.seed_ways import Move, Way, moves, way_of
from softone_support.demo.seed_words import Writer

_NOTICED_AFTER = timedelta(seconds=9)
_READY_AFTER = timedelta(days=45)
# The customer's yes and no; everything else is done at SoftOne.
_CUSTOMERS_DEEDS = {EventKind.QUOTE_APPROVED, EventKind.CLOSED}
_TURNS = {Turn.ASKED: EventKind.CUSTOMER_ASKED, Turn.PROPOSED: EventKind.SOLUTION_PROPOSED}


@dataclass(frozen=True, slots=True)
class _People:
    """Whom a case concerns: at the customer, and at SoftOne."""

    contact: int
    typed_by: int
    owner: int | None


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
        people = _People(contact, typed_by, owner)
        way = way_of(life, random)
        end = life.handled_at or life.turned_at or self._now
        thread = list(self._thread(life, names, people, end))
        steps = list(moves(life, way, end))
        events = self._events(life, names, thread, way, steps, people)
        self._write_clocks(life, names, way, batch)
        case = (names.case, names.number, len(events), company.id, contact, typed_by, channel.value)
        batch.cases.append((*case, *self._case(life, names, company, owner, way, thread)))
        batch.facts.append((names.case, *self._facts(life)))
        for said in thread:
            kind = MessageKind.STAFF if said.is_staff else MessageKind.CUSTOMER
            came_by = channel if said is thread[0] else Channel.PORTAL
            body = self._writer.message()
            batch.messages.append(
                (said.id, names.case, said.author, kind.value, came_by.value, body, said.at)
            )
        if life.draft.turn == Turn.ASKED:
            asked = thread[-1]
            question = (names.case, asked.author, asked.id, _QUESTION, asked.at)
            batch.questions.append(question)
        batch.quotations += self._quotations(names, steps, people)
        batch.events += [*events, *_missed(life, names.case)]

    def _thread(self, life: Life, names: Names, people: _People, end: datetime) -> Iterator[_Said]:
        """The registration and the replies; the desk answers first, then both in turn.

        What has no promise, or waits for the customer, ends with a word of ours.
        """
        yield _Said(names.messages[0], people.contact, is_staff=False, at=life.draft.received_at)
        begin = life.taken_up_at or life.draft.received_at
        ends_with_ours = life.draft.level is None or life.turned_at
        replies = names.messages[1:]
        span = (end - begin) / (len(replies) + 2)
        for turn, message in enumerate(replies):
            is_last = turn == len(replies) - 1
            at = (begin + span * (turn + self._random.uniform(0.6, 1.2))).replace(microsecond=0)
            at = max(at, begin)
            if life.turned_at and is_last:
                at = life.turned_at
            if people.owner and (turn % 2 == 0 or (is_last and ends_with_ours)):
                yield _Said(message, people.owner, is_staff=True, at=at)
            else:
                yield _Said(message, people.contact, is_staff=False, at=at)

    def _events(
        self,
        life: Life,
        names: Names,
        thread: Sequence[_Said],
        way: Way,
        steps: Sequence[Move],
        people: _People,
    ) -> list[Row]:
        """One row for each change that a person made, in the order of time."""
        level, case = life.draft.level, names.case
        rows = [_registered(case, thread[0], people.typed_by, level, way.stages[0])]
        if life.taken_up_at and not any(step.kind == EventKind.TAKEN_UP for step in steps):
            rows.append(_event(case, EventKind.TAKEN_UP, life.taken_up_at, people.owner))
        for step in steps:
            is_level = step.kind == EventKind.LEVEL_CONFIRMED
            is_quotation = step.kind in {EventKind.QUOTED, EventKind.QUOTE_APPROVED}
            by = people.contact if step.kind in _CUSTOMERS_DEEDS else people.owner
            rows.append(
                _event(
                    *(case, step.kind, step.at, by),
                    stages=(step.was, step.stage),
                    levels=(level, level) if is_level else (None, None),
                    outcome=way.outcome if step.kind == EventKind.CLOSED else "",
                    quotation=names.quotation if is_quotation else None,
                )
            )
        for said in thread[1:]:
            is_turn = life.turned_at is not None and said is thread[-1]
            kind = _TURNS[life.draft.turn] if is_turn else EventKind.REPLIED
            due_at = life.closes_at if is_turn else None
            rows.append(_event(case, kind, said.at, said.author, said.id, due_at=due_at))
        return sorted(rows, key=lambda row: row[2])

    def _write_clocks(self, life: Life, names: Names, way: Way, batch: Batch) -> None:
        level, started_at = life.draft.level, life.draft.received_at
        ids = {
            ClockKind.HANDLING: names.first_clock,
            ClockKind.RESOLUTION: names.second_clock,
            ClockKind.GOAL: names.first_clock,
        }
        goal = _goal_of(life, way)
        for kind, promise in [*_promises(life), *([(ClockKind.GOAL, goal)] if goal else [])]:
            clock, due_at, state = ids[kind], promise.due_at, promise.state
            next_event_at = due_at if state == ClockState.RUNNING else None
            batch.clocks.append(
                (
                    *(clock, kind.value, f"seed-{names.number}", level, level, *self._calendar),
                    *(started_at, due_at, promise.target_seconds, promise.used_seconds),
                    *(state.value, promise.stopped_at, next_event_at),
                )
            )
            if state == ClockState.BREACHED:
                batch.clock_events.append(
                    (clock, ClockEventKind.BREACH.value, due_at, due_at, due_at + _NOTICED_AFTER)
                )
            elif state == ClockState.PAUSED:
                batch.pauses.append((clock, PauseKind.WAITING.value, life.turned_at))

    def _case(
        self,
        life: Life,
        names: Names,
        company: Company,
        owner: int | None,
        way: Way,
        thread: Sequence[_Said],
    ) -> Row:
        """The columns of a case behind those that name it and its people."""
        draft, stages = life.draft, way.stages
        staff_wrote = [said.at for said in thread if said.is_staff]
        is_planned = Stage.EXECUTION in stages or Stage.APPROVAL in stages
        is_released = Stage.DELIVERY in stages and draft.case_type != CaseType.WORK_ORDER
        has_clocks = draft.level is not None
        return (
            *(draft.case_type.value, self._random.choice(company.modules), self._writer.subject()),
            *(way.stage.value, str(way.outcome)),
            (draft.received_at + _READY_AFTER).date() if is_planned else None,
            "25.4" if is_released else "",
            *(draft.level, draft.level, company.team, owner),
            *(draft.received_at, life.taken_up_at, life.handled_at),
            life.turned_at if draft.turn == Turn.ASKED else None,
            life.closes_at,
            names.first_clock if has_clocks else None,
            names.second_clock if has_clocks else None,
            names.first_clock if _goal_of(life, way) else None,
            None if way.stage == Stage.APPROVAL else life.next_due_at,
            max(said.at for said in thread if not said.is_staff),
            max(staff_wrote, default=None),
        )

    def _quotations(self, names: Names, steps: Sequence[Move], people: _People) -> Iterator[Row]:
        """The quotation of a work order, with the customer's yes when the work has begun."""
        moments = {step.kind: step.at for step in steps}
        offered_at = moments.get(EventKind.QUOTED)
        if offered_at is None:
            return
        answered_at = moments.get(EventKind.QUOTE_APPROVED)
        verdict = Verdict.APPROVED if answered_at else Verdict.PENDING
        price = f"{self._random.randint(3, 60) * 125}.00"
        yield (
            *(names.quotation, names.case, 1, self._writer.message(), price),
            *((offered_at + _READY_AFTER).date(), people.owner, offered_at, verdict.value),
            *(people.contact if answered_at else None, answered_at, ""),
        )

    def _facts(self, life: Life) -> Row:
        random = self._random
        version = f"25.{random.randint(1, 4)}.{random.randint(0, 2)}"
        often = (f"Versiosta {version}", f"{random.randint(1, 60)} käyttäjää", f"{version}, Edge")
        match life.draft.case_type:
            case CaseType.PROGRAMMING_ERROR:
                return ("Ajot, valitse kausi, käynnistä.", "Ajo menee läpi.", *often, "", None)
            case CaseType.SUPPORT_REQUEST:
                return ("", "", *often, "", None)
            case CaseType.WISH:
                return ("", "", "", "", "", "Säästäisi tunnin viikossa.", None)
            case _:
                wanted_on = (life.draft.received_at + 2 * _READY_AFTER).date()
                return ("", "", "", "", "", "", wanted_on)


_QUESTION = "Voitteko lähettää yhden esimerkin, jossa näin käy?"
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
    outcome: str = "",
    quotation: int | None = None,
    due_at: datetime | None = None,
) -> Row:
    starts = kind == EventKind.TAKEN_UP
    owner = by if starts else None
    return (
        *(case, kind.value, at, by, owner, starts, message, *stages, *levels, clock),
        *("", "", outcome, quotation, due_at),
    )


def _registered(case: int, first: _Said, by: int, level: int | None, stage: Stage) -> Row:
    return _event(
        *(case, EventKind.REGISTERED, first.at, by, first.id),
        stages=("", stage),
        levels=(None, level),
    )


def _missed(life: Life, case: int) -> Iterator[Row]:
    """What the sweep wrote: the missed deadlines."""
    for clock, promise in _promises(life):
        if promise.state == ClockState.BREACHED:
            yield _event(case, EventKind.BREACHED, promise.due_at, None, clock=clock)


def _goal_of(life: Life, way: Way) -> Promise | None:
    """The goal that runs for a case; none while its quotation lies with the customer."""
    return None if way.stage == Stage.APPROVAL else life.goal


def _promises(life: Life) -> Iterator[tuple[ClockKind, Promise]]:
    if life.handling and life.resolution:
        yield ClockKind.HANDLING, life.handling
        yield ClockKind.RESOLUTION, life.resolution
