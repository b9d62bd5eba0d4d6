"""Lives that move: a case is registered, taken up, given its level and led from stage to stage."""

from datetime import date
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from accounts.choices import CaseType
from cases import policies, services
from cases.choices import Stage
from cases.models import Case
from sla.levels import levels_in_use
from tests.cases.life_model import BINDING, CUSTOMERS, ERROR, FIRST, MOVES, WAYS, Life
from tests.cases.life_watch import WatchedLives, actors, pauses, the_customer, types, which


class MovedLives(WatchedLives):
    """What brings a case along before it ends."""

    @precondition(lambda self: len(self.lives) < 3)
    @rule(by=the_customer, kind=types, number=st.integers(1, 5), minutes=pauses)
    def register(self, by: str, kind: str, number: int, minutes: int) -> None:
        self.wait(minutes)
        case = services.register(
            self.cast.customer,
            contact=self.person(by),
            by=self.person(by),
            case_type=CaseType(kind),
            module=self.cast.module,
            level=levels_in_use()[number] if kind == ERROR else None,
            subject="Asia",
            description="Kuvaus",
            key=uuid4(),
            at=self.now,
        )
        self.lives.append(Life(case.pk, kind, number if kind == ERROR else None, FIRST[kind]))

    @rule(n=which, by=actors, minutes=pauses)
    def take_up(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)

        def act(case: Case, **given: Any) -> Case:
            return services.take_up(case, seen_owner=case.owner_id, **given)

        allowed = by == "mikko" and life.is_open
        self.does(by, life, may=policies.may_take_up, act=act, expected=allowed)
        if allowed and not (life.owner == "mikko" and life.taken):
            life.begin(by)
            life.events += 1

    @rule(n=which, by=actors, number=st.integers(1, 5), minutes=pauses)
    def set_level(self, n: int, by: str, number: int, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        allowed = by == "mikko" and life.type == ERROR and life.is_open

        def act(case: Case, **given: Any) -> Case:
            return services.set_level(
                case, level=levels_in_use()[number], seen=case.level_id, reason="Siksi.", **given
            )

        self.does(by, life, may=policies.may_set_level, act=act, expected=allowed)
        if allowed and (number != life.level or life.stage == "new"):
            life.level, life.events = number, life.events + 1
            life.stage = "level_set" if life.stage == "new" else life.stage

    @rule(
        n=which,
        by=actors,
        to=st.sampled_from(Stage),
        go_on=st.booleans(),
        bare=st.sampled_from([False, False, False, True]),
        minutes=pauses,
    )
    def move_on(self, n: int, by: str, to: Stage, go_on: bool, bare: bool, minutes: int) -> None:
        """To any stage; as often as not to the one that comes next."""
        self.wait(minutes)
        life = self.life(n)
        ways = WAYS.get(life.here, {})
        to = Stage(next(iter(ways))) if go_on and ways else to
        given = {"reason": "Selvisi.", "ready_on": date(2026, 5, 4), "release": "25.5"}
        given = {} if bare else given
        may = by == "mikko" or life.here in MOVES.get(by, set())
        allowed = may and to in ways and life.taken and (not bare or not ways[to])

        self.does(
            by,
            life,
            may=policies.may_move_on,
            act=services.move_on,
            expected=allowed,
            to=to,
            seen=Stage(life.stage),
            **given,
        )
        if allowed:
            life.stage, life.closes_at, life.events = to.value, None, life.events + 1

    @rule(n=which, by=actors, to=types, number=st.integers(1, 5), minutes=pauses)
    def change_type(self, n: int, by: str, to: str, number: int, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        allowed = by == "mikko" or (by in CUSTOMERS and not life.taken)
        allowed = allowed and life.is_open and life.here not in BINDING and to != life.type

        def act(case: Case, **given: Any) -> Case:
            return services.change_type(
                case,
                to=CaseType(to),
                seen=CaseType(case.case_type),
                module=self.cast.module,
                level=levels_in_use()[number] if to == ERROR else None,
                facts=services.Facts(),
                reason="Toinen asia.",
                **given,
            )

        self.does(by, life, may=policies.may_change_type, act=act, expected=allowed)
        if allowed:
            life.closes_at, life.level = None, number if to == ERROR else None
            if life.verdict == "pending":
                life.verdict, life.answered_by = "taken_back", by
            life.enter(to)
            life.events += 1
