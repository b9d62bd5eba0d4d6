"""Lives of work orders: what is offered, and how it is answered."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cases import policies, services
from cases.models import Case, Quotation
from tests.cases.life_model import CUSTOMERS, WORK
from tests.cases.life_watch import WatchedLives, actors, pauses, which


class QuotedLives(WatchedLives):
    """Quotations and their answers."""

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
