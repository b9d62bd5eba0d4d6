"""A real browser before a real server on the real database, where it is Monday at nine."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import Customer, User
from tests import factories
from tests.conftest import MONDAY
from tests.factories import PASSWORD

# A machine with two test processes and a browser; nothing takes this long when all is well.
PATIENCE = 20_000


@pytest.fixture(scope="module")
def browser(browser_program: str, django_db_setup: None) -> Iterator[Browser]:
    """The Chromium of this machine, started once for all journeys of a file.

    Playwright keeps an event loop in this thread. Django refuses to ask the database there
    unless it is told that nothing is asynchronous, and gives the thread a second connection,
    which needs to be told what the migrations laid and to be closed.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    laid = connection._test_serialized_contents
    try:
        with sync_playwright() as playwright:
            connection._test_serialized_contents = laid
            browser = playwright.chromium.launch(executable_path=browser_program, args=arguments)
            yield browser
            browser.close()
            connections.close_all()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def monday_everywhere(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[datetime]:
    """For every session of the database, the server's too, it is Monday at nine."""
    options = connection.settings_dict["OPTIONS"]
    monkeypatch.setitem(options, "options", f"-c portal.now={MONDAY.isoformat()}")
    connection.close()
    yield MONDAY
    monkeypatch.undo()
    connection.close()


@dataclass
class Watch:
    """What must not happen on any page: errors, blocked resources, requests to others."""

    host: str
    # Statuses of refusals that a journey is about.
    expects: frozenset[int] = frozenset()
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: Any) -> None:
        # A part that was still being fetched when the person left the page: nothing is wrong.
        if message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            return
        if any(f"status of {status} " in message.text for status in self.expects):
            return
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.host, "blob:", "data:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400 and answer.status not in self.expects:
            self.faults.append(f"{answer.status}: {answer.url}")


@dataclass
class Visit:
    """One person's browser window."""

    page: Page
    host: str

    def go(self, address: str) -> None:
        self.page.goto(self.host + address)

    def log_in(self, user: User) -> None:
        """Through the login form, as people do."""
        self.go("/account/login/")
        self.page.fill("#id_login", user.email)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_url(lambda url: "/account/login/" not in url)


@pytest.fixture
def open_window(
    browser: Browser, live_server: LiveServer, monday_everywhere: datetime
) -> Iterator[Callable[..., Any]]:
    """`with open_window(...) as visit:` a window of its own, without cookies, watched over.

    `expects` are refusals that the journey is about. Words after it go to the browser, such as
    java_script_enabled=False.
    """

    @contextmanager
    def opened(*, expects: Iterable[int] = (), **how: Any) -> Iterator[Visit]:
        how = {"locale": "fi-FI", "viewport": {"width": 1280, "height": 900}, **how}
        context: BrowserContext = browser.new_context(
            reduced_motion="reduce", timezone_id="Europe/Helsinki", **how
        )
        context.set_default_timeout(PATIENCE)
        page, watch = context.new_page(), Watch(live_server.url, frozenset(expects))
        watch.over(page)
        try:
            yield Visit(page, live_server.url)
        finally:
            context.close()
        assert watch.faults == []

    yield opened


@pytest.fixture
def people(monday_everywhere: Any, customer: Customer, paivi: User, mikko: User) -> Iterator[None]:
    factories.licensed(customer, name_fi="Palkanlaskenta")
    yield
