"""B5.5: an administrator edits when people are warned, and who hears."""

import pytest
from django.test import Client
from django.urls import reverse

from sla.models import EscalationStep
from tests.sla.conftest import words_of

pytestmark = pytest.mark.django_db


def step_form(**changes: str) -> dict[str, str]:
    form = {"kind": "handling", "percent": "60", "least_minutes": "0", "tells_handler": "on"}
    return form | changes


def test_the_steps_say_when_and_who_hears(office: Client) -> None:
    page = words_of(office.get(reverse("admin:sla_escalationstep_changelist")))

    assert "at the deadline (100 %) every promise Handler, team, support manager" in page
    assert "when 50 % of the time has passed promises of at least 8 h Handler" in page


def test_a_step_can_be_added_edited_and_deleted(office: Client) -> None:
    added = office.post(reverse("admin:sla_escalationstep_add"), step_form())
    step = EscalationStep.objects.get(percent=60)
    edited = office.post(
        reverse("admin:sla_escalationstep_change", args=[step.pk]),
        step_form(percent="65", tells_team="on"),
    )
    step.refresh_from_db()
    seen = (step.kind, step.percent, step.tells_team)
    deleted = office.post(
        reverse("admin:sla_escalationstep_delete", args=[step.pk]), {"post": "yes"}
    )

    assert seen == ("handling", 65, True)
    assert [answer.status_code for answer in (added, edited, deleted)] == [302, 302, 302]
    assert not EscalationStep.objects.filter(percent__in=[60, 65]).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"percent": "75"}, "There is such a step already."),
        ({"percent": "101"}, "Write a number from 1 to 100."),
        ({"tells_handler": ""}, "Choose at least one who hears."),
    ],
)
def test_an_impossible_step_is_refused(office: Client, changes: dict[str, str], words: str) -> None:
    step = EscalationStep.objects.get(kind="handling", percent=90)

    answers = [
        office.post(reverse("admin:sla_escalationstep_add"), step_form(**changes)),
        office.post(
            reverse("admin:sla_escalationstep_change", args=[step.pk]), step_form(**changes)
        ),
    ]

    assert [(each.status_code, words in words_of(each)) for each in answers] == [(200, True)] * 2


def test_the_deadline_itself_stays_a_step(office: Client) -> None:
    last = EscalationStep.objects.get(kind="resolution", percent=100)

    deleted = office.post(
        reverse("admin:sla_escalationstep_delete", args=[last.pk]), {"post": "yes"}
    )
    office.post(
        reverse("admin:sla_escalationstep_changelist"),
        {"action": "delete_selected", "_selected_action": [last.pk], "post": "yes"},
    )
    office.post(
        reverse("admin:sla_escalationstep_change", args=[last.pk]),
        step_form(kind="goal", percent="80"),
    )

    last.refresh_from_db()
    assert deleted.status_code == 403
    assert (last.kind, last.percent, last.tells_handler) == ("resolution", 100, True)
