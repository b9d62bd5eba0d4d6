"""Nothing typed is ever lost: half-written text outlives the page it was written on."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from cases.models import Case

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_changed_language_keeps_what_was_told(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        page.fill("#id_subject", "Ajo pysähtyy")
        page.fill("#id_description", "Joka kerta.")
        page.click("details:has(form[action$='/language/']) summary")
        page.click("button[name=language][value=sv]")

        expect(page.locator("html")).to_have_attribute("lang", "sv")
        expect(page.locator("#id_subject")).to_have_value("Ajo pysähtyy")
        expect(page.locator("#id_description")).to_have_value("Joka kerta.")


def test_what_was_sent_does_not_come_back(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/?type=programming_error")
        page.select_option("#id_module", index=1)
        page.fill("#id_subject", "Ajo pysähtyy")
        page.fill("#id_description", "Joka kerta.")
        page.check("input[name=level][value='3']", force=True)
        page.click("main form.cols button.btn-primary")
        page.wait_for_url("**/cases/SO-*/receipt/")
        visit.go("/cases/new/")

        expect(page.locator("#id_subject")).to_have_value("")


def test_a_session_that_ends_while_one_writes_keeps_the_text(
    people: None, open_window: Callable[..., Any], paivi: User, case: Case
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go(case.get_absolute_url())
        page.fill("#id_body", "Vielä yksi havainto.")
        page.context.clear_cookies(name="sessionid")
        page.click("form.reply button[type=submit]")
        page.fill("#id_login", paivi.email)
        page.fill("#id_password", "kolme vihreaa kuusta")
        page.click("main form button[type=submit]")

        page.wait_for_url("**" + case.get_absolute_url())
        expect(page.locator("#id_body")).to_have_value("Vielä yksi havainto.")


def test_time_is_recorded_beside_a_half_written_reply(
    people: None, open_window: Callable[..., Any], mikko: User, case: Case
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.log_in(mikko)
        visit.go(case.get_absolute_url())
        page.fill("#id_body", "Vielä kesken.")
        page.fill("#id_time_minutes", "1:30")
        page.click("#time-record")

        expect(page.locator("#flashes .flash")).to_be_visible()
        expect(page.locator("#time .time-list li")).to_have_count(1)
        expect(page.locator("#time-record")).to_be_focused()
        expect(page.locator("#id_body")).to_have_value("Vielä kesken.")
