"""A worker killed by -9 while deadlines pass: nothing lost, nothing twice (B5.5, B1–B2 of faults)."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from accounts.choices import Role
from accounts.models import Customer, User
from accounts.notices.choices import MailState
from accounts.notices.models import Notice, OutboxMail
from cases.choices import EventKind
from cases.models import Case, CaseEvent
from tests import factories
from tests.worker.programs import Portal

pytestmark = [
    pytest.mark.worker,
    # The calendar and the levels come from migrations, and other tests empty the tables.
    pytest.mark.django_db(transaction=True),
]

# Level 2 gives four opening hours: registered at 9, with the lunch hour between, due at 14.
NINE = datetime.fromisoformat("2026-02-02T09:00:00+02:00")
BEFORE = datetime.fromisoformat("2026-02-02T13:55:00+02:00")
AFTER = BEFORE + timedelta(minutes=10)


@pytest.fixture
def three_cases(
    clock: Callable[[datetime], datetime], customer: Customer, paivi: User, mikko: User, outi: User
) -> list[Case]:
    """Three programming errors of one customer, all due at 14, in the hands of one team."""
    factories.staff(Role.MANAGER, email="marjut@softone.example")
    clock(NINE)
    return [
        factories.registered_case(customer, by=paivi, level=2, at=NINE, module=module)
        for module in [factories.licensed(customer) for _ in range(3)]
    ]


def _breaches() -> Counter[tuple[int, str]]:
    events = CaseEvent.objects.filter(kind=EventKind.BREACHED)
    return Counter(events.values_list("case_id", "clock_kind"))


def _announced() -> Counter[tuple[str, int]]:
    """How often each person was told of each case's missed deadline."""
    notices = Notice.objects.filter(kind="case.breached").select_related("recipient")
    return Counter((notice.recipient.email, notice.context["case"]) for notice in notices)


def _mailed(portal: Portal) -> Counter[tuple[str, str]]:
    """How often each mail was handed to the mail server: recipient and identity."""
    return Counter((letter["To"], letter["Message-ID"]) for letter in portal.letters())


def _sent() -> int:
    return OutboxMail.objects.filter(state=MailState.SENT).count()


def test_deadlines_that_pass_while_the_worker_is_dead_are_announced_once(
    portal: Portal, three_cases: list[Case]
) -> None:
    worker = portal.start("worker", at=BEFORE)
    portal.wait_for(lambda: _sent() == 3, "the three receipts")
    portal.kill(worker)

    worker, beat = portal.start("worker", at=AFTER), portal.start("beat", at=AFTER)
    portal.wait_for(lambda: _sent() == 12, "nine announcements by mail")

    once_each = Counter((case.pk, "handling") for case in three_cases)
    everybody = ["marjut@softone.example", "mikko@softone.example", "outi@softone.example"]
    told = Counter((person, case.pk) for person in everybody for case in three_cases)
    mailed = _mailed(portal)
    assert _breaches() == once_each
    assert _announced() == told
    assert set(mailed.values()) == {1}
    assert Counter(to for to, _ in mailed) == Counter(
        {**dict.fromkeys(everybody, 3), "paivi@kivimaki.example": 3}
    )

    portal.kill(worker)
    portal.kill(beat)
    again = Counter({"cases.announce_passed_steps": 2, "notices.send_waiting_mail": 1})
    wanted = portal.done() + again
    portal.send(*again.elements())
    portal.start("worker", at=AFTER)
    portal.wait_for(lambda: portal.done() >= wanted, "the doubled tasks")

    assert _breaches() == once_each
    assert _announced() == told
    assert _mailed(portal) == mailed
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {MailState.SENT}


def _kill_all(portal: Portal, held: Path) -> None:
    portal.kill(portal.running[-1])


def _kill_the_child(portal: Portal, held: Path) -> None:
    os.kill(int(held.read_text()), signal.SIGKILL)


@pytest.mark.parametrize("kill", [_kill_all, _kill_the_child])
def test_a_mail_whose_sender_was_killed_leaves_later(
    portal: Portal,
    clock: Callable[[datetime], datetime],
    customer: Customer,
    paivi: User,
    kill: Callable[[Portal, Path], None],
) -> None:
    clock(NINE)
    portal.start("worker", at=NINE)
    with portal.mail_held() as held:
        factories.registered_case(customer, by=paivi, level=3, at=NINE)
        portal.wait_for(held.exists, "a claimed mail")
        kill(portal, held)
        mail = OutboxMail.objects.get()
        assert (mail.state, mail.attempts, portal.letters()) == (MailState.WAITING, 1, [])
        portal.kill(portal.running[-1])

    # The lease of the dead runs out, and the sweep takes over.
    portal.send("notices.send_waiting_mail")
    portal.start("worker", at=NINE + timedelta(minutes=1))
    portal.wait_for(portal.letters, "the mail")
    portal.wait_for(lambda: OutboxMail.objects.get().state == MailState.SENT, "the mark")

    assert _mailed(portal) == Counter({("paivi@kivimaki.example", mail.message_id): 1})
    assert OutboxMail.objects.get().attempts == 2
