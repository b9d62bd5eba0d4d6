"""A case being written in a real browser: saved, restored, sent once (B3.2, B3.3)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Customer, User
from accounts.notices.models import Notice
from cases.models import Attachment, Case, Draft
from knowledgebase.search.services import take_changes
from tests import factories
from tests.access.world import picture

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PICTURE = {"name": "virhe.png", "mimeType": "image/png"}


def _choose(page: Page, case_type: str) -> None:
    page.locator("label", has=page.locator(f"input[value={case_type}]")).click()


def _write_a_wish(page: Page) -> None:
    _choose(page, "wish")
    page.select_option("#id_module", index=1)
    page.fill("#id_subject", "Raportti kuukausittain")
    page.fill("#id_description", "Haluamme raportin.")
    page.wait_for_selector("#id_benefit")


def test_a_draft_goes_on_in_another_browser(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        _write_a_wish(page)
        page.fill("#id_benefit", "Säästää tunnin.")
        page.set_input_files(
            "input[name=files]", {**PICTURE, "buffer": picture("virhe.png").read()}
        )
        expect(page.locator("[data-chosen] img")).to_have_count(1)
        expect(page.locator("#saved")).to_have_class("saved push is-there")
        page.wait_for_function("location.search.includes('draft=')")
        expect(page.locator("[data-want=benefit]")).to_have_class("has")
        page.wait_for_timeout(1500)

    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        page.click(".drafts a")
        expect(page.locator("#id_subject")).to_have_value("Raportti kuukausittain")
        expect(page.locator("#id_benefit")).to_have_value("Säästää tunnin.")
        expect(page.locator("[data-chosen] img")).to_have_count(1)
        _choose(page, "programming_error")
        page.wait_for_selector("#id_steps")
        expect(page.locator("#id_description")).to_have_value("Haluamme raportin.")
        _choose(page, "wish")
        expect(page.locator("#id_benefit")).to_have_value("Säästää tunnin.")
        page.click("main form button.btn-primary")
        page.wait_for_url("**/receipt/")

    case = Case.objects.get()
    assert (case.subject, case.facts.benefit) == ("Raportti kuukausittain", "Säästää tunnin.")
    assert Attachment.objects.get().name == "virhe.png"
    assert Draft.objects.count() == 0


def test_sent_once_however_often_one_presses_or_goes_back(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        _write_a_wish(page)
        page.dblclick("main form button.btn-primary")
        page.wait_for_url("**/receipt/")
        receipt = page.url
        page.go_back()
        page.wait_for_url("**/receipt/")

        assert page.url == receipt

    assert (Case.objects.count(), Draft.objects.count()) == (1, 0)
    assert Notice.objects.count() == 1


def test_without_a_script_one_changes_type_saves_and_sends(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window(java_script_enabled=False) as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        page.fill("#id_subject", "Raportti")
        page.set_input_files(
            "input[name=files]", {**PICTURE, "buffer": picture("virhe.png").read()}
        )
        _choose(page, "work_order")
        page.click("button[value=show]")
        expect(page.locator("#id_wanted_on")).to_be_visible()
        expect(page.locator("[data-chosen] img")).to_have_count(1)
        page.fill("#id_description", "Tehkää raportti.")
        page.click("button[value=later]")
        visit.go("/cases/new/")
        page.click(".drafts a")
        page.select_option("#id_module", index=1)
        page.click("main form button.btn-primary")
        page.wait_for_url("**/receipt/")
        page.go_back()
        page.wait_for_url("**/receipt/")

    case = Case.objects.get()
    assert (case.case_type, case.messages.get().body) == ("work_order", "Tehkää raportti.")
    assert Attachment.objects.count() == 1


def test_a_lost_connection_is_said_and_nothing_is_lost(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with pytest.raises(AssertionError, match="ERR_INTERNET_DISCONNECTED"), open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/?type=wish")
        page.context.set_offline(offline=True)
        page.fill("#id_description", "Haluamme raportin.")
        expect(page.locator("#saved")).to_have_class("saved push is-failed")
        page.click("main form button.btn-primary")
        expect(page.locator("#id_description")).to_have_value("Haluamme raportin.")
        page.context.set_offline(offline=False)
        expect(page.locator("#saved")).to_have_class("saved push is-there")

    assert Draft.objects.get().fields["description"] == "Haluamme raportin."


def test_a_session_that_ends_while_one_writes_takes_nothing(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    # The page tries with its old token first.
    with pytest.raises(AssertionError, match="403"), open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        _write_a_wish(page)
        page.context.clear_cookies(name="sessionid")
        page.fill("#id_subject", "Raportti viikoittain")
        expect(page.locator("#saved")).to_have_class("saved push is-failed")
        page.click("main form button.btn-primary")
        expect(page.locator("#id_subject")).to_have_value("Raportti viikoittain")

        other = page.context.new_page()
        other.goto(visit.host + "/account/login/")
        other.fill("#id_login", paivi.email)
        other.fill("#id_password", factories.PASSWORD)
        other.click("main form button[type=submit]")
        other.wait_for_url(visit.host + "/")
        page.click("main form button.btn-primary")
        page.wait_for_url("**/receipt/")

    assert Case.objects.get().subject == "Raportti viikoittain"


def test_a_case_of_ones_own_is_offered_while_one_types(
    people: None, open_window: Callable[..., Any], paivi: User, customer: Customer
) -> None:
    factories.registered_case(customer, by=paivi, subject="Palkka-ajo keskeytyy")
    take_changes()

    with open_window() as visit:
        page = visit.page
        visit.log_in(paivi)
        visit.go("/cases/new/")
        page.type("#id_subject", "palkka-ajon")
        expect(page.locator("#matches a")).to_contain_text("Palkka-ajo keskeytyy")
        page.fill("#id_subject", "xyz")
        expect(page.locator("#matches a")).to_have_count(0)
