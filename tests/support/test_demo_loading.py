"""The demo is loaded once, complete and in the past, and in a demo only."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.information.models import ContactDetails
from accounts.models import Module, User
from accounts.notices.models import Notice, OutboxMail
from cases.choices import EventKind
from cases.models import Attachment, Case, CaseEvent
from cases.services import announce_passed_steps, close_silent
from sla.choices import ClockKind, ClockState
from sla.models import Clock
from softone_support.demo import files

pytestmark = pytest.mark.django_db


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


def test_the_foot_of_the_demo_has_a_telephone_number(loaded: datetime) -> None:
    assert ContactDetails.load().phone == "010 000 0000"


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
