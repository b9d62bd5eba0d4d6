"""Who acts on cases, as pages let them, and what must hold after every act."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from accounts.models import User
from accounts.notices.models import Notice, OutboxMail
from cases.models import Case, Message
from cases.services import ChangedMeanwhile, NeedMissing
from cases.transitions import IllegalMove
from tests.cases.life_model import CUSTOMERS, ERROR, SEES, SUPPORT, WISH, WORK, Life
from tests.cases.steps import at

# Those who may do most come first and most often; the others try it all the same.
actors = st.sampled_from([*["mikko"] * 4, *["paivi"] * 3, "jouni", "kalle", "petra", "stranger"])
the_desk = st.sampled_from(["mikko", "mikko", "kalle", "petra"])
the_customer = st.sampled_from(["paivi", "jouni"])
which = st.integers(0, 2)
pauses = st.sampled_from([1, 20, 90, 60 * 24])
types = st.sampled_from([SUPPORT, ERROR, WISH, WORK])

# What time alone does to a case makes it no newer.
UNCOUNTED = ["warned", "breached", "goal_missed", "deadline_moved"]
# What only the desk hears of.
DESKS_OWN = {
    *("case.noted", "case.registered"),
    *("case.warned", "case.breached", "case.goal_missed"),
}


class WatchedLives(RuleBasedStateMachine):
    """One example: a few cases of one customer, in a transaction that is rolled back."""

    cast: SimpleNamespace

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = at(2026, 2, 2, 9)
        self.lives: list[Life] = []
        self.told_until = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # --- Acting as the pages do ---------------------------------------------------------------

    def life(self, number: int) -> Life:
        return self.lives[number % len(self.lives)]

    def person(self, name: str) -> User:
        return self.cast.people[name]

    def case(self, life: Life) -> Case:
        return Case.objects.get(pk=life.pk)

    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def does(
        self, name: str, life: Life, *, may: Any, act: Any, expected: bool, **given: Any
    ) -> Any:
        """Do it as a page would; whether it was refused must be what the model says.

        Returns what the service gave, or None.
        """
        person = self.person(name)
        case = Case.objects.visible_to(person).filter(pk=life.pk).first()
        assert (case is not None) == (life.type in SEES[name])
        result, done = None, False
        if case is not None and may(person, case):
            try:
                result = act(case, by=person, at=self.now, **given)
                done = True
            except (IllegalMove, ChangedMeanwhile, NeedMissing):
                pass
        assert done == expected, f"{name} at {life}: {getattr(act, '__name__', act)}"
        return result if done else None

    def sees(self, name: str, life: Life) -> bool:
        return life.type in SEES[name]

    def words(self) -> dict[str, Any]:
        return {"body": f"Sanat {uuid4()}", "key": uuid4()}

    # --- What always holds --------------------------------------------------------------------

    @invariant()
    def the_database_says_the_same(self) -> None:
        rows = Case.objects.select_related("owner", "handling_clock", "resolution_clock")
        found = rows.annotate(
            changes=Count("events", filter=~Q(events__kind__in=UNCOUNTED)),
        ).in_bulk([life.pk for life in self.lives])
        for life in self.lives:
            case = found[life.pk]
            assert (
                *(case.case_type, case.level_id, case.stage, case.outcome, case.handled_at),
                *(case.taken_up_at is not None, case.owner and case.owner.email),
                *(case.waiting_since is not None, case.closes_at, case.merged_into_id),
                *(case.changes, case.version),
            ) == (
                *(life.type, life.level, life.stage, life.outcome, life.handled_at),
                *(life.taken, life.owner and self.person(life.owner).email),
                *(life.waiting, life.closes_at, life.merged_into),
                *(life.events, life.events),
            )
            self.clocks_fit(case, life)
            self.deadline_fits(case, life)

    def clocks_fit(self, case: Case, life: Life) -> None:
        """The start clock never stands still; the other one does while the customer is asked."""
        handling, resolution = case.handling_clock, case.resolution_clock
        if handling is None or resolution is None:
            assert life.type != ERROR
            return
        asked = life.waiting or life.closes_at is not None
        assert handling.state != "paused"
        if life.type == ERROR and life.is_open:
            assert resolution.stopped_at is None
            assert not (handling.is_running and life.taken)
            if resolution.state != "breached":
                assert resolution.state == ("paused" if asked else "running")
        else:
            assert handling.stopped_at is not None
            assert resolution.stopped_at is not None
            assert {handling.state, resolution.state} <= {"met", "breached", "cancelled"}

    def deadline_fits(self, case: Case, life: Life) -> None:
        if not life.is_open:
            assert case.next_due_at is None
        elif life.type != ERROR:
            # Our own goal counts while the customer waits for an answer of ours.
            awaited = life.customer_last and not life.awaits_customer
            assert (case.next_due_at is not None) == awaited
        elif life.awaits_customer:
            unbegun = case.handling_clock.stopped_at is None
            assert case.next_due_at == (case.handling_clock.due_at if unbegun else None)
        else:
            open_clocks = [
                clock.due_at
                for clock in (case.handling_clock, case.resolution_clock)
                if clock.stopped_at is None
            ]
            assert case.next_due_at == min(open_clocks)

    @invariant()
    def notes_stay_inside_and_strangers_outside(self) -> None:
        internal = {body for life in self.lives for body in life.internal}
        if internal:
            read = Message.objects.visible_to(self.person("paivi")).values_list("body", flat=True)
            assert internal.isdisjoint(read)
        assert not Message.objects.visible_to(self.person("stranger")).exists()

    @invariant()
    def each_is_told_once_and_not_of_ones_own(self) -> None:
        notices = list(Notice.objects.filter(pk__gt=self.told_until).order_by("pk"))
        self.told_until = notices[-1].pk if notices else self.told_until
        heard = [(notice.key, notice.kind, notice.recipient_id) for notice in notices]
        keys = [f"{key}:{recipient}" for key, _kind, recipient in heard]
        mails = OutboxMail.objects.filter(key__in=keys)
        customers = {self.person(name).pk for name in CUSTOMERS}

        assert len(set(heard)) == len(heard) == (mails.count() if keys else 0)
        assert self.person("stranger").pk not in {recipient for *_, recipient in heard}
        for _key, kind, recipient in heard:
            if recipient in customers:
                assert kind not in DESKS_OWN
            if recipient not in customers:
                assert kind not in {"case.receipt", "case.taken_up", "case.quoted"}
