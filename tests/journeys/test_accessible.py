"""Every page of the first story for everybody: axe finds nothing, nothing scrolls sideways (A46)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.models import Customer, User
from cases.models import Case
from knowledgebase import services
from knowledgebase.choices import Verdict
from tests import factories
from tests.access.world import picture
from tests.cases import steps
from tests.knowledgebase import writing

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

WIDTHS, SCHEMES = (1280, 390), ("light", "dark")
NARROWEST = 320
FEBRUARY, NEAR = "?period=month&on=2026-02-01", "/reports/now/?of=near"
KNOWLEDGE = ["/knowledge/", "/knowledge/?module=general", "/knowledge/palkka-ajo/?language=sv"]
VISITORS = ["/account/login/", "/account/password/reset/", "/contact/", "/information/privacy/"]


@pytest.fixture
def lived_in(
    monday_everywhere: Any, customer: Customer, paivi: User, mikko: User, outi: User
) -> Case:
    """A case with everything on its page, and a few more in lists; one is late."""
    at = monday_everywhere
    first = factories.registered_case(customer, by=paivi, level=2, at=at)
    steps.take_up(first, by=outi, at=at)
    steps.set_level(first, 3, reason="Kiertotie löytyi.", by=outi, at=at)
    steps.reply(first, by=outi, at=at, files=[picture("kuva.png")])
    steps.note(first, by=outi, at=at)
    for person in (outi, mikko):
        steps.spend(first, by=person, at=at)
    steps.reply(first, by=paivi, body="Kiitos! " + "pitkäsana" * 30, at=at)
    for level, days in ((1, 0), (5, 0), (2, 7)):
        factories.registered_case(
            customer, by=paivi, level=level, at=at - timedelta(days=days), subject="X" * 90
        )
    _write_articles(at, read_by=paivi)
    return first


def _write_articles(at: datetime, *, read_by: User) -> None:
    """An article with everything that an article can show, and one beside it."""
    body = "Johdanto. " + "pitkäsana" * 30 + "\n\n## Eka\n\n| A | B |\n|-|-|\n| 1 | 2 |\n\n## Toka"
    other = writing.article("toinen", title="Y" * 90, at=at)
    article = writing.article(
        "palkka-ajo", body=f"{body}\n\n![K](kuva.png)", related=[other], at=at
    )
    writing.picture_of(article, at=at)
    text = writing.text(article, language="sv", body=body, at=at)
    services.mark_read(text, by=read_by, at=at)
    services.vote(text, verdict=Verdict.UNCLEAR, by=read_by, at=at)
    writing.text(article, body="Toisin.", at=at)
    writing.text(article, language="sv", body=f"{body} igen", at=at)
    writing.text(article, body="Taas toisin.", at=at)


def _pages(actor: str, case: Case) -> list[str]:
    """The pages of each person of the story."""
    new = [
        "/cases/new/?level=2&work=partly&way_round=yes",
        "/cases/new/?type=work_order",
        "/cases/new/",
    ]
    shared = ["/notices/", "/feedback/", case.get_absolute_url()]
    return {
        "visitor": VISITORS,
        "paivi": ["/", *new, *KNOWLEDGE, case.get_absolute_url() + "receipt/", *shared],
        "mikko": [
            *("/queue/", *KNOWLEDGE, "/feedback/list/", "/account/password/"),
            *(f"/customers/{case.customer_id}/", *shared),
        ],
        "manager": ["/reports/", f"/reports/{FEBRUARY}", f"/reports/cases/{FEBRUARY}", NEAR],
    }[actor]


def _faults(page: Page) -> list[str]:
    """What axe finds, in a line each, with the first place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']} ({len(fault['nodes'])}): {fault['nodes'][0]['html']}" for fault in found
    ]


@pytest.mark.parametrize("actor", ["visitor", "paivi", "mikko", "manager"])
def test_axe_finds_nothing_at_any_width_in_any_light(
    lived_in: Case, open_window: Callable[..., Any], request: pytest.FixtureRequest, actor: str
) -> None:
    faults, sideways = {}, {}
    with open_window() as visit:
        page = visit.page
        if actor != "visitor":
            visit.log_in(request.getfixturevalue(actor))
        for address in _pages(actor, lived_in):
            visit.go(address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                    if found := _faults(page):
                        faults[f"{address} {width} {scheme}"] = found
            page.set_viewport_size({"width": NARROWEST, "height": 700})
            over = page.evaluate(
                "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
            )
            if over > 0:
                sideways[address] = over

    assert (faults, sideways) == ({}, {})
