"""The demo's data: believable whenever it is started, loaded once, and never in production."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.checks import Error, Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from accounts.choices import CaseType, Role
from accounts.information.models import ContactDetails
from accounts.models import Customer, Module, User
from accounts.notices.models import Notice, OutboxMail
from cases.choices import EventKind, LinkKind, MessageKind, Outcome, Stage, Verdict
from cases.models import (
    Attachment,
    Case,
    CaseEvent,
    CaseEventText,
    CaseLink,
    CaseRules,
    Draft,
    Follower,
    Message,
    MissingItem,
    Question,
    Quotation,
    Rating,
)
from cases.selectors import company, queue
from cases.services import announce_passed_steps, close_silent
from cases.services.recording import next_due_at
from cases.transitions import PROCESSES
from sla.choices import ClockKind, ClockState
from sla.goals import goals_in_use
from sla.hours import calendar_in_use
from sla.models import Clock, ServiceLevel
from sla.selectors import closing_after_open_days, plan_in_force, records_of
from softone_support import checks
from softone_support.demo import content, files, loading
from softone_support.demo.content import Verb
from softone_support.demo.logins import LOGINS, PASSWORD
from softone_support.demo.picture import Picture, Placed

pytestmark = pytest.mark.django_db

MOMENTS = {
    "Monday before opening": "2026-11-23T06:30:00+02:00",
    "Monday at the first minute": "2026-11-23T08:00:30+02:00",
    "Monday morning": "2026-11-23T09:10:00+02:00",
    "Tuesday at lunch": "2026-11-24T11:30:00+02:00",
    "Wednesday afternoon": "2026-11-25T14:20:00+02:00",
    "Thursday at closing": "2026-11-26T15:58:00+02:00",
    "Friday just before closing": "2026-11-27T13:55:00+02:00",
    "Saturday night": "2026-11-28T23:45:00+02:00",
    "Sunday evening": "2026-11-29T19:00:00+02:00",
    "Christmas Day": "2026-12-25T12:00:00+02:00",
    "the day after Epiphany": "2027-01-07T08:20:00+02:00",
    "Midsummer": "2027-06-26T10:00:00+03:00",
    "the night summer time ends": "2027-10-31T03:30:00+02:00",
    "a winter far ahead": "2029-02-14T10:45:00+02:00",
}
SILENCE_DAYS = CaseRules().silence_days
WEDNESDAY = datetime.fromisoformat(MOMENTS["Wednesday afternoon"])


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO = True


@pytest.fixture
def whole_demo(demo: None, clock: Callable, settings, tmp_path: Path) -> datetime:
    """The demo as it was loaded on a Wednesday afternoon."""
    settings.MEDIA_ROOT = tmp_path
    at = clock(WEDNESDAY)
    loading.load(now=at)
    return at


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> datetime:
    """The same with the cases that have files, and one for each way to stand and to start."""
    kinds = {(story.case_type, story.stage, story.start): story for story in content.stories()}
    chosen = [
        story
        for story in content.stories()
        if story in kinds.values() or story.subject.startswith(tuple(files.ATTACHED))
    ]
    named = {entry.other for story in chosen for entry in story.thread}
    chosen += [
        story for story in content.stories() if story.key in named - {""} and story not in chosen
    ]
    monkeypatch.setattr(content, "stories", lambda: tuple(chosen))
    return request.getfixturevalue("whole_demo")


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS.keys())
def picture(db: None, request: pytest.FixtureRequest) -> Picture:
    now = datetime.fromisoformat(request.param)
    return Picture(calendar_in_use(), ServiceLevel.objects.in_bulk(), now=now)


def _date(picture: Picture, at: datetime) -> date:
    return picture.work.local_date(at)


def _under_way(picture: Picture) -> Iterator[tuple[Placed, datetime]]:
    """What is open and has a deadline, with the deadline."""
    for placed in picture.place(content.stories()):
        due_at = None if placed.course.is_handled else picture.next_due_at(placed)
        if due_at:
            yield placed, due_at


# --- The picture at any time ------------------------------------------------------------------


def test_nothing_happens_ahead_of_now_and_everything_in_opening_hours(picture: Picture) -> None:
    placed = picture.place(content.stories())

    moments = [
        (each.received_at, *(picture.at(each, step.after) for step in each.course.steps))
        for each in placed
    ]

    assert len(placed) == len(content.stories())
    assert max(max(each) for each in moments) < picture.now
    assert [list(each) for each in moments] == [sorted(each) for each in moments]
    assert all(picture.work.is_open(each.received_at) for each in placed)


def test_a_few_are_overdue_whenever_the_demo_starts(picture: Picture) -> None:
    overdue = [placed for placed, due_at in _under_way(picture) if due_at < picture.now]

    assert 3 <= len(overdue) <= 4
    assert any(not placed.course.is_taken for placed in overdue)
    assert all(placed.course.is_error for placed in overdue)
    assert "kivimaki" not in {placed.story.customer for placed in overdue}


def test_some_are_due_by_the_end_of_the_next_open_day(picture: Picture) -> None:
    opening = picture.work.next_opening(picture.now)
    tomorrow = picture.work.next_opening(picture.work.last_closing(_date(picture, opening)))
    closing = picture.work.last_closing(_date(picture, tomorrow))

    soon = [due for _placed, due in _under_way(picture) if picture.now < due <= closing]

    assert len(soon) >= 2


def test_no_deadline_passes_while_the_demo_starts(picture: Picture) -> None:
    left = [
        picture.work.open_between(picture.now, due_at)
        for _placed, due_at in _under_way(picture)
        if due_at >= picture.now
    ]

    assert min(left) >= 10 * 60


def test_handling_starts_in_time_or_late_as_the_story_says(picture: Picture) -> None:
    told, found = [], []
    goals = goals_in_use()
    for placed in picture.place(content.stories()):
        level = placed.story.proposed_level
        limit = picture.levels[level].handling_seconds if level else goals[placed.story.case_type]
        starts = [step.after for step in placed.course.steps if step.verb == Verb.TAKE_UP]
        told.append((placed.story.subject, placed.story.start))
        start = "not_yet" if not starts else "late" if starts[0] > limit else "in_time"
        found.append((placed.story.subject, start))

    assert found == told


def test_silence_has_closed_what_is_handled_and_nothing_else(picture: Picture) -> None:
    for placed in picture.place(content.stories()):
        turn = placed.course.turn
        if turn and turn.step.verb == Verb.PROPOSE:
            proposed_at = picture.at(placed, turn.step.after)
            closes_at = closing_after_open_days(proposed_at, SILENCE_DAYS)

            assert (closes_at < picture.now) == placed.course.is_handled, placed.story.subject


def test_a_story_that_another_names_has_begun_by_then(picture: Picture) -> None:
    placed = picture.place(content.stories())
    named = {each.story.key: each for each in placed if each.story.key}
    for each in placed:
        for step in each.course.steps:
            if step.entry.other:
                assert named[step.entry.other].received_at < picture.at(each, step.after)


# --- The loaded demo --------------------------------------------------------------------------


def test_the_whole_demo_stands_as_the_stories_tell(whole_demo: datetime) -> None:
    picture = Picture(calendar_in_use(), ServiceLevel.objects.in_bulk(), now=whole_demo)
    cases = Case.objects.order_by("number")
    received = list(cases.values_list("received_at", flat=True))
    foretold = {placed.story.subject: due_at for placed, due_at in _under_way(picture)}
    told = {story.subject: story.stage for story in content.stories()}
    due = cases.unhandled().exclude(next_due_at=None).values_list("subject", "next_due_at")

    assert dict(cases.values_list("subject", "stage")) == told
    assert received == sorted(received)
    assert dict(due) == foretold
    assert Customer.objects.count() == len(content.customers())
    _assert_every_way_to_stand()
    _assert_clocks_are_as_counted_anew()
    _assert_everybody_is_told_in_their_language()
    _assert_the_printed_logins_have_work(whole_demo)


def _assert_every_way_to_stand() -> None:
    stages = {(kind, step.stage) for kind, steps in PROCESSES.items() for step in steps}
    verbs = {entry.does for story in content.stories() for entry in story.thread}
    derived = {Verb.TAKE_UP}

    assert set(Case.objects.values_list("case_type", "stage")) == stages
    assert set(Case.objects.values_list("outcome", flat=True)) == {"", *Outcome}
    assert set(Quotation.objects.values_list("verdict", flat=True)) >= {
        Verdict.PENDING,
        Verdict.APPROVED,
        Verdict.DECLINED,
    }
    assert verbs | derived == set(Verb)
    for case_type in CaseType:
        assert Case.objects.filter(case_type=case_type, waiting_since__isnull=False).exists()
        assert Rating.objects.filter(case__case_type=case_type).exists()
    assert Case.objects.filter(closes_at__isnull=False).count() >= 6
    assert MissingItem.objects.filter(question__ended_at=None).count() >= 12
    assert Follower.objects.count() >= 15
    assert CaseLink.objects.filter(kind=LinkKind.SAME_FAULT_AS).count() == 2


def _assert_clocks_are_as_counted_anew() -> None:
    levels = ServiceLevel.objects.in_bulk()
    clocks = list(Clock.objects.all())
    records = records_of(clocks)
    errors = Case.objects.filter(case_type=CaseType.PROGRAMMING_ERROR)
    waiting = Q(waiting_since__isnull=False) | Q(closes_at__isnull=False)

    assert [(clock.pk, clock.due_at) for clock in clocks] == [
        (clock.pk, plan_in_force(clock, records[clock.pk], levels).due_at) for clock in clocks
    ]
    assert set(errors.filter(waiting).values_list("resolution_clock__state", flat=True)) == {
        ClockState.PAUSED
    }
    assert Clock.objects.filter(state=ClockState.PAUSED).count() == errors.filter(waiting).count()
    assert {case.pk: case.next_due_at for case in Case.objects.all()} == {
        case.pk: next_due_at(case)
        for case in Case.objects.select_related("handling_clock", "resolution_clock")
    }


def _assert_everybody_is_told_in_their_language() -> None:
    """Words that only the one language has are not in what the other reads."""
    foreign = {
        "fi": r"\b(och|att|inte|det|Hej|the|There)\b",
        "sv": r"\b(ei|on|että|joka|Hei|the|There)\b",
    }
    for language, words in foreign.items():
        cases = Case.objects.filter(contact__language=language)
        public = Message.objects.exclude(kind=MessageKind.NOTE)
        told = [
            *cases.values_list("subject", flat=True),
            *public.filter(case__in=cases).values_list("body", flat=True),
            *CaseEventText.objects.filter(event__case__in=cases).values_list("text", flat=True),
            *Question.objects.filter(case__in=cases).values_list("text", flat=True),
            *MissingItem.objects.filter(question__case__in=cases).values_list("label", flat=True),
            *Quotation.objects.filter(case__in=cases).values_list("text", flat=True),
            *Rating.objects.filter(case__in=cases).values_list("comment", flat=True),
        ]

        assert len(told) > 90
        assert [text for text in told if re.search(words, text)] == []


def _assert_the_printed_logins_have_work(at: datetime) -> None:
    people = User.objects.in_bulk([login.email for login in LOGINS], field_name="email")
    for email in ("mikko.rantanen@softone.example", "elina.niskanen@softone.example"):
        person = people[email]
        found = queue.counts(person, person.team_id, at=at)
        assert [view for view, count in found.items() if count == 0] == []
        own = Case.objects.unhandled().filter(owner=person)
        assert len(set(own.values_list("case_type", flat=True))) >= 3
    consultant = Case.objects.visible_to(people["jari.niemi@softone.example"]).unhandled()
    assert consultant.filter(stage=Stage.QUOTATION).count() >= 3
    product = Case.objects.visible_to(people["teemu.saarinen@softone.example"]).unhandled()
    assert set(product.values_list("case_type", flat=True)) == {
        CaseType.WISH,
        CaseType.PROGRAMMING_ERROR,
    }
    _assert_paivis_home(people["paivi.korhonen@kivimaki.example"], at)


def _assert_paivis_home(paivi: User, at: datetime) -> None:
    rows = company.open_rows(paivi, at=at)
    asked = [row.case for row in rows if row.asks]

    assert sorted((case.case_type, case.stage) for case in asked) == [
        (CaseType.PROGRAMMING_ERROR, Stage.ASSESSMENT),
        (CaseType.PROGRAMMING_ERROR, Stage.ASSESSMENT),
        (CaseType.WORK_ORDER, Stage.APPROVAL),
    ]
    assert sorted(bool(case.waiting_since) for case in asked) == [False, False, True]
    assert sorted(bool(case.closes_at) for case in asked) == [False, False, True]
    assert sorted((row.case.case_type, row.case.stage) for row in rows if not row.asks) == [
        (CaseType.PROGRAMMING_ERROR, Stage.NEW),
        (CaseType.PROGRAMMING_ERROR, Stage.PLANNING),
        (CaseType.WISH, Stage.PLANNING),
        (CaseType.WORK_ORDER, Stage.QUOTATION),
    ]
    assert Draft.objects.visible_to(paivi).count() == 1


def test_the_history_runs_forward_and_ends_before_now(loaded: datetime) -> None:
    events = CaseEvent.objects.exclude(kind=EventKind.BREACHED).order_by("case", "pk")
    moments = events.values_list("case", "at")

    assert list(moments) == sorted(moments)
    assert max(at for _case, at in moments) < loaded


def test_every_missed_deadline_is_announced_already(loaded: datetime) -> None:
    assert announce_passed_steps(limit=100, at=loaded) == 0
    assert close_silent(limit=100, at=loaded) == 0
    breached = Clock.objects.filter(state=ClockState.BREACHED)
    promises = breached.exclude(kind=ClockKind.GOAL).count()
    assert CaseEvent.objects.filter(kind=EventKind.BREACHED).count() == promises > 0
    missed_goals = CaseEvent.objects.filter(kind=EventKind.GOAL_MISSED).count()
    assert missed_goals == breached.filter(kind=ClockKind.GOAL).count()


def test_only_news_of_the_day_are_unread_and_little_mail_waits(loaded: datetime) -> None:
    morning = loaded.replace(hour=8, minute=0)
    waiting = OutboxMail.objects.waiting()

    assert Notice.objects.unread().filter(created_at__lt=morning).count() == 0
    assert Notice.objects.unread().count() > 0
    assert 0 < waiting.count() < 40
    assert set(waiting.values_list("due_at", flat=True)) == {loaded}


def test_the_files_of_the_content_are_attached(loaded: datetime) -> None:
    names = sorted(Attachment.objects.values_list("name", flat=True))

    assert names == sorted(name for name, _make in files.ATTACHED.values())


def test_all_that_a_story_names_exists_and_belongs_together() -> None:
    customers = {facts["key"]: facts for facts in content.customers()}
    desk = {person["email"] for person in content.staff()}
    for story in content.stories():
        customer = customers[story.customer]
        superusers = {person["email"] for person in customer["superusers"]}
        wrote = {entry.author for entry in story.thread if entry.sender == "customer"}
        follow = {entry.person for entry in story.thread if entry.person} | {*story.followers}
        answered = {entry.author for entry in story.thread if entry.sender != "customer"}

        assert story.module in customer["modules"]
        assert {story.superuser} | wrote | follow <= superusers
        assert answered <= desk
        if story.case_type == CaseType.PROGRAMMING_ERROR:
            assert (story.proposed_level == story.final_level) or story.level_reason


def test_loading_twice_changes_nothing(loaded: datetime) -> None:
    before = (Case.objects.count(), User.objects.count(), Module.objects.count())
    said = StringIO()

    call_command("load_demo", stdout=said)

    assert "there already" in said.getvalue()
    assert (Case.objects.count(), User.objects.count(), Module.objects.count()) == before


def test_the_demo_is_loaded_in_a_demo_only(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("load_demo")

    assert User.objects.count() == 0


def test_the_foot_of_the_demo_has_a_telephone_number(loaded: datetime) -> None:
    assert ContactDetails.load().phone == "010 000 0000"


# --- Logins -----------------------------------------------------------------------------------


def test_exactly_the_printed_people_have_a_usable_password(loaded: datetime) -> None:
    usable = {person.email for person in User.objects.all() if person.has_usable_password()}

    assert usable == {login.email for login in LOGINS}
    for person in User.objects.filter(email__in=usable):
        validate_password(PASSWORD, person)
        assert check_password(PASSWORD, person.password)


def test_every_role_has_a_login(loaded: datetime) -> None:
    people = User.objects.filter(email__in=[login.email for login in LOGINS])

    assert set(people.values_list("role", flat=True)) == {"", *Role}
    assert set(people.filter(role=Role.SPECIALIST).values_list("team", flat=True)) == set(
        User.objects.exclude(team=None).values_list("team", flat=True)
    )
    assert "sv" in people.filter(role="").values_list("language", flat=True)


def test_a_printed_login_opens_the_door(loaded: datetime, client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": LOGINS[0].email, "password": PASSWORD})

    assert (answer.status_code, answer.get("Location")) == (302, "/")


def test_the_logins_are_printed_as_a_table(loaded: datetime) -> None:
    said = StringIO()

    call_command("demo_logins", stdout=said)

    lines = said.getvalue().splitlines()
    assert lines[0].split() == ["Role", "Name", "E-mail", "Password"]
    assert len(lines) == len(LOGINS) + 2
    assert all(PASSWORD in line for line in lines[2:])


def test_the_logins_are_not_printed_outside_a_demo(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("demo_logins")


# --- What a real portal refuses ---------------------------------------------------------------


def test_a_real_portal_refuses_demo_logins(loaded: datetime, settings) -> None:
    settings.DEMO = False

    found = checks.no_demo_logins(databases=["default"])

    assert [error.id for error in found] == ["portal.E001"]


def test_a_person_with_a_demo_address_who_cannot_log_in_is_no_danger(db: None) -> None:
    User.objects.create_user("a@firma.example", None, first_name="A", last_name="B")
    User.objects.create_user("b@firma.fi", "pitka-salasana-1", first_name="B", last_name="C")
    User.objects.create_user(
        "c@firma.example", "pitka-salasana-1", first_name="C", last_name="D", is_active=False
    )

    assert checks.no_demo_logins(databases=["default"]) == []


def test_a_demo_keeps_its_logins(loaded: datetime) -> None:
    assert checks.no_demo_logins(databases=["default"]) == []


@pytest.mark.parametrize(
    "key",
    ["", "short", "x" * 60, "django-insecure-" + "a1b2c3d4e5" * 5, "change-me" + "a1b2c3d4e5" * 5],
)
def test_a_real_portal_refuses_a_known_key(settings, key: str) -> None:
    settings.SECRET_KEY = key or "-"

    assert [error.id for error in checks.own_secret_key()] == ["portal.E002"]


def test_both_checks_are_asked_when_the_portal_starts(db: None, settings) -> None:
    User.objects.create_user("a@firma.example", "pitka-salasana-1", first_name="A", last_name="B")
    settings.SECRET_KEY = "short"

    found = run_checks(tags=[Tags.database, Tags.security], databases=["default"])

    ours = {error.id for error in found if isinstance(error, Error)}
    assert {"portal.E001", "portal.E002"} <= ours


@pytest.fixture
def kept_open(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Closing the connection would end the test's transaction."""
    monkeypatch.setattr(connection, "close", lambda: None)


def test_the_web_server_refuses_to_start_with_demo_logins(kept_open: None) -> None:
    checks.refuse_unsafe_start()
    User.objects.create_user("a@firma.example", "pitka-salasana-1", first_name="A", last_name="B")

    with pytest.raises(ImproperlyConfigured, match="address of the demo"):
        checks.refuse_unsafe_start()


def test_the_web_server_starts_while_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch, kept_open: None
) -> None:
    def away(alias: str) -> int:
        raise OperationalError

    monkeypatch.setattr(checks, "_demo_logins", away)

    checks.refuse_unsafe_start()
