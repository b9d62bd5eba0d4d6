"""B4: lives of cases that nobody thought of, against a small table of what may happen.

Many people act on up to three cases in any order. A model, apart from the program, says what each
act does or that it is refused; after every act the database must say the same.
`./run test --thorough` tries many more lives.
"""

from types import SimpleNamespace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from cases.choices import Outcome, Stage
from tests import factories
from tests.cases.life_ending import EndedLives
from tests.cases.life_model import ERROR, SUPPORT, WAYS, WISH, WORK
from tests.cases.life_moving import MovedLives
from tests.cases.life_quoting import QuotedLives
from tests.cases.life_watch import actors, pauses, the_customer, types, which
from tests.cases.life_writing import WrittenLives

# How far the first case has come: each stage of each process is as likely.
starts = st.sampled_from(
    [
        (kind, steps)
        for kind, most in [(SUPPORT, 2), (ERROR, 7), (WISH, 6), (WORK, 6)]
        for steps in range(most + 1)
    ]
)


class LifeOfCases(MovedLives, WrittenLives, QuotedLives, EndedLives):
    """One example: a few cases of one customer."""

    @initialize(by=the_customer, start=starts, number=st.integers(1, 5))
    def first(self, by: str, start: tuple[str, int], number: int) -> None:
        """A case that has come some way along its process."""
        kind, steps = start
        self.register(by, kind, number, 1)
        self.the_usual_comes_next(0, steps, 1)

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

    @rule(n=which, by=actors, minutes=pauses)
    def somebody_changes_their_mind(self, n: int, by: str, minutes: int) -> None:
        """Withdrawn wherever it stands, and opened again."""
        self.close(n, "paivi", Outcome.WITHDRAWN, minutes)
        self.reopen(n, by, minutes)

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
