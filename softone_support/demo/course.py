"""What happens to a demo case and when, in opening seconds after its receipt. Pure Python."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from accounts.choices import CaseType
from cases.choices import LEVEL_WITH_A_WAY_ROUND, Stage
from softone_support.demo.content import Entry, Story, Verb

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
# The opening time in which silence closes a case, at the most: the rules' five open days.
_SILENCE = 44 * HOUR
# When a fix is to be ready, by its level.
_READY_IN = {1: 1, 2: 3, 3: 14, 4: 40, 5: 70}
_MILDEST = 5

PRODUCT_PEOPLE = ("teemu.saarinen@softone.example", "riikka.laakso@softone.example")

_LONG_WAY = (Stage.ASSESSMENT, Stage.PLANNING, Stage.EXECUTION, Stage.DELIVERY)
# The stages that the product department begins; the product specialist begins the others.
_BEGUN_BY_PRODUCT = {Stage.EXECUTION, Stage.DELIVERY}

_ENDINGS = {Verb.ACCEPT, Verb.ON_WORD, Verb.WITHDRAW, Verb.TURN_DOWN, Verb.MERGE}
# What gives the customer the next word, and what takes it back beside the case's end.
_GIVES_THE_WORD = {
    Verb.ASK: {Verb.ASK, Verb.PROPOSE},
    Verb.PROPOSE: {Verb.ASK, Verb.PROPOSE, Verb.OBJECT, Verb.MOVE_ON, Verb.CHANGE_TYPE},
    Verb.OFFER: {Verb.APPROVE, Verb.DECLINE},
}
_CUSTOMERS_WORDS = {Verb.REPLY, Verb.OBJECT, Verb.APPROVE, Verb.DECLINE, Verb.REOPEN}
_STAFFS_WORDS = {Verb.REPLY, Verb.ASK, Verb.PROPOSE, Verb.FIND_WAY_ROUND, Verb.OFFER}


@dataclass(frozen=True)
class Step:
    """One thing a person does, `after` so many opening seconds from the receipt."""

    after: float
    entry: Entry

    @property
    def verb(self) -> Verb:
        return self.entry.does

    @property
    def is_customers(self) -> bool:
        return self.entry.sender == "customer"


@dataclass(frozen=True)
class Turn:
    """The customer's turn: what gave it, and when it ended, if it has."""

    step: Step
    until: float | None


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
    def is_error(self) -> bool:
        return bool(self.levels)

    @property
    def needs_after(self) -> float:
        """Opening time that has to pass after the last step: silence takes its days."""
        turn = self.turn
        return _SILENCE if self.is_handled and turn and turn.step.verb == Verb.PROPOSE else 0

    @cached_property
    def levels(self) -> tuple[tuple[float, int], ...]:
        """Since when which level counts; empty for what is no programming error."""
        found: list[tuple[float, int | None]] = [(0.0, self.story.proposed_level)]
        for step in self.steps:
            match step.verb:
                case Verb.SET_LEVEL:
                    found.append((step.after, self.story.final_level))
                case Verb.FIND_WAY_ROUND:
                    found.append((step.after, LEVEL_WITH_A_WAY_ROUND))
                case Verb.CHANGE_TYPE if step.entry.to == CaseType.PROGRAMMING_ERROR:
                    found = [(0.0, _MILDEST), (step.after, step.entry.level)]
                case Verb.CHANGE_TYPE:
                    found = []
        return tuple((after, level) for after, level in found if level)

    @property
    def level(self) -> int:
        """The service level that counts now; only a programming error has one."""
        return self.levels[-1][1]

    @property
    def case_type(self) -> CaseType:
        """What kind of matter it has turned out to be."""
        changed = (step.entry.to for step in self.steps if step.verb == Verb.CHANGE_TYPE)
        return CaseType(next(changed, self.story.case_type))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The customer's turns in order."""
        found: list[Turn] = []
        lying: Step | None = None
        for step in self.steps:
            if lying and _ends(lying, step):
                found.append(Turn(lying, step.after))
                lying = None
            if step.verb in _GIVES_THE_WORD:
                lying = step
        return (*found, Turn(lying, None)) if lying else tuple(found)

    @property
    def turn(self) -> Turn | None:
        """The customer's turn that lasts, or that silence has ended."""
        return next((turn for turn in self.turns if turn.until is None), None)

    @property
    def pauses(self) -> tuple[tuple[float, float], ...]:
        """When a resolution clock stood still: turns that have ended, and a settled time."""
        ended = [(turn.step.after, turn.until) for turn in self.turns if turn.until is not None]
        since = None
        for step in self.steps:
            if step.verb in _ENDINGS:
                since = step.after
            elif step.verb == Verb.REOPEN and since is not None:
                ended.append((since, step.after))
        return tuple(ended)

    @property
    def unanswered_after(self) -> float | None:
        """Since when the customer's word has no answer; 0 while nothing was written since."""
        asked, answered = 0.0, None
        for step in self.steps:
            if step.is_customers and step.verb in _CUSTOMERS_WORDS:
                asked = step.after
            elif not step.is_customers and step.verb in _STAFFS_WORDS:
                answered = step.after
        if answered is None:
            return 0.0
        return asked if asked > answered else None

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


def _ends(lying: Step, step: Step) -> bool:
    """Whether a step ends the customer's turn that another has given."""
    answers = step.is_customers and step.verb == Verb.REPLY and lying.verb != Verb.OFFER
    return answers or step.verb in _ENDINGS or step.verb in _GIVES_THE_WORD[lying.verb]


def course_of(story: Story, limits: Mapping[int | str, int]) -> Course:
    """Work out a story's steps. `limits` are the seconds to start handling, by level and type."""
    times = list(accumulate(entry.after_hours * HOUR for entry in story.thread))
    taken_at = _take_up(story, times, limits[story.proposed_level or story.case_type.value])
    if taken_at is not None:
        times = _behind(taken_at, story, times)
    steps = [Step(after, entry) for entry, after in zip(story.thread, times, strict=True)]
    if taken_at is not None:
        steps.append(_by_staff(taken_at, Verb.TAKE_UP, story.handler))
    if story.proposed_level and story.stage != Stage.NEW:
        level = _level_set(story, times, taken_at)
        steps += [level, *_moves(story, times, level)]
    return Course(story, tuple(sorted(steps, key=lambda step: step.after)))


def _by_staff(after: float, verb: Verb, author: str | None, **facts: object) -> Step:
    assert author
    return Step(after, Entry(sender="staff", author=author, does=verb, **facts))  # type: ignore[arg-type]


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
        answered_at = times[_first_answer(story)]
        by, after = story.handler, taken_at + min(20 * MINUTE, (answered_at - taken_at) / 2)
    else:
        by, after = story.thread[0].author, max(times[0] - 3 * MINUTE, MINUTE)
    return _by_staff(after, Verb.SET_LEVEL, by)


def _moves(story: Story, times: list[float], level: Step) -> list[Step]:
    """The later stages, spread from the service level to what ends the thread."""
    way = _way(story)
    if not way:
        return []
    answered_at = times[_first_answer(story)]
    turned_at = _turned_at(story, times)
    end = times[-1] if turned_at is None else turned_at - MINUTE
    if turned_at is None and end < answered_at + HOUR:
        end = answered_at + _STAGE_WITHOUT_WORDS * len(way)
    span = end - level.after
    afters = [level.after + span * (place + 1) / (len(way) + 0.5) for place in range(len(way))]
    if len(way) > 1:
        afters[0] = min(afters[0], level.after + _TO_ASSESSMENT)
    return [_move(story, after, stage) for after, stage in zip(afters, way, strict=True)]


def _turned_at(story: Story, times: list[float]) -> float | None:
    """When the thread comes to what the stages lead to: the solution, or a question at its end."""
    ends = {Verb.PROPOSE, *_ENDINGS}
    place = next((place for place, said in enumerate(story.thread) if said.does in ends), None)
    if place is None and story.thread[-1].does == Verb.ASK:
        place = len(story.thread) - 1
    return None if place is None else times[place]


def _way(story: Story) -> tuple[Stage, ...]:
    """The stages it has been through; an error that came with a release went all of them."""
    if story.stage == Stage.LEVEL_SET:
        return ()
    if story.stage == Stage.HANDLED:
        return _LONG_WAY if story.release else _LONG_WAY[:1]
    return _LONG_WAY[: _LONG_WAY.index(Stage(story.stage)) + 1]


def _move(story: Story, after: float, stage: Stage) -> Step:
    """Begin a stage: who does is the colleague of the product department who wrote, or one."""
    by = story.handler
    if stage in _BEGUN_BY_PRODUCT:
        wrote = (entry.author for entry in story.thread if entry.author in PRODUCT_PEOPLE)
        by = next(wrote, PRODUCT_PEOPLE[len(story.subject) % len(PRODUCT_PEOPLE)])
    assert story.final_level
    return _by_staff(
        *(after, Verb.MOVE_ON, by),
        to=stage.value,
        ready_in=_READY_IN[story.final_level] if stage == Stage.EXECUTION else None,
        release=story.release if stage == Stage.DELIVERY else "",
    )
