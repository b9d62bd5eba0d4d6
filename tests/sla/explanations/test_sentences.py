"""B5.6: every deadline can be explained in words: which hours counted, which did not, why."""

from datetime import datetime

import pytest
from django.utils import translation

from sla import services
from sla.choices import ClockKind
from sla.explanations import explain_clocks
from sla.models import Calendar, ServiceLevel
from sla.selectors import records_of
from tests.sla.conftest import at
from tests.sla.explanations.conftest import MONDAY, explain_clock, explained, plain

pytestmark = pytest.mark.django_db


def test_a_deadline_over_an_eve_and_a_holiday_is_told_day_by_day() -> None:
    explanation = explained(3, MONDAY)

    assert plain(explanation.sentence) == (
        "Level 3: we start within 12 h of opening time. "
        "Counted: today 10:20–11 + 12–16 = 4 h 40 min, tomorrow 8–11 + 12–14 = 5 h, "
        "Thu 7 Jan 8–10:20 = 2 h 20 min, so Thu 7 Jan 10:20. "
        "Tomorrow – Epiphany Eve, we close at 14:00; Wed 6 Jan – Epiphany, closed."
    )
    assert plain(explanation.total) == "4 h 40 min + 5 h + 2 h 20 min = 12 h, so Thu 7 Jan 10:20."
    assert [(plain(row.name), plain(row.hours), row.why) for row in explanation.days] == [
        ("Today", "4 h 40 min", ""),
        ("Tue 5 Jan", "5 h", "Epiphany Eve, we close at 14:00"),
        ("Wed 6 Jan", "0 h", "Epiphany, closed"),
        ("Thu 7 Jan", "2 h 20 min", ""),
    ]


def test_a_deadline_of_one_day_is_told_around_lunch() -> None:
    explanation = explained(2, MONDAY)

    assert plain(explanation.sentence) == (
        "Level 2: we start within 4 h of opening time. "
        "Counted: today 10:20–11 + 12–15:20 = 4 h, so today 15:20."
    )
    assert plain(explanation.total) == "4 h, so today 15:20."


@pytest.mark.parametrize("second", [0, 37, 59])
def test_times_and_lengths_agree_although_cases_come_at_odd_seconds(second: int) -> None:
    explanation = explained(3, MONDAY.replace(second=second))

    assert "today 10:20–11 + 12–16 = 4 h 40 min" in plain(explanation.sentence)
    assert plain(explanation.total) == "4 h 40 min + 5 h + 2 h 20 min = 12 h, so Thu 7 Jan 10:20."


def test_seconds_that_reach_into_another_day_are_not_told() -> None:
    explanation = explained(1, at(2027, 1, 7, 15, 0, 30))

    assert plain(explanation.sentence).endswith("Counted: today 15–16 = 1 h, so tomorrow 8:00.")


@pytest.mark.parametrize(
    ("language", "hours"),
    [
        ("fi", "tänään 10.20–11 + 12–15.20 = 4 h"),
        ("sv", "i dag 10.20–11 + 12–15.20 = 4 h"),
        ("en", "today 10:20–11 + 12–15:20 = 4 h"),
    ],
)
def test_hours_are_written_as_each_language_writes_them(language: str, hours: str) -> None:
    with translation.override(language):
        sentence = plain(explained(2, MONDAY).sentence)

    assert hours in sentence


def test_a_case_that_comes_at_night_counts_from_the_opening() -> None:
    explanation = explained(1, at(2027, 1, 9, 12))

    assert plain(explanation.sentence) == (
        "Level 1: we start within 1 h of opening time. "
        "Closed hours do not count: the time runs from Mon 11 Jan 8:00. "
        "Counted: Mon 11 Jan 8–9 = 1 h, so Mon 11 Jan 9:00."
    )
    assert [(row.date.day, row.why) for row in explanation.days] == [
        (9, "Weekend, closed"),
        (10, "Weekend, closed"),
        (11, ""),
    ]


def test_many_days_are_told_by_their_number() -> None:
    assert "It takes 8 opening days, today – Thu 14 Jan." in plain(explained(4, MONDAY).sentence)


def test_an_exception_is_told_with_its_reason() -> None:
    calendar = Calendar.objects.get(key="fi")
    day = calendar.exceptions.create(date=MONDAY.date(), reason_fi="Koulutus", reason_en="Training")
    day.hours.create(opens="08:00", closes="11:00")
    services.publish_calendar(calendar)

    assert plain(explained(2, MONDAY).sentence).endswith(
        "today 10:20–11 = 40 min, tomorrow 8–11 + 12–12:20 = 3 h 20 min, so tomorrow 12:20. "
        "Today – Training, open 8:00–11:00; "
        "tomorrow – Epiphany Eve, we close at 14:00."
    )


@pytest.mark.parametrize(
    ("number", "when", "sentence"),
    [
        (1, MONDAY, "Level 1: the target is closing time of the same day."),
        (1, at(2027, 1, 4, 17), "Level 1: the target is closing time of the next open day."),
        (
            1,
            at(2027, 1, 4, 15),
            (
                "Level 1: the target is closing time of the next open day, "
                "because less than 2 h of opening time was left."
            ),
        ),
        (2, MONDAY, "Level 2: the target is the last opening moment of the same week."),
        (
            2,
            at(2027, 1, 9, 12),
            "Level 2: the target is the last opening moment of the following week.",
        ),
        (
            2,
            at(2027, 1, 8, 13),
            (
                "Level 2: the target is the last opening moment of the following week, "
                "because less than 4 h of opening time was left."
            ),
        ),
        (3, MONDAY, "Level 3: the target is closing time within 4 weeks."),
        (4, MONDAY, "Level 4: the target is 1–6 months, closing time at the end."),
    ],
)
def test_a_resolution_target_is_told_as_a_closing_time(
    number: int, when: datetime, sentence: str
) -> None:
    explanation = explained(number, when, ClockKind.RESOLUTION)

    assert plain(explanation.sentence) == sentence


def test_a_changed_level_is_explained_from_the_change() -> None:
    levels = ServiceLevel.objects.in_bulk()
    clock = services.start(ClockKind.HANDLING, level=levels[4], label="17", at=MONDAY)
    services.change_level(clock, level=levels[2], at=at(2027, 1, 7, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 9, 5))

    assert explanation.due_at == clock.due_at == at(2027, 1, 7, 14)
    assert plain(explanation.sentence) == (
        "Level 2: we start within 4 h of opening time. "
        "Counted from the change of level, today 9:00. "
        "Counted: today 9–11 + 12–14 = 4 h, so today 14:00."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_clocks_of_many_cases_are_explained_by_three_queries(
    count: int, django_assert_num_queries
) -> None:
    level = ServiceLevel.objects.get(number=3)
    clocks = [
        services.start(kind, level=level, label="17", at=MONDAY)
        for _number in range(count)
        for kind in (ClockKind.HANDLING, ClockKind.RESOLUTION)
    ]
    for clock in clocks:
        if clock.kind == ClockKind.RESOLUTION:
            services.pause(clock, at=at(2027, 1, 5, 9))

    with django_assert_num_queries(3):
        records = records_of(clocks)
        explanations = explain_clocks(clocks, records, for_desk=True, now=at(2027, 1, 5, 10))
        for explanation in explanations:
            assert explanation.days + explanation.months

    assert [each.due_at for each in explanations] == [clock.due_at for clock in clocks]
