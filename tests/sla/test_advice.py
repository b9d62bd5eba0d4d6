"""B5: two answers speak for a level; administrators edit which, and it counts within seconds."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import held
from accounts.models import User
from sla import advice
from sla.advice import advice_in_use, advise
from sla.choices import WayRound, WorkGoesOn
from sla.models import LevelAdvice

pytestmark = pytest.mark.django_db

LIST = reverse("admin:sla_leveladvice_changelist")


def edited(**levels: int) -> dict[str, str]:
    """The administrators' list as it is sent, with other levels for some rows ("pk7": 3)."""
    rows = list(LevelAdvice.objects.order_by("-pk"))
    sent = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(len(rows)), "_save": "1"}
    for place, row in enumerate(rows):
        sent[f"form-{place}-id"] = str(row.pk)
        sent[f"form-{place}-level"] = str(levels.get(f"pk{row.pk}", row.level_id))
    return sent


@pytest.fixture
def row() -> LevelAdvice:
    return LevelAdvice.objects.get(work=WorkGoesOn.PARTLY, way_round=WayRound.YES)


@pytest.fixture
def administrator(client: Client) -> Client:
    person = User.objects.create_superuser("admin@portal.example", "kaamos-ja-hanki-7")
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("work", "way_round", "level"),
    [
        ("not_at_all", "no", 1),
        ("not_at_all", "unknown", 1),
        ("not_at_all", "yes", 3),
        ("partly", "no", 2),
        ("partly", "unknown", 2),
        ("partly", "yes", 3),
        ("fully", "yes", 4),
        ("fully", "no", 5),
        ("fully", "unknown", 5),
        ("", "", None),
        ("fully", "", None),
        ("", "no", None),
        ("hardly", "no", None),
    ],
)
def test_two_answers_speak_for_a_level(work: str, way_round: str, level: int | None) -> None:
    assert advise(work, way_round) == level


def test_every_pair_of_answers_has_its_level() -> None:
    assert set(advice_in_use()) == {(work, way) for work in WorkGoesOn for way in WayRound}


def test_the_advice_is_held_in_memory() -> None:
    advise("partly", "no")

    with CaptureQueriesContext(connection) as queries:
        advise("partly", "no")
        advise("fully", "yes")

    assert len(queries) == 0


def test_a_stale_process_notices_an_edit_within_seconds(
    row: LevelAdvice, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    advice.look_again()
    monkeypatch.setattr(held, "monotonic", lambda: now)
    before = advise(row.work, row.way_round)
    LevelAdvice.objects.filter(pk=row.pk).update(level=4)

    assert advise(row.work, row.way_round) == before == 3
    now += held.CHECK_EVERY_SECONDS
    assert advise(row.work, row.way_round) == 4


def test_an_administrator_edits_a_level_in_the_list(
    administrator: Client, row: LevelAdvice
) -> None:
    before = advice_in_use()

    answer = administrator.post(LIST, edited(**{f"pk{row.pk}": 4}))

    assert answer.status_code == 302
    assert advice_in_use() == before | {("partly", "yes"): 4}


def test_the_answers_themselves_stay(administrator: Client, row: LevelAdvice) -> None:
    sent = {"work": "fully", "way_round": "no", "level": "2"}

    answer = administrator.post(reverse("admin:sla_leveladvice_change", args=[row.pk]), sent)

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.work, row.way_round, row.level_id) == ("partly", "yes", 2)


def test_nobody_adds_or_deletes_advice(administrator: Client, row: LevelAdvice) -> None:
    addresses = [
        reverse("admin:sla_leveladvice_add"),
        reverse("admin:sla_leveladvice_delete", args=[row.pk]),
    ]

    assert [administrator.get(address).status_code for address in addresses] == [403, 403]


def test_a_stranger_edits_no_advice(client: Client, row: LevelAdvice) -> None:
    answer = client.post(LIST, edited(**{f"pk{row.pk}": 1}))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.level_id == 3
