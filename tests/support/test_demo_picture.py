"""The demo's picture is believable whenever it is started."""

from datetime import date, datetime

import pytest

from cases.models import CaseRules
from sla.goals import goals_in_use
from sla.selectors import closing_after_open_days
from softone_support.demo import content
from softone_support.demo.content import Verb
from softone_support.demo.picture import Picture
from tests.support.conftest import under_way

pytestmark = pytest.mark.django_db

SILENCE_DAYS = CaseRules().silence_days


def _date(picture: Picture, at: datetime) -> date:
    return picture.work.local_date(at)


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
    overdue = [placed for placed, due_at in under_way(picture) if due_at < picture.now]

    assert 3 <= len(overdue) <= 4
    assert any(not placed.course.is_taken for placed in overdue)
    assert all(placed.course.is_error for placed in overdue)
    assert "kivimaki" not in {placed.story.customer for placed in overdue}


def test_some_are_due_by_the_end_of_the_next_open_day(picture: Picture) -> None:
    opening = picture.work.next_opening(picture.now)
    tomorrow = picture.work.next_opening(picture.work.last_closing(_date(picture, opening)))
    closing = picture.work.last_closing(_date(picture, tomorrow))

    soon = [due for _placed, due in under_way(picture) if picture.now < due <= closing]

    assert len(soon) >= 2


def test_no_deadline_passes_while_the_demo_starts(picture: Picture) -> None:
    left = [
        picture.work.open_between(picture.now, due_at)
        for _placed, due_at in under_way(picture)
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
