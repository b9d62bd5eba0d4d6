"""B5.6: every deadline can be explained in words: which hours counted, which did not, why."""

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.timewords import NBSP
from sla import services
from sla.choices import ClockKind
from sla.explanations import Explanation, explain_clocks, explain_preview
from sla.models import Calendar, Clock, ServiceLevel
from sla.selectors import preview, records_of
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


def explain_clock(clock: Clock, *, now: datetime, for_desk: bool = False) -> Explanation:
    (explanation,) = explain_clocks([clock], records_of([clock]), for_desk=for_desk, now=now)
    return explanation


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


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
        f"{SAME_WEEK} The time has stood still since Tue 5 Jan 9:00. "
        "If it went on now, the target would be Mon 11 Jan 14:00."
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
        "The time has stood still since today 9:00. "
        "If it went on now, the target would be Mon 11 Jan 13:00."
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
        "The time has stood still since Tue 5 Jan 9:00. "
        "If it went on now, the target would be Tue 2 Feb 15:00."
    )


def test_the_desk_reads_whom_we_waited_for() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.resume(clock, at=at(2027, 1, 7, 10, 15))

    explanation = explain_clock(clock, for_desk=True, now=at(2027, 1, 7, 11))

    assert plain(explanation.sentence) == (
        f"{SAME_WEEK} The target moved by 6 h 15 min of opening time while we waited for the "
        "customer."
    )


def rows(explanation: Explanation) -> list[tuple[str, str, str]]:
    return [(plain(row.name), plain(row.hours), plain(row.why)) for row in explanation.days]


def drawn(explanation: Explanation, row: int) -> list[tuple[str, str, str]]:
    """The stretches of one day's ribbon: class, left edge, width."""
    return [
        (part.css, part.x, part.width)
        for part in explanation.days[row].ribbon.parts
        if part.css not in {"night", "open"}
    ]


def test_a_target_of_the_same_week_is_drawn_day_by_day() -> None:
    explanation = explained(2, MONDAY, ClockKind.RESOLUTION)

    assert rows(explanation) == [
        ("Today", "4 h 40 min", ""),
        ("Tue 5 Jan", "5 h", "Epiphany Eve, we close at 14:00"),
        ("Wed 6 Jan", "0 h", "Epiphany, closed"),
        ("Thu 7 Jan", "7 h", ""),
        ("Fri 8 Jan", "5 h", ""),
    ]
    assert plain(explanation.total) == (
        "4 open days, 21 h 40 min of opening time, until Fri 8 Jan 14:00."
    )
    assert [mark.css for mark in explanation.days[0].ribbon.marks] == ["now"]
    assert [mark.css for mark in explanation.days[-1].ribbon.marks] == ["goal"]
    assert explanation.drawn == {"night", "open", "counted", "cut", "now", "goal"}
    assert explanation.months == ()


def test_a_pause_is_drawn_on_its_days_and_told_there() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))
    services.resume(clock, at=at(2027, 1, 7, 10, 15))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 11))

    assert rows(explanation)[1:4] == [
        (
            "Tue 5 Jan",
            "1 h",
            "The time stood still 9–11 + 12–14. Epiphany Eve, we closed at 14:00",
        ),
        ("Wed 6 Jan", "0 h", "Epiphany, closed"),
        ("Today", "4 h 45 min", "The time stood still 8–10:15"),
    ]
    assert drawn(explanation, 1) == [
        ("cut", "70", "20"),
        ("counted", "10", "10"),
        ("paused", "20", "20"),
        ("paused", "50", "20"),
    ]
    assert drawn(explanation, 3) == [
        ("counted", "32.5", "7.5"),
        ("counted", "50", "40"),
        ("paused", "10", "22.5"),
    ]


def test_a_pause_that_lasts_is_drawn_until_now_and_the_goal_where_it_would_lie() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 5, 9))

    explanation = explain_clock(clock, now=at(2027, 1, 7, 9))

    assert drawn(explanation, 3) == [
        ("counted", "20", "20"),
        ("counted", "50", "40"),
        ("paused", "10", "10"),
    ]
    goals = [
        row.date.day for row in explanation.days if "goal" in {m.css for m in row.ribbon.marks}
    ]
    assert goals == [11]
    assert plain(explanation.total).endswith("until Mon 11 Jan 14:00.")


def test_ten_days_are_drawn_as_days_and_eleven_as_months() -> None:
    """A pause moves the target of the same week over a weekend, day by day."""
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 4, 12))
    ten = explain_clock(clock, now=at(2027, 1, 11, 8))
    eleven = explain_clock(clock, now=at(2027, 1, 11, 9))

    assert (len(ten.days), ten.months) == (10, ())
    assert (eleven.days, [row.name for row in eleven.months]) == ((), ["Jan. 2027"])


def test_a_target_months_away_is_drawn_month_by_month() -> None:
    explanation = explained(4, at(2026, 12, 14, 9), ClockKind.RESOLUTION)

    assert explanation.days == ()
    assert [(row.name, row.is_now, plain(row.hours)) for row in explanation.months] == [
        ("Dec. 2026", True, "12 d, 79 h"),
        ("Jan. 2027", False, "19 d, 123 h"),
        ("Feb.", False, "20 d, 132 h"),
        ("March", False, "21 d, 139 h"),
        ("April", False, "22 d, 144 h"),
        ("May", False, "20 d, 130 h"),
        ("June", False, "10 d, 66 h"),
    ]
    assert plain(explanation.months[0].why) == (
        "Thu 24 Dec Christmas Eve, closed; Fri 25 Dec Christmas Day, closed; "
        "Thu 31 Dec New Year's Eve, we close at 14:00"
    )
    assert plain(explanation.total) == (
        "124 open days, 813 h of opening time, until Mon 14 Jun 2027 16:00."
    )
    assert explanation.drawn == {"night", "open", "counted", "cut", "now", "goal"}


def test_a_month_names_a_few_unusual_days_and_counts_the_rest() -> None:
    calendar = Calendar.objects.get(key="fi")
    for day in (8, 9, 10, 11, 12):
        calendar.exceptions.create(
            date=MONDAY.date().replace(month=2, day=day), reason_fi="Muutto", reason_en="Moving"
        )
    services.publish_calendar(calendar)

    explanation = explained(4, MONDAY, ClockKind.RESOLUTION)

    assert plain(explanation.months[1].why) == (
        "Mon 8 Feb Moving, closed; Tue 9 Feb Moving, closed; Wed 10 Feb Moving, closed; 2 more"
    )


def test_a_pause_is_told_beside_its_month() -> None:
    level = ServiceLevel.objects.get(number=3)
    clock = services.start(ClockKind.RESOLUTION, level=level, label="17", at=MONDAY)
    services.pause(clock, at=at(2027, 1, 11, 9))
    services.resume(clock, at=at(2027, 1, 12, 10))

    explanation = explain_clock(clock, now=at(2027, 1, 12, 11))

    assert plain(explanation.months[0].why).startswith("the time stood still for 8 h; ")
    assert "paused" in explanation.drawn


def outcome(clock: Clock, now: datetime) -> tuple[str, str] | None:
    found = explain_clock(clock, now=now).outcome
    return (found.kind, plain(found.words)) if found else None


def started(kind: str, number: int = 2) -> Clock:
    level = ServiceLevel.objects.get(number=number)
    return services.start(kind, level=level, label="17", at=MONDAY)


@pytest.mark.parametrize(
    ("kind", "stopped", "expected"),
    [
        (
            ClockKind.HANDLING,
            at(2027, 1, 4, 13, 40),
            ("done", "Handling began today 13:40, in time."),
        ),
        (
            ClockKind.HANDLING,
            at(2027, 1, 4, 15, 20),
            ("done", "Handling began today 15:20, in time."),
        ),
        (
            ClockKind.HANDLING,
            at(2027, 1, 5, 8, 25),
            ("late", "Handling began Tue 5 Jan 8:25, 1 h 5 min late."),
        ),
        (
            ClockKind.HANDLING,
            at(2027, 1, 4, 15, 20, 30),
            ("late", "Handling began today 15:20, after the deadline."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 8, 14),
            ("done", "The matter ended Fri 8 Jan 14:00, in time."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 8, 18),
            ("late", "The matter ended Fri 8 Jan 18:00, after the deadline."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 20, 9),
            ("late", "The matter ended Wed 20 Jan 9:00, 8 open days late."),
        ),
    ],
)
def test_a_promise_that_was_kept_or_missed_says_so(
    kind: str, stopped: datetime, expected: tuple[str, str]
) -> None:
    clock = started(kind)
    services.stop(clock, at=stopped)

    # "Today" is the reader's: it is Monday, or whenever it stopped.
    now = stopped if stopped.date() == MONDAY.date() else at(2027, 2, 1, 9)
    assert outcome(clock, now) == expected


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        (ClockKind.HANDLING, at(2027, 1, 4, 15, 20), None),
        (ClockKind.HANDLING, at(2027, 1, 4, 15, 20, 30), ("late", "The deadline has just passed.")),
        (
            ClockKind.HANDLING,
            at(2027, 1, 5, 8, 25),
            ("late", "Handling has not begun, 1 h 5 min late."),
        ),
        (
            ClockKind.RESOLUTION,
            at(2027, 1, 11, 9),
            ("late", "The target has passed, 1 h late."),
        ),
    ],
)
def test_a_promise_that_is_late_says_how_late(
    kind: str, now: datetime, expected: tuple[str, str] | None
) -> None:
    assert outcome(started(kind), now) == expected


def test_a_paused_promise_is_not_late() -> None:
    clock = resolution()
    services.pause(clock, at=at(2027, 1, 8, 13))

    assert outcome(clock, at(2027, 1, 11, 9)) is None


def test_a_promise_taken_back_says_so() -> None:
    clock = started(ClockKind.RESOLUTION)
    services.cancel(clock, at=at(2027, 1, 5, 9))

    assert outcome(clock, at(2027, 1, 5, 10)) == (
        "pause",
        "The matter ended today 9:00, so this deadline does not count any more.",
    )


def test_a_missed_deadline_is_told_as_it_bound_whatever_the_level_became() -> None:
    clock = started(ClockKind.HANDLING, 2)
    later = at(2027, 1, 5, 9)
    services.change_level(clock, level=ServiceLevel.objects.get(number=4), at=later)

    explanation = explain_clock(clock, now=at(2027, 1, 5, 10))

    assert explanation.due_at == clock.due_at == at(2027, 1, 4, 15, 20)
    assert plain(explanation.sentence).startswith("Level 2: we start within 4 h of opening time.")
    assert plain(explanation.total) == "4 h, so yesterday 15:20."


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


def test_the_month_strip_has_its_words_beside_it_and_no_style() -> None:
    context = {"explanation": explained(5, MONDAY, ClockKind.RESOLUTION), "whole": True}
    html = render_to_string("components/_deadline_days.html", context)

    assert "style=" not in html
    assert html.count('class="day-svg month-svg" viewBox="0 0 248 10"') == 13
    assert html.count('<line class="goal"') == 2  # one in the drawing, one in the legend
    assert "255 open days" in html


def test_a_side_panel_may_leave_the_drawing_out() -> None:
    context = {"explanation": explained(3, MONDAY), "words_only": True}
    html = render_to_string("components/_deadline_days.html", context)

    assert "<svg" not in html
    assert "we start within" in html
