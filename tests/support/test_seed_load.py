"""Seeding for load: many cases by COPY, each as consistent as one that people made."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F, Q
from django.test import Client
from django.urls import reverse

from accounts.choices import CaseType, Role
from accounts.models import Customer, SuperUser, User
from cases import services
from cases.choices import EventKind, MessageKind, Outcome, Stage, Verdict
from cases.models import Case, CaseEvent, CaseFacts, Message, Question, Quotation
from cases.services.recording import next_due_at
from sla.choices import ClockKind, ClockState
from sla.goals import goals_in_use
from sla.hours import calendar_in_use
from sla.models import Clock, ClockEvent, ClockPause, ServiceLevel
from sla.selectors import preview
from softone_support.demo import seed_lives
from tests.support.conftest import MOMENTS


@pytest.fixture
def seeded(clock: Callable, settings, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """300 cases of 20 customers, many of them open and overdue, seen on a Sunday evening."""
    settings.DEMO = True
    monkeypatch.setattr(seed_lives, "OPEN_SHARE", 0.5)
    monkeypatch.setattr(seed_lives, "OVERDUE_SHARE", 0.2)
    at = clock(datetime.fromisoformat(MOMENTS["Sunday evening"]))
    _seed(cases=300, customers=20)
    return at


def _seed(*, cases: int, customers: int, replies: int = 3) -> None:
    call_command(
        *("seed_load", "--cases", str(cases), "--customers", str(customers)),
        *("--replies-per-case", str(replies)),
        stdout=StringIO(),
        stderr=StringIO(),
    )


def _lives(moment: str) -> seed_lives.Lives:
    return seed_lives.Lives(
        *(calendar_in_use().work, ServiceLevel.objects.in_bulk(), goals_in_use()),
        now=datetime.fromisoformat(moment),
        random=seed_lives.Random(1),
    )


def test_every_case_has_what_belongs_to_it(seeded: datetime) -> None:
    connection.check_constraints()

    errors = Case.objects.filter(case_type=CaseType.PROGRAMMING_ERROR)
    assert Case.objects.count() == CaseFacts.objects.count() == 300
    assert Clock.objects.exclude(kind=ClockKind.GOAL).count() == 2 * errors.count()
    assert errors.filter(Q(level=None) | Q(handling_clock=None)).count() == 0
    others = Case.objects.exclude(case_type=CaseType.PROGRAMMING_ERROR)
    assert others.filter(Q(level__isnull=False) | Q(handling_clock__isnull=False)).count() == 0
    assert Message.objects.count() == 300 * 4
    assert Customer.objects.count() == 20
    assert SuperUser.objects.current().count() == 40
    assert not any(person.has_usable_password() for person in User.objects.filter(role=""))


@pytest.mark.parametrize("replies", [0, 1, 2])
def test_next_due_at_is_what_the_services_work_out(seeded: datetime, replies: int) -> None:
    _seed(cases=100, customers=3, replies=replies)
    cases = Case.objects.select_related("handling_clock", "resolution_clock")

    stored = {case.pk: case.next_due_at for case in cases}

    assert len(stored) == 400
    assert stored == {case.pk: next_due_at(case) for case in cases}


def test_deadlines_are_those_of_the_level(seeded: datetime) -> None:
    levels = ServiceLevel.objects.in_bulk()
    cases = Case.objects.select_related("handling_clock", "resolution_clock")

    for case in cases.filter(case_type=CaseType.PROGRAMMING_ERROR):
        promised = preview(levels[case.level_id], at=case.received_at)
        assert (case.handling_clock.due_at, case.resolution_clock.due_at) == (
            promised.handling_due_at,
            promised.resolution_due_at,
        )


def test_clocks_tell_the_same_as_their_case(seeded: datetime) -> None:
    cases = Case.objects.filter(case_type=CaseType.PROGRAMMING_ERROR)
    late = Q(state=ClockState.BREACHED)

    assert (
        cases.exclude(taken_up_at=F("handling_clock__stopped_at"))
        .filter(taken_up_at__isnull=False)
        .count()
        == 0
    )
    assert cases.exclude(handled_at=F("resolution_clock__stopped_at")).handled().count() == 0
    assert Clock.objects.filter(late, stopped_at__lte=F("due_at")).count() == 0
    assert ClockEvent.objects.count() == Clock.objects.filter(late).count() > 0
    assert CaseEvent.objects.filter(kind=EventKind.BREACHED).count() == ClockEvent.objects.count()


def test_clocks_tell_the_opening_time_they_gave_and_used(seeded: datetime) -> None:
    work = calendar_in_use().work

    for clock in Clock.objects.all():
        used = work.open_between(clock.started_at, clock.stopped_at) if clock.stopped_at else None
        given = work.open_between(clock.started_at, clock.due_at)
        assert (clock.target_seconds, clock.used_seconds) == (given, used)
    assert ClockEvent.objects.exclude(deadline_at=F("clock__due_at")).count() == 0


def test_the_open_cases_are_spread_as_at_a_real_desk(seeded: datetime) -> None:
    open_cases = Case.objects.unhandled()
    overdue = open_cases.overdue(seeded)

    assert open_cases.count() == 150
    assert overdue.count() == 30
    assert open_cases.untaken().count() == 22
    assert overdue.untaken().count() == 15
    assert len(set(open_cases.values_list("team", flat=True))) == 2
    assert set(open_cases.values_list("stage", flat=True)) == set(Stage) - {Stage.HANDLED}
    assert set(Case.objects.values_list("level", flat=True)) == {None, 1, 2, 3, 4, 5}
    assert set(Case.objects.values_list("case_type", flat=True)) == set(CaseType)
    assert set(Case.objects.handled().values_list("outcome", flat=True)) == {
        Outcome.SOLVED,
        Outcome.DECLINED,
        Outcome.WITHDRAWN,
    }


def test_what_waits_for_the_customer_says_for_what(seeded: datetime) -> None:
    asked = Case.objects.filter(waiting_since__isnull=False)
    proposed = Case.objects.filter(closes_at__isnull=False)
    paused = Clock.objects.filter(state=ClockState.PAUSED)
    quotations = Quotation.objects.select_related("case")
    bought = {Stage.EXECUTION, Stage.DELIVERY}

    assert asked.count() > 0
    assert dict(asked.values_list("pk", "waiting_since")) == dict(
        Question.objects.unanswered().values_list("case", "asked_at")
    )
    assert proposed.count() > 0
    assert proposed.filter(closes_at__lte=seeded).count() == 0
    assert set(paused.values_list("pk", flat=True)) == set(
        (asked | proposed)
        .filter(resolution_clock__isnull=False)
        .values_list("resolution_clock", flat=True)
    )
    assert set(ClockPause.objects.values_list("clock", "ended_at")) == {
        (clock.pk, None) for clock in paused
    }
    assert {quotation.case.stage for quotation in quotations.pending()} == {Stage.APPROVAL}
    approved = quotations.filter(verdict=Verdict.APPROVED, answered_by=F("case__contact"))
    assert set(approved.values_list("case", flat=True)) == set(
        Case.objects.filter(case_type=CaseType.WORK_ORDER)
        .filter(Q(stage__in=bought) | Q(outcome=Outcome.SOLVED))
        .values_list("pk", flat=True)
    )


def test_the_types_have_plausible_shares(db: None) -> None:
    drawn = Counter(draft.case_type for draft in _lives(MOMENTS["Monday morning"]).drafts(4000))
    usual = {
        CaseType.PROGRAMMING_ERROR: 1800,
        CaseType.SUPPORT_REQUEST: 1400,
        CaseType.WISH: 400,
        CaseType.WORK_ORDER: 400,
    }

    assert {case_type: pytest.approx(count, abs=100) for case_type, count in usual.items()} == drawn


def test_the_history_of_a_case_is_whole(seeded: datetime) -> None:
    for case in Case.objects.prefetch_related("events", "messages"):
        events = [event for event in case.events.all() if event.kind != EventKind.BREACHED]
        moved = [event.stage_to for event in events if event.stage_to]
        kinds = Counter(event.kind for event in events)
        staff = [m.sent_at for m in case.messages.all() if m.kind == MessageKind.STAFF]

        assert events[0].kind == EventKind.REGISTERED
        assert moved[-1] == case.stage
        assert kinds[EventKind.TAKEN_UP] == (1 if case.taken_up_at else 0)
        words = (EventKind.REPLIED, EventKind.CUSTOMER_ASKED, EventKind.SOLUTION_PROPOSED)
        assert sum(kinds[kind] for kind in words) == 3
        assert kinds[EventKind.CLOSED] == bool(case.outcome)
        assert max(event.at for event in events) < seeded
        assert [event.starts_handling for event in events].count(True) == bool(case.taken_up_at)
        assert case.version == len(events)
        assert case.staff_wrote_at == max(staff, default=None)
        assert min(staff, default=seeded) >= (case.taken_up_at or case.received_at)


def test_numbers_go_on_with_the_sequence(seeded: datetime) -> None:
    numbers = list(Case.objects.order_by("received_at", "pk").values_list("number", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('case_number')")
        (following,) = cursor.fetchone()

    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 300))
    assert following == max(numbers) + 1


def test_the_sweep_finds_what_nobody_has_noticed(
    clock: Callable, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.setattr(seed_lives, "OPEN_SHARE", 0.5)
    monkeypatch.setattr(seed_lives, "OVERDUE_SHARE", 0.4)
    monkeypatch.setattr(seed_lives, "UNNOTICED_SHARE", 1.0)
    at = clock(datetime.fromisoformat(MOMENTS["Wednesday afternoon"]))
    _seed(cases=40, customers=2)

    assert services.announce_passed_steps(limit=100, at=at) >= 8
    assert services.announce_passed_steps(limit=100, at=at) == 0


def test_seeding_again_adds(seeded: datetime) -> None:
    _seed(cases=50, customers=3)

    connection.check_constraints()
    assert (Case.objects.count(), Customer.objects.count()) == (350, 23)


def test_the_queue_opens_and_a_case_can_be_taken_up(seeded: datetime, client: Client) -> None:
    specialist = User.objects.with_role(Role.SPECIALIST).first()
    assert specialist
    client.force_login(specialist, backend="allauth.account.auth_backends.AuthenticationBackend")
    case = Case.objects.untaken().filter(team=specialist.team_id).by_deadline().first()
    assert case

    queue = client.get(reverse("cases:queue"))
    services.take_up(case, by=specialist, seen_owner=None, at=seeded)

    assert queue.status_code == 200
    assert case.reference in queue.content.decode()
    case.refresh_from_db()
    assert case.owner == specialist


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_open_cases_are_in_time_whenever_the_seed_runs(
    db: None, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr(seed_lives, "OPEN_SHARE", 0.8)
    monkeypatch.setattr(seed_lives, "OVERDUE_SHARE", 0.5)
    now = datetime.fromisoformat(moment)
    lives = _lives(moment)

    drawn = [lives.live(draft) for draft in lives.drafts(1500)]

    unexpected = [
        life.draft
        for life in drawn
        if life.next_due_at and (life.next_due_at < now) != life.draft.is_overdue
    ]
    assert unexpected == []
    assert max(life.handled_at for life in drawn if life.handled_at) < now


def test_only_a_demo_is_seeded(db: None) -> None:
    with pytest.raises(CommandError):
        _seed(cases=10, customers=1)

    assert Customer.objects.aggregate(count=Count("pk")) == {"count": 0}
