"""B5.7: internal goals per key, and closing times counted in open days."""

from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import held
from accounts.models import User
from sla import goals, services
from sla.choices import ClockKind, ClockState
from sla.models import Clock, Goal, ServiceLevel
from sla.selectors import closing_after_open_days
from sla.worktime import BeyondHorizon
from tests.sla.conftest import at

pytestmark = pytest.mark.django_db

MONDAY = at(2027, 1, 4, 10, 20)


def goal_due(key: str, since: datetime) -> datetime | None:
    """When a goal that runs from `since` is due."""
    seconds = goals.goals_in_use().get(key)
    if not seconds:
        return None
    return services.start_goal(seconds=seconds, label=key, since=since, at=since).due_at


def test_the_goals_are_laid_as_the_contract_says() -> None:
    assert dict(Goal.objects.values_list("key", "minutes")) == {
        "support_request": 480,
        "wish": 1440,
        "work_order": 480,
    }


@pytest.mark.parametrize(
    ("key", "due"),
    [
        # 4 h 40 min on Monday, 3 h 20 min on the eve.
        ("support_request", at(2027, 1, 5, 12, 20)),
        ("wish", at(2027, 1, 11, 10, 20)),
        ("work_order", at(2027, 1, 5, 12, 20)),
        ("programming_error", None),
    ],
)
def test_a_goal_counts_opening_time(key: str, due: datetime | None) -> None:
    assert goal_due(key, MONDAY) == due


def test_zero_minutes_are_no_goal() -> None:
    Goal.objects.filter(key="wish").update(minutes=0)

    assert goal_due("wish", MONDAY) is None


def test_goals_are_held_in_memory() -> None:
    goals.goals_in_use()

    with CaptureQueriesContext(connection) as queries:
        goals.goals_in_use()

    assert len(queries) == 0


def test_a_stale_process_notices_an_edit_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    goals.look_again()
    monkeypatch.setattr(held, "monotonic", lambda: now)
    before = goals.goals_in_use()
    Goal.objects.filter(key="wish").update(minutes=60)

    assert goals.goals_in_use() == before
    now += held.CHECK_EVERY_SECONDS
    assert goals.goals_in_use() == before | {"wish": 3600}


def test_an_administrator_edits_a_goal_but_adds_and_deletes_none(client: Client) -> None:
    person = User.objects.create_superuser("admin@portal.example", "kaamos-ja-hanki-7")
    client.force_login(person)
    goal_due("wish", MONDAY)

    answer = client.post(reverse("admin:sla_goal_change", args=["wish"]), {"minutes": "60"})

    assert answer.status_code == 302
    assert goal_due("wish", MONDAY) == at(2027, 1, 4, 12, 20)
    assert client.get(reverse("admin:sla_goal_add")).status_code == 403
    assert client.get(reverse("admin:sla_goal_delete", args=["wish"])).status_code == 403


def test_a_stranger_edits_no_goal(client: Client) -> None:
    answer = client.post(reverse("admin:sla_goal_change", args=["wish"]), {"minutes": "60"})

    assert answer.status_code == 302
    assert Goal.objects.get(key="wish").minutes == 1440


@pytest.mark.parametrize(
    ("when", "days", "closing"),
    [
        pytest.param(MONDAY, 1, at(2027, 1, 5, 14), id="eve"),
        pytest.param(MONDAY, 2, at(2027, 1, 7, 16), id="over a holiday"),
        pytest.param(MONDAY, 3, at(2027, 1, 8, 14), id="Friday"),
        pytest.param(MONDAY, 4, at(2027, 1, 11, 16), id="over a weekend"),
        pytest.param(at(2027, 1, 4, 23, 59), 1, at(2027, 1, 5, 14), id="late in the evening"),
        pytest.param(at(2027, 1, 5, 0, 1), 1, at(2027, 1, 7, 16), id="just after midnight"),
        pytest.param(at(2027, 1, 9, 12), 1, at(2027, 1, 11, 16), id="from a Saturday"),
        pytest.param(MONDAY, 10, at(2027, 1, 19, 16), id="ten days"),
    ],
)
def test_open_days_are_counted_after_the_day_itself(
    when: datetime, days: int, closing: datetime
) -> None:
    assert closing_after_open_days(when, days) == closing


def test_open_days_beyond_the_known_calendar_are_not_guessed() -> None:
    with pytest.raises(BeyondHorizon):
        closing_after_open_days(at(2032, 12, 30, 9), 5)
    with pytest.raises(BeyondHorizon):
        closing_after_open_days(at(2040, 1, 1, 9), 1)


def test_going_back_a_release_lets_paused_clocks_run() -> None:
    level = ServiceLevel.objects.get(number=2)
    clock = services.start(ClockKind.RESOLUTION, level=level, label="17", at=MONDAY)
    services.pause(clock, at=at(2027, 1, 5, 9))

    import_module("sla.migrations.0003_pauses_and_goals").resume_all(apps, None)

    assert list(Clock.objects.values_list("state", "next_event_at")) == [
        (ClockState.RUNNING, at(2027, 1, 8, 14))
    ]
