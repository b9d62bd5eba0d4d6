"""B4.6: a proposed solution closes by itself after 5 open days, at closing time, exactly once."""

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.choices import Role
from accounts.notices.models import Notice
from cases import services, sweeps
from cases.choices import Outcome, Stage
from cases.models import Case, CaseRules
from cases.transitions import IllegalMove
from tests import factories
from tests.cases.steps import at, at_once, brought_to, event_kinds, propose, reply

TEN = at(2026, 2, 2, 10)
CLOSES = at(2026, 2, 9, 16)
SECOND = timedelta(seconds=1)


@pytest.fixture
def assessed(case, mikko) -> Case:
    return brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)


@pytest.fixture
def proposed(assessed, mikko) -> Case:
    propose(assessed, by=mikko, at=TEN)
    return Case.objects.get(pk=assessed.pk)


def sweep(when) -> int:
    return services.close_silent(limit=100, at=when)


@pytest.mark.parametrize(
    ("when", "closes"),
    [
        pytest.param(at(2026, 2, 2, 10), at(2026, 2, 9, 16), id="over a weekend"),
        pytest.param(at(2026, 2, 2, 20), at(2026, 2, 9, 16), id="in the evening"),
        pytest.param(at(2026, 2, 6, 10), at(2026, 2, 13, 14), id="on a Friday, to a short day"),
        pytest.param(at(2026, 2, 7, 12), at(2026, 2, 13, 14), id="on a Saturday"),
        pytest.param(at(2026, 3, 26, 10), at(2026, 4, 2, 14), id="to the eve of Good Friday"),
        pytest.param(at(2026, 3, 27, 10), at(2026, 4, 7, 16), id="over Easter"),
    ],
)
def test_silence_lasts_five_open_days(assessed, mikko, when, closes) -> None:
    propose(assessed, by=mikko, at=when)

    assert Case.objects.get(pk=assessed.pk).closes_at == closes


def test_how_long_silence_lasts_can_be_edited(assessed, mikko) -> None:
    CaseRules.objects.update(silence_days=2)

    propose(assessed, by=mikko, at=TEN)

    assert Case.objects.get(pk=assessed.pk).closes_at == at(2026, 2, 4, 16)


def test_nothing_closes_before_its_time(proposed) -> None:
    assert sweep(CLOSES - SECOND) == 0
    assert not Case.objects.get(pk=proposed.pk).is_handled


def test_silence_closes_the_case_as_solved(proposed) -> None:
    assert sweep(CLOSES) == 1

    case = Case.objects.get(pk=proposed.pk)
    assert (case.stage, case.outcome, case.handled_at, case.closes_at) == (
        Stage.HANDLED,
        Outcome.SOLVED,
        CLOSES,
        None,
    )
    assert (case.version, case.resolution_clock.state) == (proposed.version + 1, "met")
    event = case.events.last()
    assert (event.kind, event.by, event.outcome) == ("closed", None, "solved")


def test_a_second_sweep_closes_nothing(proposed) -> None:
    assert [sweep(CLOSES), sweep(CLOSES), sweep(CLOSES + timedelta(days=9))] == [1, 0, 0]
    assert event_kinds(proposed).count("closed") == 1


@pytest.mark.parametrize("objects", [services.object_to_closing, reply])
def test_who_objects_is_not_closed(proposed, paivi, objects) -> None:
    objects(proposed, by=paivi, at=CLOSES - SECOND)

    assert sweep(CLOSES + timedelta(days=9)) == 0
    assert not Case.objects.get(pk=proposed.pk).is_handled


def test_a_sweep_that_was_away_closes_all_of_them(proposed, customer, paivi, mikko, clock) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)
    propose(brought_to(other, Stage.ASSESSMENT, by=mikko, at=TEN), by=mikko, at=TEN)
    clock(CLOSES + timedelta(days=30))

    sweeps.close_silent()

    assert Case.objects.handled().count() == 2


def test_a_batch_takes_no_more_than_its_limit(proposed, customer, paivi, mikko) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)
    propose(brought_to(other, Stage.ASSESSMENT, by=mikko, at=TEN), by=mikko, at=TEN)

    assert [services.close_silent(limit=1, at=CLOSES) for _sweep in range(3)] == [1, 1, 0]


def committed(count: int) -> list[Case]:
    """Cases whose solution lies with the customer since Monday, for other connections too."""
    customer = factories.CustomerFactory()
    paivi, module = factories.superuser_of(customer), factories.licensed(customer)
    mikko = factories.staff(Role.SPECIALIST, team=factories.team_for(customer.industry))
    cases = []
    for _number in range(count):
        case = factories.registered_case(customer, by=paivi, module=module, at=TEN)
        case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
        propose(case, by=mikko, at=TEN)
        cases.append(case)
    return cases


def closings() -> list[int]:
    """How often each case was closed, and told so to each person."""
    cases = Case.objects.all()
    told = Notice.objects.filter(kind="case.closed")
    assert told.count() == told.values("recipient", "context").distinct().count()
    return [event_kinds(case).count("closed") for case in cases]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_close_each_case_once() -> None:
    committed(6)

    counts = at_once(lambda: sweep(CLOSES), lambda: sweep(CLOSES))

    # A sweep skips what the other one holds, so a third finds what both may have left.
    assert sum(counts) + sweep(CLOSES) == 6
    assert closings() == [1] * 6


@pytest.mark.django_db(transaction=True)
def test_a_case_somebody_holds_is_left_to_the_next_sweep() -> None:
    [held] = committed(1)

    with transaction.atomic():
        Case.objects.select_for_update().get(pk=held.pk)
        assert at_once(lambda: sweep(CLOSES)) == [0]

    assert sweep(CLOSES) == 1


@pytest.mark.django_db(transaction=True)
def test_an_objection_and_a_sweep_at_once_are_one_of_the_two() -> None:
    for case in committed(4):

        def objects(case: Case = case) -> str:
            try:
                services.object_to_closing(case, by=case.contact, at=CLOSES)
            except IllegalMove:
                return "too late"
            return "in time"

        word, _count = at_once(objects, lambda: sweep(CLOSES))

        ended = Case.objects.get(pk=case.pk).is_handled
        assert (word, ended, event_kinds(case)[-1]) in {
            ("too late", True, "closed"),
            ("in time", False, "objected"),
        }


@pytest.mark.django_db(transaction=True)
def test_a_reply_and_an_ending_at_once_come_one_after_the_other() -> None:
    for case in committed(4):

        def writes(case: Case = case) -> str:
            try:
                reply(case, by=case.contact, at=CLOSES)
            except IllegalMove:
                return "too late"
            return "in time"

        def ends(case: Case = case) -> None:
            services.close(case, outcome=Outcome.SOLVED, by=case.contact, at=CLOSES)

        word, _none = at_once(writes, ends)

        written = ["objected", "closed"] if word == "in time" else ["closed"]
        assert event_kinds(case)[-len(written) :] == written
        assert Case.objects.get(pk=case.pk).is_handled
