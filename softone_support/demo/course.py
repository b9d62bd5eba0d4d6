"""What happens to a demo case and when, in opening seconds after its receipt. Pure Python."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from cases.choices import Stage
from softone_support.demo.content import Entry, Story

HOUR = 3600
MINUTE = 60
# How long before the first answer somebody takes a case up, when there is time for it.
_BEFORE_ANSWER = 12 * MINUTE
# Handling that starts in time starts when this much of the limit is used, at the latest.
_IN_TIME = 0.85
_LATE_BY = 40 * MINUTE
# From the service level to the beginning of the assessment, at most.
_TO_ASSESSMENT = 3 * HOUR
# A thread with a single answer says nothing about later stages: one each half a day.
_STAGE_WITHOUT_WORDS = 4 * HOUR
# An error that took longer than this went through the product department.
_LONG = 30 * HOUR

PRODUCT_PEOPLE = ("teemu.saarinen@softone.example", "riikka.laakso@softone.example")

_SHORT_WAY = (Stage.ASSESSMENT, Stage.HANDLED)
_LONG_WAY = (
    Stage.ASSESSMENT,
    Stage.PLANNING,
    Stage.EXECUTION,
    Stage.DELIVERY,
    Stage.HANDLED,
)
# The stages that the product department begins; the product specialist begins the others.
_BEGUN_BY_PRODUCT = {Stage.EXECUTION, Stage.DELIVERY}


class Verb(StrEnum):
    """What a step does, by the name of the service."""

    TAKE_UP = "take_up"
    SET_LEVEL = "set_level"
    REPLY = "reply"
    NOTE = "note"
    MOVE_ON = "move_on"


@dataclass(frozen=True)
class Step:
    """One thing a person does, `after` so many opening seconds from the receipt."""

    after: float
    verb: Verb
    by: str
    body: str = ""
    to: Stage | None = None


@dataclass(frozen=True)
class Course:
    """The steps of one story in order."""

    story: Story
    steps: tuple[Step, ...]

    @property
    def length(self) -> float:
        return self.steps[-1].after if self.steps else 0

    @property
    def is_taken(self) -> bool:
        return self.story.handler is not None

    @property
    def is_handled(self) -> bool:
        return self.story.stage == Stage.HANDLED

    @property
    def level_set_after(self) -> float | None:
        """When the level was confirmed or changed; None while it waits for that."""
        found = (step.after for step in self.steps if step.verb == Verb.SET_LEVEL)
        return next(found, None)

    def within(self, seconds: float) -> "Course":
        """The same course, hurried so that it ends after so many opening seconds.

        A start that was late stays where it is when there is room for the rest behind it.
        """
        if self.length <= seconds:
            return self
        starts = (step.after for step in self.steps if step.verb == Verb.TAKE_UP)
        kept = next(starts, 0.0) if self.story.start == "late" else 0.0
        if kept > 0.9 * seconds:
            kept = 0.0
        factor = (seconds - kept) / (self.length - kept)
        return replace(
            self,
            steps=tuple(
                replace(step, after=kept + (step.after - kept) * factor)
                if step.after > kept
                else step
                for step in self.steps
            ),
        )


def course_of(story: Story, limits: Mapping[int, int]) -> Course:
    """Work out a story's steps. `limits` are the seconds each level gives to start handling."""
    times = list(accumulate(entry.after_hours * HOUR for entry in story.thread))
    taken_at = _take_up(story, times, limits[story.proposed_level])
    if taken_at is not None:
        times = _behind(taken_at, story, times)
    thread = [_said(entry, after) for entry, after in zip(story.thread, times, strict=True)]
    steps = [*thread]
    if taken_at is not None:
        assert story.handler
        steps.append(Step(taken_at, Verb.TAKE_UP, story.handler))
    if story.stage != Stage.NEW:
        level = _level_set(story, times, taken_at)
        steps += [level, *_moves(story, times, level)]
    return Course(story, tuple(sorted(steps, key=lambda step: step.after)))


def _said(entry: Entry, after: float) -> Step:
    verb = Verb.NOTE if entry.sender == "note" else Verb.REPLY
    return Step(after, verb, entry.author, body=entry.body)


def _first_answer(story: Story) -> int:
    """The place of the first public answer in the thread."""
    return next(place for place, entry in enumerate(story.thread) if entry.sender == "staff")


def _take_up(story: Story, times: list[float], limit: int) -> float | None:
    if story.handler is None:
        return None
    before_answer = max(times[_first_answer(story)] - _BEFORE_ANSWER, 3 * MINUTE)
    if story.start == "late":
        return max(before_answer, limit + _LATE_BY)
    return min(before_answer, _IN_TIME * limit)


def _behind(taken_at: float, story: Story, times: list[float]) -> list[float]:
    """Move the first answer and all after it behind the take-up, if it is not yet there."""
    first = _first_answer(story)
    missing = max(0.0, taken_at + 6 * MINUTE - times[first])
    return [after + missing if place >= first else after for place, after in enumerate(times)]


def _level_set(story: Story, times: list[float], taken_at: float | None) -> Step:
    """The level is set between take-up and first answer; untaken, by whoever wrote first."""
    if taken_at is not None:
        assert story.handler
        answered_at = times[_first_answer(story)]
        by, after = story.handler, taken_at + min(20 * MINUTE, (answered_at - taken_at) / 2)
    else:
        by, after = story.thread[0].author, max(times[0] - 3 * MINUTE, MINUTE)
    return Step(after, Verb.SET_LEVEL, by)


def _moves(story: Story, times: list[float], level: Step) -> list[Step]:
    """The later stages, spread from the service level to the last line of the thread."""
    way = _way(story, times)
    if not way:
        return []
    end = times[-1] + 5 * MINUTE
    answered_at = times[_first_answer(story)]
    if story.stage != Stage.HANDLED and end < answered_at + HOUR:
        end = answered_at + _STAGE_WITHOUT_WORDS * len(way)
    span = end - level.after
    afters = [level.after + span * (place + 1) / len(way) for place in range(len(way))]
    if len(way) > 1:
        afters[0] = min(afters[0], level.after + _TO_ASSESSMENT)
    return [
        Step(after, Verb.MOVE_ON, _mover(story, stage), to=stage)
        for after, stage in zip(afters, way, strict=True)
    ]


def _way(story: Story, times: list[float]) -> tuple[Stage, ...]:
    if story.stage == Stage.LEVEL_SET:
        return ()
    if story.stage == Stage.HANDLED:
        return _LONG_WAY if times[-1] > _LONG else _SHORT_WAY
    return _LONG_WAY[: _LONG_WAY.index(Stage(story.stage)) + 1]


def _mover(story: Story, stage: Stage) -> str:
    """Who begins a stage: the colleague of the product department who wrote a note, or one."""
    assert story.handler
    if stage not in _BEGUN_BY_PRODUCT:
        return story.handler
    wrote = (entry.author for entry in story.thread if entry.author in PRODUCT_PEOPLE)
    return next(wrote, PRODUCT_PEOPLE[len(story.subject) % len(PRODUCT_PEOPLE)])
