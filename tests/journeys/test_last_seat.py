"""B2.1: two people who were promised the same last seat press the button at the same moment."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from playwright.sync_api import Page, expect

from accounts import services
from accounts.models import Customer, SeatException, User
from accounts.services.seats import token_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHONE = "+358 40 000 0200"
BUTTON = "main form button[type=submit]"
_WAITING_FOR_A_LOCK = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def promised_the_last_seat(customer: Customer, *, by: User, at: datetime) -> list[str]:
    """The addresses of two invitations that came to be for one seat."""
    more = SeatException.objects.create(customer=customer, seats=3, reason="Kaksi toimistoa")
    links = []
    for name in ("Sanna", "Teemu"):
        invitation = services.invite(
            customer,
            email=f"{name.lower()}@kivimaki.example",
            first_name=name,
            last_name="Salo",
            language="fi",
            by=by,
            at=at,
        )
        links.append(f"/invitation/{token_of(invitation)}/")
    more.delete()
    return links


def fill_in(page: Page) -> None:
    page.fill("#id_phone", PHONE)
    page.fill("#id_password1", "kolme-vihreaa-kuusta")
    page.fill("#id_password2", "kolme-vihreaa-kuusta")


def wait_until_both_wait(seconds: float = 20) -> None:
    """Let the lock go only when both browsers' requests stand before it."""
    until = time.monotonic() + seconds
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            # A transaction sees the other sessions as they were, unless it asks anew.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(_WAITING_FOR_A_LOCK)
            if cursor.fetchone() == (2,):
                return
            time.sleep(0.05)
    raise AssertionError("The two requests never waited for the customer's row")


def test_of_two_browsers_one_takes_the_last_seat_and_the_other_reads_why(
    open_window: Callable[..., Any], customer: Customer, paivi: User, monday_everywhere: datetime
) -> None:
    links = promised_the_last_seat(customer, by=paivi, at=monday_everywhere)
    with ExitStack() as windows:
        visits = [windows.enter_context(open_window(expects={409})) for _link in links]
        for visit, link in zip(visits, links, strict=True):
            visit.go(link)
            fill_in(visit.page)

        with transaction.atomic():
            Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
            for visit in visits:
                visit.page.click(BUTTON, no_wait_after=True)
            wait_until_both_wait()
        for visit in visits:
            expect(visit.page.locator("h1")).not_to_contain_text("Tervetuloa SuperUseriksi")

        [other] = [visit for visit in visits if "/invitation/" in visit.page.url]
        [joined] = [visit for visit in visits if visit is not other]
        assert joined.page.url == joined.host + "/"
        expect(other.page.locator("h1")).to_have_text("Viimeinen paikka ehti mennä")
        expect(other.page.locator("main")).to_contain_text(customer.name)
        expect(other.page.locator("#id_phone")).to_have_value(PHONE)

    newcomers = User.objects.filter(last_name="Salo")
    assert [each.company for each in newcomers] == [customer]
    assert customer.superusers.current().count() == 2
