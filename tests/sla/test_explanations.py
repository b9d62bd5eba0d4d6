"""B5.6: every deadline can be explained in words: which hours counted, which did not, why."""

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.timewords import NBSP
from sla import services
from sla.choices import ClockKind
from sla.explanations import Explanation, explain_clock, explain_clocks, explain_preview
from sla.models import Calendar, Clock, ServiceLevel
from sla.selectors import preview
from tests.sla.conftest import at

pytestmark = pytest.mark.django_db

MONDAY = at(2027, 1, 4, 10, 20)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def explained(number: int, when: datetime, kind: str = ClockKind.HANDLING) -> Explanation:
    level = ServiceLevel.objects.get(number=number)
    return explain_preview(preview(level, at=when), kind=kind, at=when)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_deadline_over_an_eve_and_a_holiday_is_told_day_by_day() -> None:
    explanation = explained(3, MONDAY)

    assert plain(explanation.sentence) == (
        "Level 3: we start within 12 h of opening time. "
        "Counted: 4 h 40 min today, 5 h tomorrow, 2 h 20 min Thu 7 Jan. "
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
        "Level 2: we start within 4 h of opening time. 40 min before lunch and 3 h 20 min after it."
    )
    assert plain(explanation.total) == "4 h, so today 15:20."


def test_the_parts_add_up_although_cases_come_at_odd_seconds() -> None:
    explanation = explained(3, MONDAY.replace(second=37))

    assert plain(explanation.total) == "4 h 39 min + 5 h + 2 h 21 min = 12 h, so Thu 7 Jan 10:20."


def test_a_case_that_comes_at_night_counts_from_the_opening() -> None:
    explanation = explained(1, at(2027, 1, 9, 12))

    assert plain(explanation.sentence) == (
        "Level 1: we start within 1 h of opening time. "
        "Closed hours do not count: the time runs from Mon 11 Jan 8:00. Counted: 1 h Mon 11 Jan."
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
        "40 min today, 3 h 20 min tomorrow. Today – Training, open 8:00–11:00; "
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

    assert (plain(explanation.sentence), explanation.days, explanation.total) == (sentence, (), "")


def test_a_changed_level_is_explained_from_the_change() -> None:
    levels = ServiceLevel.objects.in_bulk()
    clock = services.start(ClockKind.HANDLING, level=levels[4], label="17", at=MONDAY)
    services.change_level(clock, level=levels[2], at=at(2027, 1, 7, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 9, 5))

    assert explanation.due_at == clock.due_at == at(2027, 1, 7, 14)
    assert plain(explanation.sentence) == (
        "Level 2: we start within 4 h of opening time. "
        "Counted from the change of level, today 9:00. 2 h before lunch and 2 h after it."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_clocks_of_many_cases_are_explained_by_three_queries(
    count: int, django_assert_num_queries
) -> None:
    level = ServiceLevel.objects.get(number=3)
    clocks = [
        services.start(kind, level=level, label="17", at=MONDAY)
        for _number in range(count)
        for kind in ClockKind
    ]
    for clock in clocks:
        if clock.kind == ClockKind.RESOLUTION:
            services.pause(clock, at=at(2027, 1, 5, 9))

    with django_assert_num_queries(3):
        explanations = explain_clocks(clocks, now=at(2027, 1, 5, 10))

    assert [each.due_at for each in explanations] == [clock.due_at for clock in clocks]


def resolution() -> Clock:
    level = ServiceLevel.objects.get(number=2)
    return services.start(ClockKind.RESOLUTION, level=level, label="17", at=MONDAY)


SAME_WEEK = "Level 2: the target is the last opening moment of the same week."


def test_a_pause_that_lasts_is_told_from_its_beginning() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 9))

    assert explanation.due_at == at(2027, 1, 8, 14)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The time has stood still since Tue 5 Jan 9:00."
    )


def test_a_moved_target_is_told_with_how_far_it_moved() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.resume(clock, at=at(2027, 1, 7, 10, 15))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 11))

    assert explanation.due_at == clock.due_at == at(2027, 1, 11, 15, 15)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The target moved by 6 h 15 min of opening time while we waited for you."
    )


def test_a_pause_without_open_time_is_not_told() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 4, 11))
    services.resume(clock, at=at(2027, 1, 4, 12))

    assert plain(explain_clock(clock, now=MONDAY).sentence) == SAME_WEEK


def test_waiting_and_being_settled_are_told_apart() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 4, 12))
    services.resume(clock, at=at(2027, 1, 4, 13))
    services.stop(clock, at=at(2027, 1, 5, 9))
    services.reopen(clock, at=at(2027, 1, 5, 11))
    services.pause(clock, at=at(2027, 1, 7, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 10))

    assert explanation.due_at == clock.due_at == at(2027, 1, 11, 11)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The target moved by 1 h of opening time while we waited for you. "
        "The target moved by 2 h of opening time while the matter was settled. "
        "The time has stood still since today 9:00."
    )


def test_the_least_hour_after_a_reopening_is_told() -> None:
    clock = resolution()
    services.stop(clock, at=at(2027, 1, 8, 14))
    services.reopen(clock, at=at(2027, 1, 8, 15))

    explanation = explain_clock(clock, now=at(2027, 1, 8, 15))

    assert explanation.due_at == clock.due_at == at(2027, 1, 11, 9)
    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} At least 1 h of opening time is left after the matter is reopened."
    )


def test_a_level_changed_in_a_pause_is_told_with_what_moved_it_so_far() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.change_level(clock, level=ServiceLevel.objects.get(number=3), at=at(2027, 1, 7, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 10))

    assert explanation.due_at == clock.due_at == at(2027, 2, 2, 14)
    assert plain(explanation.sentence) == (
        "Level 3: the target is closing time within 4 weeks. "
        "The target moved by 5 h of opening time while we waited for you. "
        "The time has stood still since Tue 5 Jan 9:00."
    )


def test_the_drawing_and_its_legend_show_the_same_parts() -> None:
    html = render_to_string("components/_deadline_days.html", {"explanation": explained(3, MONDAY)})

    assert "style=" not in html
    assert html.count('<line class="goal" x1="33.3" x2="33.3" y1="-3" y2="13"/>') == 1
    assert html.count('class="cut"') == 2
    assert 'class="paused"' not in html


def test_decimals_stay_decimal_points_in_finnish() -> None:
    with translation.override("fi"):
        html = render_to_string(
            "components/_deadline_days.html", {"explanation": explained(3, MONDAY)}
        )

    assert 'width="6.7"' in html
