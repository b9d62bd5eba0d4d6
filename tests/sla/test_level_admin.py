"""B5.3: an administrator edits what a level promises; whatever runs is planned again."""

import pytest
from django.test import Client
from django.urls import reverse

from sla.models import Calendar, ServiceLevel
from tests.sla.conftest import words_of

pytestmark = pytest.mark.django_db

PROMISE = {
    "definition_fi": "Palvelu ei toimi.",
    "handling_minutes": "30",
    "resolution_kind": "same_day",
    "resolution_amount": "0",
    "resolution_lower": "0",
    "resolution_least_minutes": "120",
}


def test_a_promise_can_be_edited_but_not_to_nonsense(office: Client) -> None:
    url = reverse("admin:sla_servicelevel_change", args=[1])

    nonsense = office.post(url, PROMISE | {"resolution_kind": "weeks"})
    good = office.post(url, PROMISE)

    assert (nonsense.status_code, good.status_code) == (200, 302)
    assert "Say how many weeks or months" in words_of(nonsense)
    assert ServiceLevel.objects.get(number=1).handling_minutes == 30


def test_a_saved_promise_is_a_new_version_of_every_calendar(office: Client) -> None:
    """B5.3: whatever runs is planned again, by whichever calendar it runs."""
    before = dict(Calendar.objects.values_list("key", "version"))

    office.post(reverse("admin:sla_servicelevel_change", args=[1]), PROMISE)

    after = dict(Calendar.objects.values_list("key", "version"))
    assert after == {key: version + 1 for key, version in before.items()}
