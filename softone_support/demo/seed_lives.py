"""When the cases of a seed were received, taken up and handled. Random, but never absurd."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from random import Random

from sla.choices import ClockState
from sla.models import ServiceLevel
from sla.targets import resolution_target
from sla.worktime import WorkCalendar

OPEN_SHARE = 0.04
UNTAKEN_SHARE = 0.15
OVERDUE_SHARE = 0.01
# Overdue clocks whose breach nobody has noticed yet: work for the sweep.
UNNOTICED_SHARE = 0.1
_IN_TIME_SHARE = 0.94
_LEVELS = (1, 2, 3, 4, 5)
_HANDLED_WEIGHTS = (2, 10, 30, 28, 30)
_OPEN_WEIGHTS = (1, 5, 24, 30, 40)
_OVERDUE_WEIGHTS = (0, 30, 70, 0, 0)
# How far back an open case that somebody works on may lie and still be in time, in days.
_OPEN_DAYS = {3: 21, 4: 170, 5: 330}
# And how far back it must lie for its target to be missed, whatever holidays are between.
_MISSED_DAYS = {2: 12, 3: 35}
_MINUTE = timedelta(minutes=1)
_YEARS = timedelta(days=3 * 365)


class Fate(IntEnum):
    """What has become of a case by now."""

    HANDLED = 0
    TAKEN = 1
    UNTAKEN = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A case before its details: when it came, how grave it is, what becomes of it."""

    received_at: datetime
    level: int
    fate: Fate
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """One clock of a case."""

    due_at: datetime
    stopped_at: datetime | None
    state: ClockState


@dataclass(frozen=True, slots=True)
class Life:
    """One case from receipt to where it stands."""

    draft: Draft
    handling: Promise
    resolution: Promise
    taken_up_at: datetime | None
    handled_at: datetime | None

    @property
    def next_due_at(self) -> datetime | None:
        """The next promise still to be kept, as `cases.services` works it out."""
        if self.handled_at:
            return None
        clocks = (self.handling, self.resolution)
        return min((clock.due_at for clock in clocks if clock.stopped_at is None), default=None)


class Lives:
    """Draws drafts, oldest first, and fills them with life."""

    def __init__(
        self,
        work: WorkCalendar,
        levels: Mapping[int, ServiceLevel],
        *,
        now: datetime,
        random: Random,
    ) -> None:
        self._work = work
        self._levels = levels
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
        level = self._levels[draft.level]
        received_at = draft.received_at
        handling_due = self._work.add(received_at, level.handling_seconds)
        resolution_due = resolution_target(self._work, received_at, level.target_rule)
        taken_at = handled_at = None
        if draft.fate != Fate.UNTAKEN:
            taken_at = self._taken_at(received_at, level.handling_seconds)
        if draft.fate == Fate.HANDLED:
            assert taken_at
            handled_at = self._handled_at(taken_at, resolution_due)
        return Life(
            draft=draft,
            handling=self._promise(handling_due, taken_at),
            resolution=self._promise(resolution_due, handled_at),
            taken_up_at=taken_at,
            handled_at=handled_at,
        )

    def _handled(self) -> Draft:
        span = (self._now - self._since).total_seconds() - 3 * 86400
        received_at = self._since + timedelta(seconds=int(self._random.random() * span))
        return Draft(self._by_day(received_at), self._level(_HANDLED_WEIGHTS), Fate.HANDLED)

    def _untaken(self, *, is_overdue: bool) -> Draft:
        number = self._level(_OVERDUE_WEIGHTS if is_overdue else _OPEN_WEIGHTS)
        limit = self._levels[number].handling_seconds
        share = self._random.uniform(0.03, 0.95)
        ago = limit + share * 4 * 3600 if is_overdue else share * limit
        received_at = self._work.subtract(self._now, int(ago))
        return Draft(received_at, number, Fate.UNTAKEN, is_overdue)

    def _taken(self, *, is_overdue: bool) -> Draft:
        number = self._level(_OVERDUE_WEIGHTS if is_overdue else _OPEN_WEIGHTS)
        if is_overdue:
            days_ago = _MISSED_DAYS[number] + self._random.random() * 7
            received_at = self._now - timedelta(days=days_ago)
        elif number in _OPEN_DAYS:
            days_ago = 0.1 + self._random.random() * _OPEN_DAYS[number]
            received_at = max(self._now - timedelta(days=days_ago), self._since)
        else:
            received_at = self._recent(number)
        return Draft(received_at.replace(microsecond=0), number, Fate.TAKEN, is_overdue)

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

    def _promise(self, due_at: datetime, stopped_at: datetime | None) -> Promise:
        if stopped_at:
            state = ClockState.MET if stopped_at <= due_at else ClockState.BREACHED
        elif due_at >= self._now or self._random.random() < UNNOTICED_SHARE:
            state = ClockState.RUNNING
        else:
            state = ClockState.BREACHED
        return Promise(due_at, stopped_at, state)

    def _level(self, weights: tuple[int, ...]) -> int:
        return self._random.choices(_LEVELS, weights)[0]

    def _by_day(self, at: datetime) -> datetime:
        """Customers write by day: the hour becomes one between 6 and 16, UTC."""
        return at.replace(hour=6 + at.hour * 10 // 24)
