"""B5, B6: an administrator reads every list, and changes no clock and no audit of clocks."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from sla import services
from sla.choices import ClockKind
from sla.models import Calendar, Clock, ClockAudit, ServiceLevel
from tests.sla.conftest import at, words_of

pytestmark = pytest.mark.django_db


def audited(clock: Clock) -> ClockAudit:
    audit = ClockAudit.objects.create(began_at=at(2027, 1, 5, 2), ended_at=at(2027, 1, 5, 3))
    audit.differences.create(
        clock=clock, held_due_at=clock.due_at, counted_due_at=at(2027, 1, 6, 12, 34)
    )
    return audit


def test_every_list_opens_and_is_searchable(office: Client, finland: Calendar) -> None:
    finland.exceptions.create(date="2027-02-01", reason_fi="Muutto")
    services.publish_calendar(finland)
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    services.stop(clock, at=at(2027, 1, 5, 9))
    audited(clock)

    for model in admin.site._registry:
        if model._meta.app_label == "sla":
            name = f"admin:sla_{model._meta.model_name}"
            listed = office.get(reverse(f"{name}_changelist"), {"q": "1"})
            shown = office.get(reverse(f"{name}_change", args=[model._default_manager.first().pk]))
            assert (model, listed.status_code, shown.status_code) == (model, 200, 200)


def test_clocks_and_what_became_of_them_are_read_only(office: Client) -> None:
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    audit = audited(clock)

    for method, name, arguments in (
        ("post", "clock_change", [clock.pk]),
        ("get", "clock_add", []),
        ("post", "clock_delete", [clock.pk]),
        ("get", "clockevent_add", []),
        ("get", "servicelevel_add", []),
        ("get", "clockaudit_add", []),
        ("post", "clockaudit_change", [audit.pk]),
        ("post", "clockaudit_delete", [audit.pk]),
    ):
        answer = getattr(office, method)(reverse(f"admin:sla_{name}", args=arguments))
        assert (name, answer.status_code) == (name, 403)
    assert (Clock.objects.count(), ClockAudit.objects.count()) == (1, 1)


def test_an_audit_shows_its_differences(office: Client) -> None:
    level = ServiceLevel.objects.get(number=1)
    clock = services.start(ClockKind.HANDLING, level=level, label="17", at=at(2027, 1, 4, 9))
    audit = audited(clock)

    page = office.get(reverse("admin:sla_clockaudit_change", args=[audit.pk]))

    assert "12:34" in words_of(page)
