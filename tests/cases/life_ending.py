"""Lives that end, by a person's word or by silence, in another case, or not for good."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cases import policies, services
from cases.choices import Outcome
from tests.cases.life_model import BINDING, CUSTOMERS, DECLINES, DESK, MOVES, WORK
from tests.cases.life_watch import WatchedLives, actors, pauses, which


class EndedLives(WatchedLives):
    """Every way a case ends, and the one back."""

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
