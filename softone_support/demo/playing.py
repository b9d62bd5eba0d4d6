"""Plays the demo's stories through the real services, as if their people had done it."""

import heapq
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from cases import services
from cases.models import Case
from cases.services import Facts
from sla.models import Clock
from softone_support.demo.content import Verb
from softone_support.demo.course import Step
from softone_support.demo.deeds import Cast, Scene
from softone_support.demo.files import files_of
from softone_support.demo.picture import Picture, Placed

# What a sweep needs to notice a moment that has passed.
_NOTICED_AFTER = timedelta(seconds=8)
_SWEEP = 100
# What gives a clock another deadline, lets it run again, or lets silence close a case.
_PLANS = {
    *(Verb.SET_LEVEL, Verb.FIND_WAY_ROUND, Verb.CHANGE_TYPE, Verb.REOPEN),
    *(Verb.REPLY, Verb.OBJECT, Verb.PROPOSE),
}


class Play:
    """All stories at once, in the order of time, so that numbers and notices rise with it."""

    def __init__(self, picture: Picture, cast: Cast) -> None:
        self._picture = picture
        self._cast = cast
        self._cases: dict[int, Case] = {}
        self._named: dict[str, Case] = {}
        self._next_deadline: datetime | None = None
        self._next_closing: datetime | None = None

    def perform(self, placed: Sequence[Placed]) -> int:
        """Play them and return how many cases there are now."""
        for at, turn, step in self._by_time(placed):
            self._sweep(until=at)
            if step is None:
                self._cases[turn] = self._register(placed[turn], at)
            else:
                self._scene(step, placed[turn], self._cases[turn], at).play()
            if step is None or step.verb in _PLANS:
                self._look_ahead()
        self._sweep(until=self._picture.now)
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
        story, people = placed.story, self._cast.people
        level = story.proposed_level
        case = services.register(
            self._cast.customers[story.customer],
            contact=people[story.superuser],
            by=people[story.superuser],
            case_type=story.case_type,
            module=self._cast.modules[story.module],
            level=self._cast.levels[level] if level else None,
            at_stake=story.at_stake,
            subject=story.subject,
            description=story.body,
            facts=Facts(
                steps=story.steps,
                expected=story.expected,
                since=story.since,
                affected=story.affected,
                work=story.work,
                way_round=story.way_round,
                people=story.people,
                environment=story.environment,
                benefit=story.benefit,
                wanted_on=self._day(at, story.wanted_in),
            ),
            files=files_of(story.subject),
            followers=[people[email] for email in story.followers],
            key=uuid4(),
            at=at,
        )
        if story.key:
            self._named[story.key] = case
        return case

    def _scene(self, step: Step, placed: Placed, case: Case, at: datetime) -> Scene:
        return Scene(
            case=Case.objects.get(pk=case.pk),
            story=placed.story,
            entry=step.entry,
            by=self._cast.people[step.entry.author],
            at=at,
            cast=self._cast,
            others=self._named,
            ready_on=self._day(at, step.entry.ready_in),
        )

    def _day(self, at: datetime, ahead: int | None) -> date | None:
        """The first open day so many days ahead."""
        if ahead is None:
            return None
        work = self._picture.work
        return work.next_open_day(work.local_date(at) + timedelta(days=ahead - 1))

    def _look_ahead(self) -> None:
        """Note what comes next. A clock stopped since only makes the sweep look in vain."""
        running = Clock.objects.running().order_by("next_event_at")
        self._next_deadline = running.values_list("next_event_at", flat=True).first()
        closing = Case.objects.filter(closes_at__isnull=False).order_by("closes_at")
        self._next_closing = closing.values_list("closes_at", flat=True).first()

    def _sweep(self, *, until: datetime) -> None:
        """What the sweeps would have noticed by then, each moment soon after it passed."""
        while self._next_closing and (noticed := self._next_closing + _NOTICED_AFTER) < until:
            services.close_silent(limit=_SWEEP, at=noticed)
            self._look_ahead()
        while self._next_deadline and (noticed := self._next_deadline + _NOTICED_AFTER) < until:
            services.announce_passed_steps(limit=_SWEEP, at=noticed)
            self._look_ahead()
