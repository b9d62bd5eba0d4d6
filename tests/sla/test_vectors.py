"""B5, B6: every vector of the contract (`SLA_VECTORS`) holds, each calendar built from the file."""

import json
import os
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sla.days import CalendarRules, Windows, every_week
from sla.pauses import add_with_pauses, moved_target, paused_open_seconds
from sla.replanning import replan
from sla.targets import TargetRule, resolution_target
from sla.worktime import WorkCalendar

DEFAULT = Path(__file__).resolve().parents[1] / "data" / "sla_vectors.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# `dates_listed` of the file: it knows the closed and short days of these years only.
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2029, 12, 31)

VECTORS = json.loads(Path(os.environ.get("SLA_VECTORS") or DEFAULT).read_text(encoding="utf-8"))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def rules_of(spec: dict) -> CalendarRules:
    """Build rules from the file itself: its closed and short dates, not our holiday rows."""
    short = _windows(spec["short_day"])
    return CalendarRules(
        zone=ZoneInfo(spec["timezone"]),
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        weekly=every_week(
            {day: _windows(spec["weekly"][name]) for day, name in enumerate(WEEKDAYS)}
        ),
        closed_days=frozenset(date.fromisoformat(day) for day in spec["closed_dates"]),
        eves=frozenset(date.fromisoformat(day) for day in spec["short_dates"]),
        eve_closes=max(closes for _, closes in short),
    )


def _windows(pairs: list) -> Windows:
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)


CALENDARS = {key: WorkCalendar(rules_of(spec)) for key, spec in VECTORS["calendars"].items()}
LEAST_SECONDS = {"same_day": 2 * 3600, "same_week": 4 * 3600}


def cases(name):
    return [pytest.param(vector, id=vector["id"]) for vector in VECTORS.get(name, [])]


def seconds(hours):
    return round(hours * 3600)


def pauses_of(vector):
    return [
        (instant(begin), None if end is None else instant(end)) for begin, end in vector["pauses"]
    ]


def rule_of(name):
    """Read "same_week", "4_weeks", "1_month" or "12_months"."""
    if name in LEAST_SECONDS:
        return TargetRule(name, least_seconds=LEAST_SECONDS[name])
    amount, unit = name.split("_")
    return TargetRule(unit.rstrip("s") + "s", amount=int(amount))


def same(result, expected):
    return result == (None if expected is None else instant(expected))


@pytest.mark.parametrize("vector", cases("deadline"))
def test_a_deadline_counts_open_time_only(vector):
    calendar = CALENDARS[vector["calendar"]]

    result = calendar.add(instant(vector["start"]), seconds(vector["hours"]))

    assert same(result, vector["expected_deadline"])


@pytest.mark.parametrize("vector", cases("elapsed"))
def test_elapsed_is_the_open_time_between_two_instants(vector):
    calendar = CALENDARS[vector["calendar"]]

    result = calendar.open_between(instant(vector["start"]), instant(vector["end"]))

    assert result == round(vector["expected_open_minutes"] * 60)


@pytest.mark.parametrize("vector", cases("paused"))
def test_a_pause_moves_the_deadline_by_its_open_time(vector):
    calendar = CALENDARS[vector["calendar"]]

    result = add_with_pauses(
        calendar, instant(vector["start"]), seconds(vector["hours"]), pauses_of(vector)
    )

    assert same(result, vector["expected"])


def _replanned(vector, history):
    calendar = CALENDARS[vector["calendar"]]
    hours = {int(level): amount for level, amount in vector["hours"].items()}
    return replan(
        history,
        levels=hours,
        limit=lambda level, since: calendar.add(since, seconds(hours[level])),
    ).due_at


@pytest.mark.parametrize("vector", cases("replan"))
def test_a_change_of_level_replans_by_the_one_formula(vector):
    start = instant(vector["start"])
    history = [(start, vector["old_level"]), (instant(vector["changed_at"]), vector["new_level"])]

    before = _replanned(vector, history[:1])
    after = _replanned(vector, history)

    assert same(before, vector["deadline_before"])
    assert (history[1][0] > before) == vector["breached_before_change"]
    # What is already breached stays breached: then the old deadline stands as well.
    assert same(after, vector["expected_recommended"]) or (
        vector["breached_before_change"] and same(before, vector["expected_recommended"])
    )


@pytest.mark.parametrize("vector", cases("replan_sequences"))
def test_going_down_and_up_again_buys_no_time(vector):
    history = [(instant(vector["start"]), vector["level"])]
    history += [(instant(moment), level) for moment, level in vector["changes"]]

    assert same(_replanned(vector, history), vector["expected_recommended"])


@pytest.mark.parametrize("vector", cases("resolution_targets"))
def test_a_resolution_target_is_a_closing_time(vector):
    calendar = CALENDARS[vector["calendar"]]

    result = resolution_target(calendar, instant(vector["start"]), rule_of(vector["target"]))

    assert same(result, vector["expected"])


@pytest.mark.parametrize("vector", cases("resolution_targets_paused"))
def test_waiting_for_the_customer_moves_the_target_by_open_time(vector):
    calendar = CALENDARS[vector["calendar"]]
    pauses = pauses_of(vector)
    target = resolution_target(calendar, instant(vector["start"]), rule_of(vector["target"]))

    assert paused_open_seconds(calendar, pauses) == round(vector["paused_open_minutes"] * 60)
    assert same(moved_target(calendar, target, pauses), vector["expected"])
