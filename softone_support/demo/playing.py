"""Plays the demo's stories through the real services, as if their people had done it."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import Customer, Module, User
from cases import services
from cases.choices import Stage
from cases.models import Case
from cases.services import Facts
from sla.models import Clock, ServiceLevel
from softone_support.demo.course import Step, Verb
from softone_support.demo.files import files_of
from softone_support.demo.picture import Picture, Placed

# What the sweep needs to notice a deadline that has passed.
_NOTICED_AFTER = timedelta(seconds=8)
_SWEEP = 100


@dataclass(frozen=True)
class Cast:
    """Everybody and everything the stories name."""

    people: Mapping[str, User]
    customers: Mapping[str, Customer]
    modules: Mapping[str, Module]
    levels: Mapping[int, ServiceLevel]


class Play:
    """All stories at once, in the order of time, so that numbers and notices rise with it."""

    def __init__(self, picture: Picture, cast: Cast) -> None:
        self._picture = picture
        self._cast = cast
        self._cases: dict[int, Case] = {}
        self._stages: dict[int, Stage] = {}
        self._next_deadline: datetime | None = None

    def perform(self, placed: Sequence[Placed]) -> int:
        """Play them and return how many cases there are now."""
        for at, turn, step in self._by_time(placed):
            self._announce_breaches(until=at)
            if step is None:
                self._cases[turn] = self._register(placed[turn], at)
            else:
                self._do(step, placed[turn], self._cases[turn], at)
            if step is None or step.verb == Verb.SET_LEVEL:
                self._look_for_deadline()
        self._announce_breaches(until=self._picture.now)
        return len(self._cases)

    def _by_time(self, placed: Sequence[Placed]) -> Iterator[tuple[datetime, int, Step | None]]:
        """Every registration (no step) and every step, with its moment and its case."""
        acts = [
            [(each.received_at, turn, -1, None)]
            + [
                (self._picture.at(each, step.after), turn, place, step)
                for place, step in enumerate(each.course.steps)
            ]
            for turn, each in enumerate(placed)
        ]
        for at, turn, _place, step in heapq.merge(*acts, key=lambda act: act[:3]):
            yield at, turn, step

    def _register(self, placed: Placed, at: datetime) -> Case:
        story = placed.story
        return services.register(
            self._cast.customers[story.customer],
            contact=self._cast.people[story.superuser],
            by=self._cast.people[story.superuser],
            module=self._cast.modules[story.module],
            level=self._cast.levels[story.proposed_level],
            subject=story.subject,
            description=story.body,
            facts=Facts(
                steps=story.steps,
                expected=story.expected,
                since=story.since,
                affected=story.affected,
                environment=story.environment,
            ),
            files=files_of(story.subject),
            key=uuid4(),
            at=at,
        )

    def _do(self, step: Step, placed: Placed, case: Case, at: datetime) -> None:
        by = self._cast.people[step.by]
        acts: dict[Verb, Callable[[], object]] = {
            # Each story has one take-up, before its first answer: nobody owns the case yet.
            Verb.TAKE_UP: lambda: services.take_up(case, by=by, seen_owner=None, at=at),
            Verb.SET_LEVEL: lambda: services.set_level(
                case,
                level=self._cast.levels[placed.story.final_level],
                seen=placed.story.proposed_level,
                reason=placed.story.level_reason,
                by=by,
                at=at,
            ),
            Verb.REPLY: lambda: services.reply(case, by=by, body=step.body, key=uuid4(), at=at),
            Verb.NOTE: lambda: services.note(case, by=by, body=step.body, key=uuid4(), at=at),
            Verb.MOVE_ON: lambda: self._move_on(case, step, by, at),
        }
        acts[step.verb]()

    def _move_on(self, case: Case, step: Step, by: User, at: datetime) -> None:
        assert step.to
        seen = self._stages.get(case.pk, Stage.LEVEL_SET)
        services.move_on(case, to=step.to, seen=seen, by=by, at=at)
        self._stages[case.pk] = step.to

    def _look_for_deadline(self) -> None:
        """Note the nearest deadline. A clock stopped since only makes the sweep look in vain."""
        running = Clock.objects.running().order_by("next_event_at")
        self._next_deadline = running.values_list("next_event_at", flat=True).first()

    def _announce_breaches(self, *, until: datetime) -> None:
        """What the sweep would have noticed by then, each deadline soon after it passed."""
        while self._next_deadline and (noticed := self._next_deadline + _NOTICED_AFTER) < until:
            services.announce_breaches(limit=_SWEEP, at=noticed)
            self._look_for_deadline()


def _now(case: Case) -> Case:
    """The case as the story has left it so far."""
    return Case.objects.get(pk=case.pk)
