"""Answers advise on the level in a real browser, and whoever sends decides (B3.2, B5)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from cases.models import Case
from tests.journeys.hands import Hand, Keyboard

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FORM = "/cases/new/?type=programming_error"


def _chosen(page: Page, number: int) -> None:
    expect(page.locator(f"input[name=level][value='{number}']")).to_be_checked()
    expect(page.locator("#send-words")).to_contain_text(str(number))


def _fill_in(page: Page) -> None:
    page.select_option("#id_module", index=1)
    page.fill("#id_subject", "Palkka-ajo keskeytyy")
    page.fill("#id_description", "Ajo pysähtyy.")


def _send(page: Page) -> Case:
    page.click("main form.cols button.btn-primary")
    page.wait_for_url("**/receipt/")
    return Case.objects.get()


@pytest.mark.parametrize("kind", [Hand, Keyboard])
def test_the_level_follows_the_answers_until_one_chooses_another(
    people: None, open_window: Callable[..., Any], paivi: User, kind: type[Hand]
) -> None:
    with open_window() as visit:
        page, hand = visit.page, kind(visit.page)
        visit.log_in(paivi)
        visit.go(FORM)
        _fill_in(page)
        hand.pick("work", "partly")
        hand.pick("way_round", "no")
        _chosen(page, 2)
        expect(page.locator("#advice h3")).to_contain_text("2")
        hand.pick("way_round", "yes")
        _chosen(page, 3)
        expect(page.locator(".advised:visible")).to_have_count(1)
        expect(page.locator("#differs .notice")).to_have_count(0)
        hand.pick("level", "2")
        _chosen(page, 2)
        expect(page.locator("#differs .notice")).to_contain_text("3")
        hand.pick("people", "everybody")
        page.check("#id_at_stake")
        expect(page.locator("[data-want=people]")).to_have_class("has")

        case = _send(page)

    assert (case.proposed_level_id, case.at_stake) == (2, True)
    facts = case.facts
    assert (facts.work, facts.way_round, facts.people) == ("partly", "yes", "everybody")
    assert facts.advised_level == 3


def test_without_a_script_a_button_tells_the_advice(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window(java_script_enabled=False) as visit:
        page, hand = visit.page, Hand(visit.page)
        visit.log_in(paivi)
        visit.go(FORM)
        _fill_in(page)
        hand.pick("work", "not_at_all")
        hand.pick("way_round", "no")
        hand.press("button[value=advise]")
        expect(page.locator("#advice h3")).to_contain_text("1")
        expect(page.locator("#step-3")).to_be_in_viewport()
        _chosen(page, 1)

        case = _send(page)

    assert (case.level_id, case.facts.advised_level) == (1, 1)
