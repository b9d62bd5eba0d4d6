"""The main job in a real browser: a fault is registered, taken up and answered (B3.1, B5.1)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from cases.choices import MessageKind, Stage
from cases.models import Attachment, Case
from tests import factories
from tests.access.world import picture
from tests.journeys.conftest import Visit

pytestmark = [
    pytest.mark.e2e,
    # The calendar and the levels come from migrations, and other tests empty the tables.
    pytest.mark.django_db(transaction=True),
]

ASKED = "Palkka-ajo keskeytyy virheeseen"
TOLD = "Ajo pysähtyy, kun kuukausi vaihtuu. Mitään ei tallennu."
ANSWERED = "Hei! Löysin syyn: kausi on lukittu. Avaan sen tänään."
# Level 2 on Monday at nine: four opening hours, the lunch hour between them.
DEADLINE = re.compile(r"\b14\b")


def _fill_in(page: Page, *, scripts: bool) -> None:
    """The registration form, all but how it is sent."""
    page.locator("label", has=page.locator("input[value=programming_error]")).click()
    if not scripts:
        page.click("button[value=show]")
    page.wait_for_selector("#id_steps")
    page.select_option("#id_module", index=1)
    page.fill("#id_subject", ASKED)
    page.fill("#id_description", TOLD)
    page.locator("label", has=page.locator("input[name=level][value='2']")).click()
    page.set_input_files(
        "input[name=files]",
        {"name": "virhe.png", "mimeType": "image/png", "buffer": picture("virhe.png").read()},
    )


def _send(page: Page) -> None:
    page.click("main form[enctype] button.btn-primary")
    page.wait_for_url("**/receipt/")


def _paste_a_picture(page: Page) -> None:
    """A screenshot from the clipboard, pasted while writing."""
    page.locator("#id_description").evaluate(
        """(field, bytes) => {
            const carrier = new DataTransfer();
            carrier.items.add(new File([new Uint8Array(bytes)], "image.png", {type: "image/png"}));
            field.dispatchEvent(new ClipboardEvent("paste", {
                clipboardData: carrier, bubbles: true, cancelable: true,
            }));
        }""",
        list(picture("image.png").read()),
    )


def _register(visit: Visit, *, paste: bool) -> Case:
    page = visit.page
    expect(page.locator(".openstate")).to_be_visible()
    page.click("header a[href$='/cases/new/']")
    _fill_in(page, scripts=paste)
    if paste:
        expect(page.locator("#preview")).to_contain_text(DEADLINE)
        _paste_a_picture(page)
        expect(page.locator("[data-chosen] li")).to_have_count(2)
    _send(page)
    case = Case.objects.get(subject=ASKED)
    expect(page.locator("main")).to_contain_text(case.reference)
    expect(page.locator("main .next")).to_contain_text(DEADLINE)
    return case


def _take_up_and_answer(visit: Visit, case: Case) -> None:
    page = visit.page
    page.click(f"main a[href$='/cases/{case.reference}/']")
    page.click("form[action$='/handling/'] button")
    expect(page.locator("form[action$='/handling/']")).to_have_count(0)
    page.locator("form[action$='/level/'] button.btn").click()
    expect(page.locator(".stages [aria-current=step]")).to_have_count(1)
    page.fill("#id_body", ANSWERED)
    page.click("#write .reply-foot button.btn-primary")
    expect(page.locator(".thread .msg-staff")).to_contain_text(ANSWERED)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_fault_is_registered_taken_up_and_answered(
    people: None,
    open_window: Callable[..., Any],
    paivi: User,
    mikko: User,
    scripts: bool,
) -> None:
    with open_window(java_script_enabled=scripts) as visit:
        visit.log_in(paivi)
        case = _register(visit, paste=scripts)

    with open_window(java_script_enabled=scripts) as visit:
        visit.log_in(mikko)
        _take_up_and_answer(visit, case)

    with open_window(java_script_enabled=scripts) as visit:
        visit.log_in(paivi)
        visit.page.click(f"main a[href$='/cases/{case.reference}/']")
        expect(visit.page.locator(".thread .msg-staff")).to_contain_text(ANSWERED)
        expect(visit.page.locator("main .next")).to_contain_text(mikko.full_name)

    case.refresh_from_db()
    assert (case.owner, case.stage, case.level_id) == (mikko, Stage.LEVEL_SET, 2)
    assert [message.kind for message in case.messages.all()] == [
        MessageKind.CUSTOMER,
        MessageKind.STAFF,
    ]
    assert Attachment.objects.filter(message__case=case).count() == (2 if scripts else 1)


# --- Without a mouse ----------------------------------------------------------------------------


def _tab_to(page: Page, target: str) -> None:
    """Press Tab until the element has the focus, which must then be seen."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement?.matches(target)", target):
            break
    else:
        raise AssertionError(f"Tab never reaches {target}")
    seen = page.evaluate(
        """() => {
            const shown = [document.activeElement, document.activeElement.closest("label")];
            return shown.filter(Boolean).some((element) => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== "none" || style.boxShadow !== "none";
            }) || [...document.activeElement.parentElement.children].some((element) =>
                getComputedStyle(element).outlineStyle !== "none");
        }"""
    )
    assert seen, f"nobody sees that {target} has the focus"


def test_a_fault_is_registered_by_keyboard_alone(
    people: None, open_window: Callable[..., Any], paivi: User
) -> None:
    with open_window() as visit:
        page = visit.page
        visit.go("/account/login/")
        _tab_to(page, "#id_login")
        page.keyboard.type(paivi.email)
        _tab_to(page, "#id_password")
        page.keyboard.type(factories.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(visit.host + "/")

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        page.keyboard.press("Enter")
        visit.go("/cases/new/")
        _tab_to(page, "input[name=case_type]")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("#id_steps")
        _tab_to(page, "#id_module")
        page.keyboard.press("ArrowDown")
        _tab_to(page, "#id_subject")
        page.keyboard.type(ASKED)
        _tab_to(page, "#id_description")
        page.keyboard.type(TOLD)
        _tab_to(page, "input[name=level]")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(page.locator("#preview")).to_contain_text(DEADLINE)
        _tab_to(page, "main form button.btn-primary")
        page.keyboard.press("Enter")
        page.wait_for_url("**/receipt/")

    case = Case.objects.get()
    assert (case.subject, case.level_id, case.module.name) == (ASKED, 2, "Palkanlaskenta")


# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_chosen_language_stays(
    people: None, open_window: Callable[..., Any], paivi: User, scripts: bool
) -> None:
    with open_window(java_script_enabled=scripts) as visit:
        page = visit.page
        visit.log_in(paivi)
        words = {"fi": page.inner_text("h1")}
        for language in ("sv", "en"):
            page.click("details:has(form[action$='/language/']) summary")
            page.click(f"button[name=language][value={language}]")
            expect(page.locator("html")).to_have_attribute("lang", language)
            words[language] = page.inner_text("h1")
            visit.go("/cases/new/")
            expect(page.locator("html")).to_have_attribute("lang", language)
            visit.go("/")

    with open_window() as visit:
        visit.log_in(paivi)
        expect(visit.page.locator("html")).to_have_attribute("lang", "en")

    assert len(set(words.values())) == 3
