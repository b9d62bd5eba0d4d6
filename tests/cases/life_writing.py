"""Lives in words: what people write to one another on a case, and whose turn it is then."""

from datetime import timedelta

from hypothesis.stateful import rule

from cases import policies, services
from tests.cases.life_model import CUSTOMERS, DESK, SETTLES, SUPPORT
from tests.cases.life_watch import WatchedLives, actors, pauses, the_desk, which


class WrittenLives(WatchedLives):
    """Replies, notes, questions, solutions and objections."""

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
