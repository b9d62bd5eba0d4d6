"""One row of the queue: what it tells, and that a drawing is never older than its case."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Customer
from cases.models import Case
from cases.selectors.queue import QueueRow, queue_row
from tests.cases.steps import (
    at,
    note,
    reply,
    take_up,
)

QUEUE = reverse("cases:queue")
TEN = at(2026, 2, 2, 10)


def row(case: Case, when: datetime) -> QueueRow:
    return queue_row(Case.objects.for_the_queue().get(pk=case.pk), at=when)


@pytest.fixture
def taken(case, mikko, clock) -> Case:
    clock(TEN)
    return take_up(case, by=mikko, at=TEN)


def test_a_row_tells_what_the_desk_needs(taken) -> None:
    found = row(taken, TEN)

    assert (found.reference, found.subject, found.customer, found.level) == (
        taken.reference,
        "Palkka-ajo keskeytyy",
        "Rakennusliike Kivimäki Oy",
        3,
    )
    assert (found.url, found.initials, found.owner_name, found.due.at) == (
        taken.get_absolute_url(),
        "MR",
        "Mikko Rantanen",
        at(2026, 3, 2, 16),
    )


def test_the_state_of_a_row_follows_the_case(case, mikko, paivi) -> None:
    def state(when: datetime) -> tuple[str, bool]:
        found = row(case, when)
        return found.state.kind, found.awaits_reply

    found = [state(TEN)]
    take_up(case, by=mikko, at=TEN)
    found.append(state(TEN))
    reply(case, by=mikko, at=TEN)
    found.append(state(TEN))
    reply(case, by=paivi, at=at(2026, 2, 2, 10, 1))
    found.append(state(TEN))
    found.append(state(at(2026, 3, 2, 16, 0, 1)))

    assert found == [("new", True), ("act", True), ("run", False), ("act", True), ("late", True)]


def test_a_near_deadline_asks_to_act(case) -> None:
    kinds = [
        row(case, when).due.kind
        for when in (at(2026, 2, 3, 9), at(2026, 2, 3, 10, 30), at(2026, 2, 3, 15, 0, 1))
    ]

    assert kinds == ["run", "act", "late"]


@pytest.mark.parametrize("service", [reply, note])
def test_a_change_within_the_minute_is_drawn_at_once(as_user, taken, mikko, service) -> None:
    client = as_user(mikko)
    assert 'class="is-unread"' in client.get(QUEUE).content.decode()

    service(taken, by=mikko, at=TEN)

    assert ('class="is-unread"' in client.get(QUEUE).content.decode()) == (service is note)


def test_a_new_owner_is_drawn_at_once(as_user, taken, mikko, outi) -> None:
    client = as_user(mikko)
    client.get(QUEUE)

    take_up(taken, by=outi, at=TEN)

    assert "Outi Salmela" in client.get(QUEUE).content.decode()


def test_time_alone_makes_a_row_late(as_user, case, mikko, clock) -> None:
    client = as_user(mikko)
    due = at(2026, 2, 3, 15)
    clock(due)
    before = client.get(QUEUE).content.decode()

    clock(due + timedelta(minutes=1))

    assert ("due-late" in before, "due-late" in client.get(QUEUE).content.decode()) == (False, True)


def test_each_reader_reads_the_own_language(as_user, case, mikko, outi) -> None:
    outi.language = "en"
    outi.save()

    words = [
        "Ottamatta" in as_user(person).get(QUEUE).content.decode()
        for person in (mikko, outi, mikko)
    ]

    assert words == [True, False, True]


def test_another_name_of_the_customer_appears_with_the_next_minute(
    as_user, case, customer, mikko, clock
) -> None:
    client = as_user(mikko)
    client.get(QUEUE)
    Customer.objects.filter(pk=customer.pk).update(name="Kivimäki Oyj")

    clock(at(2026, 2, 2, 9, 1))

    assert "Kivimäki Oyj" in client.get(QUEUE).content.decode()
