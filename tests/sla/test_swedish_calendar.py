"""B6: Sweden's calendar is the contract's Swedish one, and is carried on like Finland's."""

import json
import os
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import holidays
import pytest
from django.core.management import CommandError, call_command

from sla import almanac, services
from sla.choices import SpecialDayKind
from sla.hours import OpenCalendar, calendar_in_use, calendar_of
from sla.models import Calendar, SpecialDay
from tests.sla.test_default_calendar import VECTORS, contract, contract_windows, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def sweden(db: None) -> Calendar:
    return Calendar.objects.get(key="se")


@pytest.fixture
def swedish(sweden: Calendar) -> OpenCalendar:
    return calendar_of(sweden.pk)


def test_each_day_of_the_contract_is_open_as_the_contract_says(swedish: OpenCalendar) -> None:
    spec = contract("SE")

    dates = days(date(2025, 1, 1), date(2029, 12, 31))

    assert {on: swedish.day(on).windows for on in dates} == {
        on: contract_windows(spec, on) for on in dates
    }
    assert swedish.work.rules.zone.key == spec["timezone"]


def test_the_contracts_deadlines_hold_by_the_rows(swedish: OpenCalendar) -> None:
    path = Path(os.environ.get("SLA_VECTORS") or VECTORS)
    vectors = [
        each
        for each in json.loads(path.read_text(encoding="utf-8"))["deadline"]
        if each["calendar"] == "SE"
    ]

    found = {
        each["id"]: swedish.work.add(
            datetime.fromisoformat(each["start"]), round(each["hours"] * 3600)
        )
        for each in vectors
    }

    assert found
    assert found == {
        each["id"]: datetime.fromisoformat(each["expected_deadline"]) for each in vectors
    }


def test_the_written_dates_are_those_of_the_package(sweden: Calendar) -> None:
    known = holidays.country_holidays(
        "SE", years=range(2025, 2034), language="sv", categories=("public", "de_facto")
    )
    expected = {on: name for on, name in known.items() if on <= date(2033, 1, 1)}

    assert dict(sweden.special_days.values_list("date", "name_sv")) == expected


def test_the_three_free_eves_are_closed_but_no_public_holidays(sweden: Calendar) -> None:
    closed = sweden.special_days.filter(kind=SpecialDayKind.CLOSED_DAY)

    assert {(day.name_sv, day.date.year) for day in closed} == {
        (name, year)
        for name in ("Midsommarafton", "Julafton", "Nyårsafton")
        for year in range(2025, 2033)
    }


def test_the_years_to_come_are_entered_in_swedish(sweden: Calendar) -> None:
    told = StringIO()
    before = calendar_in_use().version

    call_command("extend_calendar", "--calendar", "se", "--until", "2033", stdout=told)

    entered = SpecialDay.objects.filter(date__gte="2033-01-01").exclude(calendar__key="fi")
    assert [(f"{day.date:%d.%m.%Y}", day.name_sv, day.kind) for day in entered] == [
        ("01.01.2033", "Nyårsdagen", "public_holiday"),
        ("06.01.2033", "Trettondedag jul", "public_holiday"),
        ("15.04.2033", "Långfredagen", "public_holiday"),
        ("17.04.2033", "Påskdagen", "public_holiday"),
        ("18.04.2033", "Annandag påsk", "public_holiday"),
        ("01.05.2033", "Första maj", "public_holiday"),
        ("26.05.2033", "Kristi himmelsfärdsdag", "public_holiday"),
        ("05.06.2033", "Pingstdagen", "public_holiday"),
        ("06.06.2033", "Nationaldagen", "public_holiday"),
        ("24.06.2033", "Midsommarafton", "closed_day"),
        ("25.06.2033", "Midsommardagen", "public_holiday"),
        ("05.11.2033", "Alla helgons dag", "public_holiday"),
        ("24.12.2033", "Julafton", "closed_day"),
        ("25.12.2033", "Juldagen", "public_holiday"),
        ("26.12.2033", "Annandag jul", "public_holiday"),
        ("31.12.2033", "Nyårsafton", "closed_day"),
        ("01.01.2034", "Nyårsdagen", "public_holiday"),
    ]
    assert told.getvalue() == "Sverige: 16 days entered; known until 2033-12-31.\n"
    assert calendar_in_use().version == before


@pytest.mark.parametrize("country", ["no", "SE"])
def test_a_country_that_is_not_known_is_refused(country: str) -> None:
    assert not almanac.knows(country)
    with pytest.raises(CommandError):
        call_command("extend_calendar", "--calendar", country, "--until", "2033")


def test_two_holidays_on_one_day_are_one_row(sweden: Calendar) -> None:
    """Whitsun falls on the National Day in 2049."""
    services.extend_calendar(sweden, until=2049)

    whitsun = sweden.special_days.get(date="2049-06-06")
    assert (whitsun.name_sv, whitsun.kind) == ("Nationaldagen", "public_holiday")
