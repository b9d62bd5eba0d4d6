"""B4: lives of cases that nobody thought of, against a small table of what may happen.

Many people act on up to three cases in any order. A model, apart from the program, says what each
act does or that it is refused; after every act the database must say the same.
`./run test --thorough` tries many more lives.
"""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from accounts.choices import CaseType
from cases import policies, services
from cases.choices import Outcome, Stage
from cases.models import Case, Quotation
from sla.levels import levels_in_use
from tests import factories
from tests.cases.life_model import (
    BINDING,
    CUSTOMERS,
    DECLINES,
    DESK,
    ERROR,
    FIRST,
    MOVES,
    SETTLES,
    SUPPORT,
    WAYS,
    WISH,
    WORK,
    Life,
)
from tests.cases.life_watch import WatchedLives

# Those who may do most come first and most often; the others try it all the same.
actors = st.sampled_from([*["mikko"] * 4, *["paivi"] * 3, "jouni", "kalle", "petra", "stranger"])
the_desk = st.sampled_from(["mikko", "mikko", "kalle", "petra"])
the_customer = st.sampled_from(["paivi", "jouni"])
which = st.integers(0, 2)
pauses = st.sampled_from([1, 20, 90, 60 * 24])
types = st.sampled_from([SUPPORT, ERROR, WISH, WORK])
# How far the first case has come: each stage of each process is as likely.
starts = st.sampled_from(
    [
        (kind, steps)
        for kind, most in [(SUPPORT, 2), (ERROR, 7), (WISH, 6), (WORK, 6)]
        for steps in range(most + 1)
    ]
)


class LifeOfCases(WatchedLives):
    """One example: a few cases of one customer."""

    @initialize(by=the_customer, start=starts, number=st.integers(1, 5))
    def first(self, by: str, start: tuple[str, int], number: int) -> None:
        """A case that has come some way along its process."""
        kind, steps = start
        self.register(by, kind, number, 1)
        self.the_usual_comes_next(0, steps, 1)

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

    @rule(n=which, by=actors, minutes=pauses)
    def reply(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        allowed = self.sees(by, life) and life.is_open

        self.does(
            by,
            life,
            may=policies.may_reply,
            act=services.reply,
            expected=allowed,
            **self.words(),
        )
        if not allowed:
            return
        life.customer_last, life.events = by in CUSTOMERS, life.events + 1
        if by in CUSTOMERS:
            life.stop_waiting()
        else:
            life.begin(by)

    @rule(n=which, by=actors, minutes=pauses)
    def note(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life, words = self.life(n), self.words()
        allowed = by in DESK and self.sees(by, life)

        self.does(by, life, may=policies.may_note, act=services.note, expected=allowed, **words)
        if allowed:
            life.internal.append(words["body"])
            life.events += 1

    @rule(n=which, by=actors, minutes=pauses)
    def ask(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        allowed = by in DESK and self.sees(by, life) and life.is_open

        self.does(
            by,
            life,
            may=policies.may_ask,
            act=services.ask_customer,
            expected=allowed,
            question="Mikä versio?",
            missing=["Kuva"],
            **self.words(),
        )
        if allowed:
            life.begin(by)
            life.stop_waiting()
            life.waiting, life.customer_last, life.events = True, False, life.events + 1

    @rule(n=which, by=the_desk, minutes=pauses)
    def propose(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        begun = (SUPPORT, "handling") if life.here == (SUPPORT, "received") else life.here
        allowed = self.sees(by, life) and begun in SETTLES

        self.does(
            by,
            life,
            may=policies.may_ask,
            act=services.propose_solution,
            expected=allowed,
            **self.words(),
        )
        if allowed:
            life.begin(by)
            life.stop_waiting()
            life.closes_at, life.customer_last = self.case(life).closes_at, False
            assert life.closes_at
            assert timedelta(days=5) < life.closes_at - self.now + timedelta(days=1)
            life.events += 1

    @rule(n=which, by=actors, minutes=pauses)
    def object_or_go_on(self, n: int, by: str, minutes: int) -> None:
        """The customer objects to the solution; the desk takes it, or its question, back."""
        self.wait(minutes)
        life = self.life(n)
        allowed = self.sees(by, life) and life.is_open
        if by in DESK:
            may, act, changes = policies.may_ask, services.go_on, life.waiting or life.closes_at
        else:
            may, act = policies.may_speak_for_customer, services.object_to_closing
            changes = life.closes_at

        self.does(by, life, may=may, act=act, expected=allowed)
        if allowed and changes:
            life.stop_waiting()
            life.customer_last = life.customer_last or by in CUSTOMERS
            life.events += 1

    @rule(n=which, steps=st.integers(1, 4), minutes=pauses)
    def the_usual_comes_next(self, n: int, steps: int, minutes: int) -> None:
        """What the process leads to: chance alone would seldom get a case that far."""
        for _step in range(steps):
            if self.life(n).is_open and not self.life(n).closes_at:
                self.next_step(n, minutes)
                self.the_database_says_the_same()

    def next_step(self, n: int, minutes: int) -> None:
        life = self.life(n)
        ways = WAYS.get(life.here, {"": "reason"})
        to, need = next(iter(ways.items()))
        if not life.taken:
            self.take_up(n, "mikko", minutes)
        elif life.stage == "new":
            self.set_level(n, "mikko", life.level or 3, minutes)
        elif life.stage == "quotation":
            self.offer(n, "kalle", minutes)
        elif life.stage == "approval":
            self.answer(n, "paivi", "approved", minutes)
        elif need == "reason":
            self.propose(n, "mikko", minutes)
        else:
            self.move_on(n, "mikko", Stage(to), go_on=True, bare=False, minutes=minutes)

    @rule(days=st.integers(0, 9))
    def silence(self, days: int) -> None:
        """Time passes, and the sweeps run."""
        self.now += timedelta(days=days)
        services.announce_passed_steps(limit=99, at=self.now)
        due = [life for life in self.lives if life.closes_at and life.closes_at <= self.now]

        found = [services.close_silent(limit=99, at=self.now) for _sweep in range(2)]

        assert found == [len(due), 0]
        for life in due:
            life.end("solved", None, self.now)

    @rule(
        n=which,
        by=actors,
        outcome=st.sampled_from([Outcome.SOLVED, Outcome.WITHDRAWN]),
        minutes=pauses,
    )
    def close(self, n: int, by: str, outcome: Outcome, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        by_customer = by in CUSTOMERS
        may = policies.may_speak_for_customer if by_customer else policies.may_arrange
        ends = life.is_open and life.here not in BINDING
        ends = ends or (life.here == (WORK, "delivery") and outcome == Outcome.SOLVED)
        again = life.outcome == outcome and life.closed_by == by
        allowed = (by_customer or by == "mikko") and (ends or again)

        self.does(
            by,
            life,
            may=may,
            act=services.close,
            expected=allowed,
            outcome=outcome,
            reason="" if by_customer else "Soitti.",
        )
        if allowed and not again:
            life.end(outcome.value, by, self.now)

    @rule(n=which, by=actors, minutes=pauses)
    def decline(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        may = by == "mikko" or life.here in MOVES.get(by, set())
        again = life.outcome == "declined" and life.closed_by == by
        allowed = may and (life.here in DECLINES or again)

        self.does(
            by,
            life,
            may=policies.may_decline,
            act=services.close,
            expected=allowed,
            outcome=Outcome.DECLINED,
            reason="Ei tehdä.",
        )
        if allowed and not again:
            life.end("declined", by, self.now)

    @rule(n=which, by=actors, minutes=pauses)
    def reopen(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        allowed = self.sees(by, life) and not life.is_open and life.outcome != "merged"
        allowed = allowed and self.now <= life.handled_at + timedelta(days=14)

        self.does(
            by,
            life,
            may=policies.may_reopen,
            act=services.reopen,
            expected=bool(allowed),
            **self.words(),
        )
        if not allowed:
            return
        # A quotation was taken back with the case: there is nothing to approve any more.
        life.stage = "quotation" if life.closed_from == "approval" else life.closed_from
        life.outcome, life.handled_at = "", None
        life.customer_last, life.events = by in CUSTOMERS, life.events + 1
        if by in DESK:
            life.begin(by)

    @rule(n=which, by=actors, minutes=pauses)
    def somebody_changes_their_mind(self, n: int, by: str, minutes: int) -> None:
        """Withdrawn wherever it stands, and opened again."""
        self.close(n, "paivi", Outcome.WITHDRAWN, minutes)
        self.reopen(n, by, minutes)

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

    @precondition(lambda self: any(life.type == WORK for life in self.lives))
    @rule(n=which, by=actors, minutes=pauses)
    def offer(self, n: int, by: str, minutes: int) -> None:
        self.wait(minutes)
        life = self.life(n)
        allowed = by in {"mikko", "kalle"} and life.here == (WORK, "quotation") and life.taken

        made = self.does(
            by,
            life,
            may=policies.may_quote,
            act=services.offer,
            expected=allowed,
            text=f"Työ {uuid4()}",
            price=Decimal(100),
            ready_on=date(2026, 5, 4),
        )
        if allowed:
            life.stage, life.verdict, life.quotation = "approval", "pending", made.pk
            life.customer_last, life.events = False, life.events + 1

    @precondition(lambda self: any(life.quotation for life in self.lives))
    @rule(
        n=which,
        by=actors,
        verdict=st.sampled_from(["approved", "approved", "declined", "taken_back"]),
        minutes=pauses,
    )
    def answer(self, n: int, by: str, verdict: str, minutes: int) -> None:
        """A SuperUser approves or declines the latest quotation; SoftOne takes it back."""
        self.wait(minutes)
        life = self.life(n)
        if life.quotation is None:
            return
        again = life.verdict == verdict and life.answered_by == by
        stands = life.is_open and (life.verdict == "pending" or again)
        if verdict == "taken_back":
            allowed = by in {"mikko", "kalle"} and life.type == WORK and stands
            may = policies.may_quote
        else:
            allowed = by in CUSTOMERS and stands
            may = policies.may_speak_for_customer

        def act(case: Case, **given: Any) -> Quotation:
            quotation = Quotation.objects.get(pk=life.quotation)
            if verdict == "approved":
                return services.approve(quotation, **given)
            verb = services.decline if verdict == "declined" else services.take_back
            return verb(quotation, reason="Siksi.", **given)

        self.does(by, life, may=may, act=act, expected=allowed)
        if allowed and not again:
            life.stage = "execution" if verdict == "approved" else "quotation"
            life.verdict, life.answered_by, life.events = verdict, by, life.events + 1
            life.customer_last = life.customer_last or by in CUSTOMERS

    @precondition(lambda self: len(self.lives) > 1)
    @rule(n=which, m=which, by=actors, tells=st.booleans(), minutes=pauses)
    def merge(self, n: int, m: int, by: str, tells: bool, minutes: int) -> None:
        self.wait(minutes)
        life, into = self.life(n), self.life(m)
        again = life.merged_into == into.pk
        joins = life.is_open and into.is_open and life != into and life.here not in BINDING
        joins = joins and not life.promises_more_than(into)
        allowed = by == "mikko" and (joins or again)

        self.does(
            by,
            life,
            may=policies.may_arrange,
            act=services.merge,
            expected=allowed,
            into=self.case(into),
            tells=tells,
        )
        if allowed and not again:
            life.end("merged", by, self.now)
            life.merged_into, into.events = into.pk, into.events + 1

    @precondition(lambda self: len(self.lives) < 3)
    @rule(n=which, kind=types, number=st.integers(1, 5), there=st.booleans(), minutes=pauses)
    def a_double_is_merged(self, n: int, kind: str, number: int, there: bool, minutes: int) -> None:
        """Somebody registers the matter once more, and one of the two goes on in the other."""
        self.register("jouni", kind, number, minutes)
        pair = (n, len(self.lives) - 1)
        self.merge(*(pair if there else pair[::-1]), "mikko", there, minutes)

    @rule(n=which, by=the_customer, minutes=pauses)
    def an_offer_falls_with_its_order(self, n: int, by: str, minutes: int) -> None:
        """A quotation that nobody answers before the customer withdraws the order."""
        self.offer(n, "kalle", minutes)
        self.close(n, by, Outcome.WITHDRAWN, minutes)


def test_every_life_of_a_case_is_one_the_model_knows(
    request, customer, paivi, jouni, mikko, product, consultant, stranger
) -> None:
    LifeOfCases.cast = SimpleNamespace(
        customer=customer,
        module=factories.licensed(customer),
        people={
            "paivi": paivi,
            "jouni": jouni,
            "mikko": mikko,
            "kalle": consultant,
            "petra": product,
            "stranger": stranger,
        },
    )
    examples = 5_000 if request.config.getoption("--thorough") else 300

    run_state_machine_as_test(
        LifeOfCases,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
