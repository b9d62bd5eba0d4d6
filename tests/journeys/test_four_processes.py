"""The four processes of B4, played from both sides in a real browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.choices import CaseType, Role
from accounts.models import User
from cases.choices import Outcome, Stage, Verdict
from cases.models import Case
from tests import factories
from tests.journeys.hands import Hand, Keyboard, ScriptlessHand

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# The same day however a browser orders day and month.
READY_ON = date(2026, 3, 3)
NEXT = "main .next"
REPLY = "#write"

# Opens a person's window at the case, and gives the hand that works there.
At = Callable[..., Any]


@pytest.fixture(params=[Hand, Keyboard, ScriptlessHand], ids=["mouse", "keyboard", "no script"])
def at(request: pytest.FixtureRequest, people: None, open_window: Callable[..., Any]) -> At:
    @contextmanager
    def opened(person: User, case: Case | None = None) -> Iterator[Hand]:
        kind: type[Hand] = request.param
        with open_window(java_script_enabled=kind.scripts) as visit:
            visit.log_in(person)
            visit.go(f"/cases/{case.reference}/" if case else "/cases/new/")
            yield kind(visit.page)

    return opened


@pytest.fixture
def kalle(people: None) -> User:
    return factories.staff(Role.CONSULTANT, email="kalle@softone.example", first_name="Kalle")


@pytest.fixture
def petra(people: None) -> User:
    return factories.staff(Role.PRODUCT, email="petra@softone.example", first_name="Petra")


def _register(at: At, person: User, case_type: CaseType, *, level: int | None = None) -> Case:
    with at(person) as hand:
        hand.pick("case_type", case_type)
        if not hand.scripts:
            hand.press("button[value=show]")
        # What the type costs comes with its fields.
        hand.page.wait_for_selector("#told .terms")
        hand.choose_first("#id_module")
        hand.write("#id_subject", "Raportti jää tyhjäksi")
        hand.write("#id_description", "Kerron, mistä on kyse.")
        if level:
            hand.pick("level", str(level))
        hand.press("main form[enctype] button.btn-primary")
        hand.page.wait_for_url("**/receipt/")
    return Case.objects.get()


def _take_up(at: At, person: User, case: Case) -> None:
    with at(person, case) as hand:
        hand.press("form[action$='/handling/'] button")
        expect(hand.page.locator("form[action$='/handling/']")).to_have_count(0)


def _move(hand: Hand, to: Stage, *, field: str = "", text: str = "") -> None:
    """Move the case on, giving what the move takes."""
    form = f"form[action$='/stage/']:has([name=to][value={to}])"
    if text:
        hand.press(f"details:has([name=to][value={to}]) > summary")
        hand.write(f"{form} [name={field}]", text)
    elif field:
        hand.press(f"details:has([name=to][value={to}]) > summary")
        hand.enter_day(f"{form} [name={field}]", READY_ON)
    hand.press(f"{form} button")
    expect(hand.page.locator(f"{form} button")).to_have_count(0)


def _send(hand: Hand, mode: str, text: str) -> None:
    """Write to the customer in one of the ways of the desk's box."""
    hand.pick("mode", mode)
    hand.write("#id_body", text)
    hand.press(f"{REPLY} button[data-mode={mode}]")
    expect(hand.page.locator(".thread")).to_contain_text(text)


def _propose(at: At, person: User, case: Case) -> None:
    with at(person, case) as hand:
        _send(hand, "solve", "Korjattu nyt.")
        expect(hand.page.locator(".notice-pause")).to_be_visible()


def _accept(at: At, person: User, case: Case) -> None:
    with at(person, case) as hand:
        hand.press(f"{NEXT} form[action$='/closing/'] button")
        expect(hand.page.locator("#rating")).to_be_visible()


def _stands(case: Case) -> tuple[str, str, bool]:
    case.refresh_from_db()
    return case.stage, case.outcome, case.awaits_customer


def test_a_support_request_is_asked_about_solved_and_rated(
    at: At, paivi: User, mikko: User
) -> None:
    case = _register(at, paivi, CaseType.SUPPORT_REQUEST)
    _take_up(at, mikko, case)
    with at(mikko, case) as hand:
        hand.pick("mode", "ask")
        hand.write("#id_question", "Mikä versio teillä on?")
        _send(hand, "ask", "Hei Päivi, kysyn yhtä asiaa.")
    assert _stands(case) == (Stage.HANDLING, "", True)

    with at(paivi, case) as hand:
        expect(hand.page.locator(NEXT)).to_contain_text("Mikä versio teillä on?")
        hand.write("#id_body", "Versio 25.4.")
        hand.press(f"{REPLY} button.btn-primary")
        expect(hand.page.locator(".thread")).to_contain_text("Versio 25.4.")
    assert _stands(case) == (Stage.HANDLING, "", False)

    _propose(at, mikko, case)
    with at(paivi, case) as hand:
        hand.press(f"{NEXT} form[action$='/objection/'] button")
        expect(hand.page.locator(f"{NEXT} form[action$='/objection/']")).to_have_count(0)
    assert _stands(case) == (Stage.HANDLING, "", False)

    _propose(at, mikko, case)
    with at(paivi, case) as hand:
        hand.press(f"{NEXT} form[action$='/closing/'] button")
        hand.pick("score", "5")
        hand.press("#rating button[type=submit]")
        expect(hand.page.locator("#rating input:checked")).to_have_value("5")
    assert _stands(case) == (Stage.HANDLED, Outcome.SOLVED, False)
    assert case.rating.score == 5


def test_a_wish_is_planned_made_and_delivered(
    at: At, paivi: User, mikko: User, petra: User
) -> None:
    case = _register(at, paivi, CaseType.WISH)
    _take_up(at, mikko, case)
    with at(mikko, case) as hand:
        _move(hand, Stage.PRODUCT_GROUP)
    with at(petra, case) as hand:
        _move(hand, Stage.PLANNING)
        _move(hand, Stage.EXECUTION, field="ready_on")
        _move(hand, Stage.DELIVERY, field="release", text="25.5")
        _send(hand, "solve", "Toive on nyt ohjelmassa.")
    with at(paivi, case) as hand:
        expect(hand.page.locator("main")).to_contain_text("25.5")
    _accept(at, paivi, case)

    assert _stands(case) == (Stage.HANDLED, Outcome.SOLVED, False)
    assert (case.ready_on, case.release) == (READY_ON, "25.5")


def test_a_wish_is_declined_with_a_reason_the_customer_reads(
    at: At, paivi: User, mikko: User
) -> None:
    case = _register(at, paivi, CaseType.WISH)
    with at(mikko, case) as hand:
        hand.press("details:has(form[action$='/closing/']) > summary")
        hand.write("form[action$='/closing/'] [name=reason]", "Sama onnistuu jo raporteista.")
        hand.press("form[action$='/closing/'] button[value=declined]")
        expect(hand.page.locator("form[action$='/closing/']")).to_have_count(0)

    with at(paivi, case) as hand:
        expect(hand.page.locator(".thread")).to_contain_text("Sama onnistuu jo raporteista.")
    assert _stands(case) == (Stage.HANDLED, Outcome.DECLINED, False)


def test_a_work_order_waits_for_the_customers_yes(
    at: At, paivi: User, mikko: User, kalle: User
) -> None:
    case = _register(at, paivi, CaseType.WORK_ORDER)
    _take_up(at, mikko, case)
    with at(mikko, case) as hand:
        _move(hand, Stage.QUOTATION)
    with at(kalle, case) as hand:
        hand.write("#id_text", "Raportti kustannuspaikoittain.")
        hand.write("#id_price", "1234,50")
        hand.enter_day("#id_ready_on", READY_ON)
        hand.press("form[action$='/quotations/'] button")
        expect(hand.page.locator(".decision")).to_contain_text("1\N{NO-BREAK SPACE}234,50")
    assert _stands(case) == (Stage.APPROVAL, "", True)

    with at(paivi, case) as hand:
        hand.press("#quotation button[value=approved]")
        expect(hand.page.locator("#quotation")).to_have_count(0)
    assert _stands(case) == (Stage.EXECUTION, "", False)

    with at(kalle, case) as hand:
        _move(hand, Stage.DELIVERY)
        _send(hand, "solve", "Raportti on käytössänne.")
    _accept(at, paivi, case)
    assert _stands(case) == (Stage.HANDLED, Outcome.SOLVED, False)
    assert case.quotations.get().verdict == Verdict.APPROVED


def test_a_programming_error_gets_a_way_round_a_fix_and_is_reopened(
    at: At, paivi: User, mikko: User, petra: User
) -> None:
    case = _register(at, paivi, CaseType.PROGRAMMING_ERROR, level=2)
    _take_up(at, mikko, case)
    with at(mikko, case) as hand:
        hand.press("form[action$='/level/'] button")
        _move(hand, Stage.ASSESSMENT)
        _send(hand, "way", "Ajakaa raportti kuukausi kerrallaan.")
        _move(hand, Stage.PLANNING)
    assert (_stands(case), case.level_id) == ((Stage.PLANNING, "", False), 3)

    with at(petra, case) as hand:
        _move(hand, Stage.EXECUTION, field="ready_on")
        _move(hand, Stage.DELIVERY, field="release", text="25.5")
        _send(hand, "solve", "Korjattu versiossa 25.5.")
    _accept(at, paivi, case)
    assert _stands(case) == (Stage.HANDLED, Outcome.SOLVED, False)

    with at(paivi, case) as hand:
        hand.press(f"{NEXT} a")
        hand.write("#id_body", "Sama vika on yhä.")
        hand.press(f"{REPLY} button[type=submit]")
        expect(hand.page.locator(".thread")).to_contain_text("Sama vika on yhä.")
    assert _stands(case) == (Stage.DELIVERY, "", False)
