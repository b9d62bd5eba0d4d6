"""B5.5: sweeps and actions that meet never lose a breach and never double one."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from accounts.notices.models import Notice, OutboxMail
from cases import services
from cases.models import Case, CaseEvent
from tests import factories
from tests.cases.steps import (
    at,
    at_once,
    take_up,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
]

MONDAY = at(2026, 2, 2, 9)
LATE = at(2026, 2, 2, 10, 0, 1)


@pytest.fixture
def chief() -> User:
    return factories.staff(Role.MANAGER, email="marjut@softone.example")


def grave_cases(count: int) -> list[Case]:
    """Cases of level 1, due on Monday at 10."""
    customer = factories.CustomerFactory()
    superuser = factories.superuser_of(customer)
    module = factories.licensed(customer)
    return [
        factories.registered_case(customer, by=superuser, module=module, level=1, at=MONDAY)
        for _ in range(count)
    ]


def sweep(when: datetime = LATE) -> int:
    found = 0
    while some := services.announce_passed_steps(limit=3, at=when):
        found += some
    return found


def missed() -> list[int]:
    events = CaseEvent.objects.filter(kind="breached").order_by("case_id")
    return list(events.values_list("case_id", flat=True))


def told_of_breaches(person: User) -> tuple[int, int]:
    mine = {"recipient": person, "kind": "case.breached"}
    return Notice.objects.filter(**mine).count(), OutboxMail.objects.filter(**mine).count()


def test_two_sweeps_at_once_announce_each_deadline_once(chief) -> None:
    cases = grave_cases(12)

    counts = at_once(sweep, sweep)

    # A sweep skips what the other one holds, so a third finds what both may have left.
    assert sum(counts) + sweep() == 12
    assert missed() == sorted(case.pk for case in cases)
    assert told_of_breaches(chief) == (12, 12)


def test_a_case_somebody_holds_is_skipped_and_taken_next_time(chief) -> None:
    held, free = grave_cases(2)

    with transaction.atomic():
        Case.objects.select_for_update().get(pk=held.pk)
        [found] = at_once(sweep)
        assert (found, missed()) == (1, [free.pk])

    assert sweep() == 1
    assert missed() == [held.pk, free.pk]
    assert told_of_breaches(chief) == (2, 2)


def test_a_late_start_and_a_sweep_together_write_one_breach(chief) -> None:
    mikko = factories.staff(Role.SPECIALIST, email="mikko@softone.example")
    cases = grave_cases(6)

    for case in cases:
        at_once(lambda case=case: take_up(case, by=mikko, at=LATE), sweep)
        sweep(LATE + timedelta(minutes=1))

    assert missed() == [case.pk for case in cases]
    assert told_of_breaches(chief) == (6, 6)
    assert set(Case.objects.values_list("owner", flat=True)) == {mikko.pk}
