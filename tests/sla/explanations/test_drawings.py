"""B5.6: a deadline is drawn day by day, or month by month, with its words beside the drawing."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from sla import services
from sla.choices import ClockKind
from sla.explanations import Explanation
from sla.models import Calendar, ServiceLevel
from tests.sla.conftest import at
from tests.sla.explanations.conftest import MONDAY, explain_clock, explained, plain, resolution

pytestmark = pytest.mark.django_db


def rows(explanation: Explanation) -> list[tuple[str, str, str]]:
    return [(plain(row.name), plain(row.hours), plain(row.why)) for row in explanation.days]


def drawn(explanation: Explanation, row: int) -> list[tuple[str, str, str]]:
    """The stretches of one day's ribbon: class, left edge, width."""
    return [
        (part.css, part.x, part.width)
        for part in explanation.days[row].ribbon.parts
        if part.css not in {"night", "open"}
    ]


# --- Days -----------------------------------------------------------------------------------------


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


# --- Months ---------------------------------------------------------------------------------------


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


# --- On the page ----------------------------------------------------------------------------------


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
