"""B6: the default calendar of the database is the contract's Finnish one, day by day."""

import json
import os
from datetime import date, time, timedelta
from io import StringIO
from pathlib import Path

import holidays
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from sla.choices import SpecialDayKind
from sla.hours import calendar_in_use
from sla.models import Calendar, LevelAdvice, ServiceLevel, SpecialDay
from tests.sla.conftest import DEFAULT_CALENDAR

VECTORS = Path(__file__).resolve().parents[1] / "data" / "sla_vectors.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

pytestmark = pytest.mark.django_db


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def contract(key: str = "FI") -> dict:
    path = Path(os.environ.get("SLA_VECTORS") or VECTORS)
    return json.loads(path.read_text(encoding="utf-8"))["calendars"][key]


def finnish_days() -> QuerySet[SpecialDay]:
    return SpecialDay.objects.filter(calendar__key="fi")


def contract_windows(spec: dict, on: date) -> tuple:
    if on.isoformat() in spec["closed_dates"]:
        return ()
    short = on.isoformat() in spec["short_dates"]
    pairs = spec["short_day"] if short else spec["weekly"][WEEKDAYS[on.weekday()]]
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)


def test_each_day_of_the_contract_is_open_as_the_contract_says() -> None:
    spec, calendar = contract(), calendar_in_use()

    dates = days(date(2025, 1, 1), date(2029, 12, 31))

    assert {on: calendar.day(on).windows for on in dates} == {
        on: contract_windows(spec, on) for on in dates
    }


def test_the_written_dates_are_those_of_the_package() -> None:
    known = holidays.country_holidays("FI", years=range(2025, 2034), language="fi")
    expected = {on for on in known if on <= date(2033, 1, 1)}

    assert set(finnish_days().values_list("date", flat=True)) == expected


def test_midsummer_and_christmas_eve_are_closed_but_no_public_holidays() -> None:
    closed = finnish_days().filter(kind=SpecialDayKind.CLOSED_DAY)

    assert {(day.name_fi, day.date.year) for day in closed} == {
        (name, year) for name in ("Juhannusaatto", "Jouluaatto") for year in range(2025, 2033)
    }


@pytest.mark.parametrize(
    ("on", "windows"),
    [
        (date(2026, 4, 2), "8-11 12-14"),  # Maundy Thursday is an eve
        (date(2026, 6, 18), "8-11 12-16"),  # the day before midsummer eve is not
        (date(2026, 12, 23), "8-11 12-16"),
        (date(2032, 12, 31), "8-11 12-14"),  # the last known day is an eve too
        (date(2026, 6, 19), ""),
        (date(2026, 12, 24), ""),
    ],
)
def test_eves_close_at_two_and_keep_their_lunch(on: date, windows: str) -> None:
    found = calendar_in_use().day(on).windows

    assert " ".join(f"{opens.hour}-{closes.hour}" for opens, closes in found) == windows


def test_the_five_levels_promise_what_the_brochure_prints() -> None:
    rows = ServiceLevel.objects.values_list(
        "number", "handling_minutes", "resolution_kind", "resolution_amount", "resolution_lower"
    )

    assert list(rows) == [
        (1, 60, "same_day", 0, 0),
        (2, 240, "same_week", 0, 0),
        (3, 720, "weeks", 4, 0),
        (4, 2880, "months", 6, 1),
        (5, 2880, "months", 12, 1),
    ]


def test_the_levels_are_defined_in_three_languages() -> None:
    for level in ServiceLevel.objects.all():
        assert all((level.definition_fi, level.definition_sv, level.definition_en))


def test_the_data_can_be_taken_back_and_laid_again() -> None:
    finland = Calendar.objects.filter(key="fi")
    LevelAdvice.objects.all().delete()
    DEFAULT_CALENDAR.remove_calendar(apps, None)
    DEFAULT_CALENDAR.remove_levels(apps, None)
    assert (finland.count(), ServiceLevel.objects.count()) == (0, 0)

    DEFAULT_CALENDAR.lay_calendar(apps, None)
    DEFAULT_CALENDAR.lay_levels(apps, None)
    assert (finland.count(), ServiceLevel.objects.count()) == (1, 5)


def test_the_years_to_come_are_entered_as_the_last_known_year_has_them() -> None:
    finnish_days().filter(date="2032-12-06").delete()
    finnish_days().filter(date="2032-03-26").update(kind=SpecialDayKind.CLOSED_DAY)

    before = calendar_in_use().version

    call_command("extend_calendar", "--until", "2033", stdout=StringIO())

    calendar = calendar_in_use()
    entered = finnish_days().filter(date__gte="2033-01-01")
    assert [(day.date, day.name_fi, day.kind == "public_holiday") for day in entered] == [
        (date(2033, 1, 1), "Uudenvuodenpäivä", True),
        (date(2033, 1, 6), "Loppiainen", True),
        (date(2033, 4, 15), "Pitkäperjantai", False),
        (date(2033, 4, 17), "Pääsiäispäivä", True),
        (date(2033, 4, 18), "2. pääsiäispäivä", True),
        (date(2033, 5, 1), "Vappu", True),
        (date(2033, 5, 26), "Helatorstai", True),
        (date(2033, 6, 5), "Helluntaipäivä", True),
        (date(2033, 6, 24), "Juhannusaatto", False),
        (date(2033, 6, 25), "Juhannuspäivä", True),
        (date(2033, 11, 5), "Pyhäinpäivä", True),
        (date(2033, 12, 24), "Jouluaatto", False),
        (date(2033, 12, 25), "Joulupäivä", True),
        (date(2033, 12, 26), "Tapaninpäivä", True),
        (date(2034, 1, 1), "Uudenvuodenpäivä", True),
    ]
    assert (calendar.version, calendar.work.rules.last_day) == (before + 1, date(2033, 12, 31))
    assert calendar.special_days[date(2033, 1, 6)].eve_name_fi == "Loppiaisaatto"


def test_years_that_are_known_are_never_entered_again() -> None:
    with pytest.raises(CommandError):
        call_command("extend_calendar", "--until", "2032")
