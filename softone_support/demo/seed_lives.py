"""When the cases of a seed were received, taken up and handled. Random, but never absurd."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from random import Random

from accounts.choices import CaseType
from sla.choices import ClockState
from sla.models import ServiceLevel
from sla.selectors import closing_after_open_days
from sla.targets import resolution_target
from sla.worktime import WorkCalendar

OPEN_SHARE = 0.04
UNTAKEN_SHARE = 0.15
OVERDUE_SHARE = 0.01
# Overdue clocks whose breach nobody has noticed yet: work for the sweep.
UNNOTICED_SHARE = 0.1
# Open cases that somebody has taken up: so many wait for the customer's word.
ASKED_SHARE = 0.05
PROPOSED_SHARE = 0.03
_TYPES = (
    CaseType.PROGRAMMING_ERROR,
    CaseType.SUPPORT_REQUEST,
    CaseType.WISH,
    CaseType.WORK_ORDER,
)
_TYPE_WEIGHTS = (45, 35, 10, 10)
# What may end where its first work is done, so that a solution may be proposed at once.
_SOON_SOLVED = {CaseType.PROGRAMMING_ERROR, CaseType.SUPPORT_REQUEST}
_IN_TIME_SHARE = 0.94
_LEVELS = (1, 2, 3, 4, 5)
_HANDLED_WEIGHTS = (2, 10, 30, 28, 30)
_OPEN_WEIGHTS = (1, 5, 24, 30, 40)
_OVERDUE_WEIGHTS = (0, 30, 70, 0, 0)
# How far back an open case that somebody works on may lie and still be in time, in days.
_OPEN_DAYS = {3: 21, 4: 170, 5: 330}
# And how far back it must lie for its target to be missed, whatever holidays are between.
_MISSED_DAYS = {2: 12, 3: 35}
# How far back an open case of the other types may lie, and how long it takes at the most.
_OTHERS_DAYS = {CaseType.SUPPORT_REQUEST: 12, CaseType.WISH: 240, CaseType.WORK_ORDER: 70}
_SILENCE_DAYS = 5
_MINUTE = timedelta(minutes=1)
_YEARS = timedelta(days=3 * 365)


class Fate(IntEnum):
    """What has become of a case by now."""

    HANDLED = 0
    TAKEN = 1
    UNTAKEN = 2


class Turn(IntEnum):
    """What lies with the customer, if anything."""

    NONE = 0
    ASKED = 1
    PROPOSED = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A case before its details: what it is, when it came, what becomes of it.

    `level` is None for what is no programming error.
    """

    case_type: CaseType
    received_at: datetime
    level: int | None
    fate: Fate
    is_overdue: bool = False
    turn: Turn = Turn.NONE


@dataclass(frozen=True, slots=True)
class Promise:
    """One clock of a case. Its seconds are opening time: given, and used when it stopped."""

    due_at: datetime
    target_seconds: int
    stopped_at: datetime | None
    used_seconds: int | None
    state: ClockState


@dataclass(frozen=True, slots=True)
class Life:
    """One case from receipt to where it stands. Only a programming error has promises.

    `turned_at` is when the customer was given the word that they still have.
    """

    draft: Draft
    handling: Promise | None
    resolution: Promise | None
    taken_up_at: datetime | None
    handled_at: datetime | None
    turned_at: datetime | None
    closes_at: datetime | None
    goal: Promise | None

    @property
    def next_due_at(self) -> datetime | None:
        """The next promise or goal, as `cases.services` works it out."""
        if self.handled_at:
            return None
        clocks = [self.handling] if self.turned_at else [self.handling, self.resolution]
        running = (clock.due_at for clock in clocks if clock and clock.stopped_at is None)
        return min(running, default=self.goal.due_at if self.goal else None)


class Lives:
    """Draws drafts, oldest first, and fills them with life."""

    def __init__(
        self,
        work: WorkCalendar,
        levels: Mapping[int, ServiceLevel],
        goals: Mapping[str, int],
        *,
        now: datetime,
        random: Random,
        replies: int = 1,
    ) -> None:
        """`goals` are the internal goals in seconds; without `replies` nobody is asked a thing."""
        self._work = work
        self._levels = levels
        self._goals = goals
        self._replies = replies
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._random = random
        # No deadline is known for a day whose opening hours are not.
        begins = work.rules.first_day + timedelta(days=1)
        known = datetime(begins.year, begins.month, begins.day, tzinfo=UTC)
        self._since = max(self._now - _YEARS, known)

    def drafts(self, count: int) -> list[Draft]:
        """So many cases in the order of their receipt."""
        open_count = round(count * OPEN_SHARE)
        overdue = round(open_count * OVERDUE_SHARE)
        untaken = round(open_count * UNTAKEN_SHARE)
        late_untaken = min(overdue // 2, untaken)
        drafts = [self._handled() for _ in range(count - open_count)]
        drafts += [self._untaken(is_overdue=turn < late_untaken) for turn in range(untaken)]
        drafts += [
            self._taken(is_overdue=turn < overdue - late_untaken)
            for turn in range(open_count - untaken)
        ]
        return sorted(drafts, key=lambda draft: draft.received_at)

    def live(self, draft: Draft) -> Life:
        received_at, level = draft.received_at, self._levels.get(draft.level or 0)
        limit = level.handling_seconds if level else self._goals[draft.case_type]
        taken_at = handled_at = turned_at = closes_at = resolution_due = None
        if level:
            resolution_due = resolution_target(self._work, received_at, level.target_rule)
        if draft.fate != Fate.UNTAKEN:
            taken_at = self._taken_at(received_at, limit)
        if taken_at and draft.fate == Fate.HANDLED:
            usual = received_at + timedelta(days=_OTHERS_DAYS.get(draft.case_type, 0))
            handled_at = self._handled_at(taken_at, resolution_due or usual)
        if taken_at and draft.turn:
            turned_at = self._turned_at(taken_at, draft.turn)
        if turned_at and draft.turn == Turn.PROPOSED:
            closes_at = closing_after_open_days(turned_at, _SILENCE_DAYS)
        handling_due = self._work.add(received_at, limit) if level or taken_at is None else None
        return Life(
            draft=draft,
            handling=self._promise(received_at, handling_due, taken_at) if level else None,
            resolution=self._promise(
                *(received_at, resolution_due, handled_at), is_paused=bool(turned_at)
            ),
            taken_up_at=taken_at,
            handled_at=handled_at,
            turned_at=turned_at,
            closes_at=closes_at,
            goal=None if level else self._goal(draft, limit, handling_due),
        )

    def _goal(self, draft: Draft, limit: int, due_at: datetime | None) -> Promise | None:
        """What nobody at SoftOne has written on is due; the last word of the others is ours."""
        if draft.fate != Fate.UNTAKEN and (self._replies or draft.fate == Fate.HANDLED):
            return None
        due_at = due_at or self._work.add(draft.received_at, limit)
        return self._promise(draft.received_at, due_at, None)

    def _handled(self) -> Draft:
        span = (self._now - self._since).total_seconds() - 3 * 86400
        received_at = self._since + timedelta(seconds=int(self._random.random() * span))
        case_type = self._type()
        level = self._level(case_type, _HANDLED_WEIGHTS)
        return Draft(case_type, self._by_day(received_at), level, Fate.HANDLED)

    def _untaken(self, *, is_overdue: bool) -> Draft:
        case_type = CaseType.PROGRAMMING_ERROR if is_overdue else self._type()
        number = self._level(case_type, _OVERDUE_WEIGHTS if is_overdue else _OPEN_WEIGHTS)
        limit = self._levels[number].handling_seconds if number else self._goals[case_type]
        share = self._random.uniform(0.03, 0.95)
        ago = limit + share * 4 * 3600 if is_overdue else share * limit
        received_at = self._work.subtract(self._now, int(ago))
        return Draft(case_type, received_at, number, Fate.UNTAKEN, is_overdue)

    def _taken(self, *, is_overdue: bool) -> Draft:
        case_type = CaseType.PROGRAMMING_ERROR if is_overdue else self._type()
        number = self._level(case_type, _OVERDUE_WEIGHTS if is_overdue else _OPEN_WEIGHTS)
        turn = Turn.NONE if is_overdue else self._turn(case_type)
        received_at = self._open_since(case_type, number, is_overdue=is_overdue)
        received_at = received_at.replace(microsecond=0)
        return Draft(case_type, received_at, number, Fate.TAKEN, is_overdue, turn)

    def _open_since(self, case_type: CaseType, number: int | None, *, is_overdue: bool) -> datetime:
        if number is None:
            days_ago = 0.1 + self._random.random() * _OTHERS_DAYS[case_type]
        elif is_overdue:
            days_ago = _MISSED_DAYS[number] + self._random.random() * 7
        elif number in _OPEN_DAYS:
            days_ago = 0.1 + self._random.random() * _OPEN_DAYS[number]
        else:
            return self._recent(number)
        return max(self._now - timedelta(days=days_ago), self._since)

    def _type(self) -> CaseType:
        return self._random.choices(_TYPES, _TYPE_WEIGHTS)[0]

    def _turn(self, case_type: CaseType) -> Turn:
        share = self._random.random() if self._replies else 1
        if share < ASKED_SHARE:
            return Turn.ASKED
        is_proposed = case_type in _SOON_SOLVED and share < ASKED_SHARE + PROPOSED_SHARE
        return Turn.PROPOSED if is_proposed else Turn.NONE

    def _recent(self, number: int) -> datetime:
        """A receipt so near that the target of a grave case is still ahead."""
        rule = self._levels[number].target_rule
        while True:
            ago = self._random.uniform(0.3, 20) * 3600
            received_at = self._work.subtract(self._now, int(ago))
            if resolution_target(self._work, received_at, rule) > self._now:
                return received_at

    def _taken_at(self, received_at: datetime, limit: int) -> datetime:
        share = self._random.random()
        if self._random.random() > _IN_TIME_SHARE:
            share += 1
        taken_at = self._work.add(received_at, int(share * limit * 0.98) + 1)
        if taken_at > self._now - 2 * _MINUTE:
            taken_at = received_at + (self._now - received_at) * 0.3
        return taken_at.replace(microsecond=0)

    def _handled_at(self, taken_at: datetime, due_at: datetime) -> datetime:
        """Mostly well before the target, sometimes some days behind it."""
        share = self._random.random() ** 2
        if due_at <= taken_at or self._random.random() > _IN_TIME_SHARE:
            handled_at = max(due_at, taken_at) + timedelta(days=5) * share + 30 * _MINUTE
        else:
            handled_at = taken_at + (due_at - taken_at) * share
        if handled_at > self._now - _MINUTE:
            handled_at = taken_at + (self._now - taken_at) * 0.7
        return handled_at.replace(microsecond=0)

    def _turned_at(self, taken_at: datetime, turn: Turn) -> datetime:
        """Asked in the later half of the time since; a solution lies for two days at the most."""
        since = (self._now - taken_at) * self._random.uniform(0.05, 0.5)
        if turn == Turn.PROPOSED:
            since = min(since, timedelta(days=2))
        return max(taken_at, self._now - since).replace(microsecond=0)

    def _promise(
        self,
        started_at: datetime,
        due_at: datetime | None,
        stopped_at: datetime | None,
        *,
        is_paused: bool = False,
    ) -> Promise | None:
        if due_at is None:
            return None
        if is_paused:
            state = ClockState.PAUSED
        elif stopped_at:
            state = ClockState.MET if stopped_at <= due_at else ClockState.BREACHED
        elif due_at >= self._now or self._random.random() < UNNOTICED_SHARE:
            state = ClockState.RUNNING
        else:
            state = ClockState.BREACHED
        return Promise(
            due_at=due_at,
            target_seconds=self._work.open_between(started_at, due_at),
            stopped_at=stopped_at,
            used_seconds=self._work.open_between(started_at, stopped_at) if stopped_at else None,
            state=state,
        )

    def _level(self, case_type: CaseType, weights: tuple[int, ...]) -> int | None:
        if case_type != CaseType.PROGRAMMING_ERROR:
            return None
        return self._random.choices(_LEVELS, weights)[0]

    def _by_day(self, at: datetime) -> datetime:
        """Customers write by day: the hour becomes one between 6 and 16, UTC."""
        return at.replace(hour=6 + at.hour * 10 // 24)
