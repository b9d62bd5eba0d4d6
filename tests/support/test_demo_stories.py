"""The demo's stories name what exists, and the loaded demo stands as they tell."""

import re
from datetime import datetime

import pytest
from django.db.models import Q

from accounts.choices import CaseType
from accounts.models import Customer, User
from cases.choices import LinkKind, MessageKind, Outcome, Stage, Verdict
from cases.models import (
    Case,
    CaseEventText,
    CaseLink,
    Draft,
    Follower,
    Message,
    MissingItem,
    Question,
    Quotation,
    Rating,
)
from cases.selectors import company, queue
from cases.services.recording import next_due_at
from cases.transitions import PROCESSES
from sla.choices import ClockState
from sla.hours import calendar_in_use
from sla.models import Clock, ServiceLevel
from sla.selectors import plan_in_force, records_of
from softone_support.demo import content
from softone_support.demo.content import Verb
from softone_support.demo.logins import LOGINS
from softone_support.demo.picture import Picture
from tests.support.conftest import under_way

pytestmark = pytest.mark.django_db


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


def test_the_whole_demo_stands_as_the_stories_tell(whole_demo: datetime) -> None:
    picture = Picture(calendar_in_use(), ServiceLevel.objects.in_bulk(), now=whole_demo)
    cases = Case.objects.order_by("number")
    received = list(cases.values_list("received_at", flat=True))
    foretold = {placed.story.subject: due_at for placed, due_at in under_way(picture)}
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
