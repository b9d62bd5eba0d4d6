"""B6: the portal always shows "open now / opens at …"."""

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.timewords import NBSP
from sla import opening, services
from sla.models import Calendar
from sla.opening import Openness, opening_state, usual_week, week_ahead
from tests.sla.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def words(when: datetime) -> tuple[str, str]:
    state = opening_state(when)
    assert state is not None
    return state.label, state.detail.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("when", "label", "detail"),
    [
        (at(2027, 1, 4, 10, 20), "Open", "lunch 11:00–12:00"),
        (at(2027, 1, 4, 11, 0), "Lunch", "open at 12:00"),
        (at(2027, 1, 4, 12, 0), "Open", "closes at 16:00"),
        (at(2027, 1, 4, 16, 0), "Closed", "opens tomorrow 8:00"),
        (at(2027, 1, 4, 7, 59), "Closed", "opens today 8:00"),
        (at(2027, 1, 5, 9, 0), "Open", "closes at 14:00 (eve)"),
        (at(2027, 1, 5, 14, 0), "Closed", "opens Thu 7 Jan 8:00"),
        (at(2027, 1, 8, 9, 0), "Open", "lunch 11:00–12:00"),
        (at(2027, 1, 9, 9, 0), "Closed", "opens Mon 11 Jan 8:00"),
    ],
)
def test_the_state_of_the_moment(when: datetime, label: str, detail: str) -> None:
    assert words(when) == (label, detail)


def test_the_state_tells_when_it_ends_and_whether_today_is_an_eve() -> None:
    found = [
        opening_state(when)
        for when in (at(2027, 1, 4, 9), at(2027, 1, 4, 11), at(2027, 1, 5, 9), at(2027, 1, 5, 17))
    ]

    assert [(state.state, state.until, state.is_eve) for state in found if state] == [
        (Openness.OPEN, at(2027, 1, 4, 16), False),
        (Openness.LUNCH, at(2027, 1, 4, 12), False),
        (Openness.OPEN, at(2027, 1, 5, 14), True),
        (Openness.CLOSED, at(2027, 1, 7, 8), True),
    ]


def test_beyond_the_known_years_nothing_is_said() -> None:
    when = at(2033, 5, 2, 9)

    assert opening_state(when) is None
    assert week_ahead(when) == []
    assert render_to_string("components/_opening_state.html", {"opening": None}).strip() == ""


def test_the_week_ahead_names_what_is_unusual() -> None:
    rows = week_ahead(at(2027, 1, 4, 10, 20))

    assert [(row.name.replace(NBSP, " "), row.hours, row.why) for row in rows] == [
        ("Today", "8:00–16:00", ""),
        ("Tue 5 Jan", "8:00–14:00", "Epiphany Eve, we close at 14:00"),
        ("Wed 6 Jan", "closed", "Epiphany"),
        ("Thu 7 Jan", "8:00–16:00", ""),
        ("Fri 8 Jan", "8:00–14:00", ""),
    ]
    assert [row.is_today for row in rows] == [True, False, False, False, False]


def test_the_week_ahead_skips_weekends_but_not_open_ones() -> None:
    calendar = Calendar.objects.get(key="fi")
    saturday = calendar.exceptions.create(
        date="2027-01-09", reason_fi="Tilinpäätös", reason_en="Closing of the books"
    )
    saturday.hours.create(opens="10:00", closes="14:00")
    calendar.exceptions.create(date="2027-01-11", reason_fi="Muutto", reason_en="Moving")
    services.publish_calendar(calendar)

    rows = week_ahead(at(2027, 1, 8, 9), days=4)

    assert [(row.date.day, row.hours, row.why) for row in rows] == [
        (8, "8:00–14:00", ""),
        (9, "10:00–14:00", "Closing of the books, open 10:00–14:00"),
        (11, "closed", "Moving"),
        (12, "8:00–16:00", ""),
    ]


def test_the_usual_week_fits_on_one_line() -> None:
    assert (
        usual_week(at(2027, 1, 4, 10, 20))
        == "Mon–Thu 8:00–16:00, Fri 8:00–14:00, lunch 11:00–12:00"
    )


def test_finnish_hours_are_written_as_people_write_them() -> None:
    with translation.override("fi"):
        assert usual_week(at(2027, 1, 4, 10, 20)).startswith("Ma–to 8–16, pe 8–14, ")


def test_the_panel_and_the_bar_draw_without_inline_styles() -> None:
    when = at(2027, 1, 4, 10, 20)

    bar = render_to_string("components/_opening_state.html", {"opening": opening_state(when)})
    panel = render_to_string("components/_opening_days.html", {"days": week_ahead(when)})

    assert "style=" not in bar + panel
    assert '<line class="now" x1="33.3" x2="33.3" y1="-3" y2="13"/>' in bar
    assert panel.count("</li>") == 5
    assert '<rect class="cut" x="70" y="1" width="20" height="8"/>' in panel


def test_a_page_asks_for_the_calendar_at_most_once(django_assert_max_num_queries) -> None:
    opening.usual_week(at(2027, 1, 4, 10, 20))

    with django_assert_max_num_queries(1):
        opening_state(at(2027, 1, 4, 10, 20))
        week_ahead(at(2027, 1, 4, 10, 20))
        usual_week(at(2027, 1, 4, 10, 20))
