"""The demo: as a picture at many moments, and loaded on a Wednesday afternoon."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sla.hours import calendar_in_use
from sla.models import ServiceLevel
from softone_support.demo import content, files, loading
from softone_support.demo.picture import Picture, Placed

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


def under_way(picture: Picture) -> Iterator[tuple[Placed, datetime]]:
    """What is open and has a deadline, with the deadline."""
    for placed in picture.place(content.stories()):
        due_at = None if placed.course.is_handled else picture.next_due_at(placed)
        if due_at:
            yield placed, due_at
