"""Each verb of the demo's stories as the service that a page would call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from accounts.choices import CaseType
from accounts.models import Customer, Module, User
from accounts.timewords import local
from cases import services
from cases.choices import LinkKind, Outcome, Stage
from cases.models import Case
from cases.services import Facts
from sla.models import ServiceLevel
from softone_support.demo.content import Entry, Story, Verb
from softone_support.demo.hours import work_of


@dataclass(frozen=True)
class Cast:
    """Everybody and everything the stories name."""

    people: Mapping[str, User]
    customers: Mapping[str, Customer]
    modules: Mapping[str, Module]
    levels: Mapping[int, ServiceLevel]


@dataclass(frozen=True)
class Scene:
    """One line of a story as it is played: the case as it stands, who does what, and when.

    `others` are the cases of the stories that have a key, `ready_on` the day the line promises.
    """

    case: Case
    story: Story
    entry: Entry
    by: User
    at: datetime
    cast: Cast
    others: Mapping[str, Case]
    ready_on: date | None

    def play(self) -> None:
        _DEEDS[self.entry.does](self)
        self._record_time()

    def write(self, service: Callable[..., object], **facts: object) -> None:
        service(self.case, by=self.by, body=self.entry.body, key=uuid4(), at=self.at, **facts)

    def _record_time(self) -> None:
        place = len(self.story.subject) + len(self.entry.body)
        work = work_of(self.entry.does, self.entry.body, place=place) if self.by.is_desk else None
        if work:
            services.record_time(
                self.case,
                minutes=work.minutes,
                day=local(self.at).date(),
                about=work.about,
                key=uuid4(),
                by=self.by,
                at=self.at,
            )

    def close(self, outcome: Outcome) -> None:
        services.close(self.case, outcome=outcome, reason=self.entry.body, by=self.by, at=self.at)


def _take_up(scene: Scene) -> None:
    services.take_up(scene.case, by=scene.by, seen_owner=scene.case.owner_id, at=scene.at)


def _set_level(scene: Scene) -> None:
    assert scene.story.final_level
    services.set_level(
        scene.case,
        level=scene.cast.levels[scene.story.final_level],
        seen=scene.case.level_id,
        reason=scene.story.level_reason,
        by=scene.by,
        at=scene.at,
    )


def _move_on(scene: Scene) -> None:
    services.move_on(
        scene.case,
        to=Stage(scene.entry.to),
        seen=Stage(scene.case.stage),
        reason=scene.entry.body,
        ready_on=scene.ready_on,
        release=scene.entry.release,
        by=scene.by,
        at=scene.at,
    )


def _ask(scene: Scene) -> None:
    question, missing = scene.entry.question, scene.entry.missing
    scene.write(services.ask_customer, question=question, missing=missing)


def _object(scene: Scene) -> None:
    services.object_to_closing(scene.case, by=scene.by, at=scene.at)


def _offer(scene: Scene) -> None:
    assert scene.ready_on
    services.offer(
        scene.case,
        text=scene.entry.body,
        price=Decimal(scene.entry.price),
        ready_on=scene.ready_on,
        by=scene.by,
        at=scene.at,
    )


def _approve(scene: Scene) -> None:
    services.approve(scene.case.quotations.pending().get(), by=scene.by, at=scene.at)


def _decline(scene: Scene) -> None:
    pending = scene.case.quotations.pending().get()
    services.decline(pending, reason=scene.entry.body, by=scene.by, at=scene.at)


def _change_type(scene: Scene) -> None:
    level = scene.entry.level
    services.change_type(
        scene.case,
        to=CaseType(scene.entry.to),
        seen=CaseType(scene.case.case_type),
        module=scene.case.module,
        level=scene.cast.levels[level] if level else None,
        facts=Facts(),
        reason=scene.entry.body,
        by=scene.by,
        at=scene.at,
    )


def _follow(scene: Scene) -> None:
    person = scene.cast.people[scene.entry.person]
    services.follow(scene.case, person=person, by=scene.by, at=scene.at)


def _link(scene: Scene) -> None:
    other = scene.others[scene.entry.other]
    services.link(scene.case, other=other, kind=LinkKind.SAME_FAULT_AS, by=scene.by, at=scene.at)


def _merge(scene: Scene) -> None:
    into = scene.others[scene.entry.other]
    services.merge(scene.case, into=into, tells=True, by=scene.by, at=scene.at)


def _rate(scene: Scene) -> None:
    score, comment = scene.entry.score, scene.entry.body
    services.rate(scene.case, score=score, comment=comment, by=scene.by, at=scene.at)


_DEEDS: dict[Verb, Callable[[Scene], None]] = {
    Verb.TAKE_UP: _take_up,
    Verb.SET_LEVEL: _set_level,
    Verb.MOVE_ON: _move_on,
    Verb.REPLY: lambda scene: scene.write(services.reply),
    Verb.NOTE: lambda scene: scene.write(services.note),
    Verb.ASK: _ask,
    Verb.FIND_WAY_ROUND: lambda scene: scene.write(services.find_way_round),
    Verb.PROPOSE: lambda scene: scene.write(services.propose_solution),
    Verb.OBJECT: _object,
    Verb.OFFER: _offer,
    Verb.APPROVE: _approve,
    Verb.DECLINE: _decline,
    Verb.CHANGE_TYPE: _change_type,
    Verb.FOLLOW: _follow,
    Verb.LINK: _link,
    Verb.MERGE: _merge,
    Verb.ACCEPT: lambda scene: scene.close(Outcome.SOLVED),
    Verb.ON_WORD: lambda scene: scene.close(Outcome.SOLVED),
    Verb.WITHDRAW: lambda scene: scene.close(Outcome.WITHDRAWN),
    Verb.TURN_DOWN: lambda scene: scene.close(Outcome.DECLINED),
    Verb.REOPEN: lambda scene: scene.write(services.reopen),
    Verb.RATE: _rate,
}
