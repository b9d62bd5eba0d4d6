"""Which suites can run on this machine, and the plain word when one did not.

A pytest plugin. Tests marked `e2e` need a Chromium: without one they are skipped, or fail
when PORTAL_BROWSER=required (`./run test --browser`).
"""

import os
import shutil
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
WITHOUT = "no Chromium on PATH; install one, or name it in the variable CHROMIUM"


def find_browser() -> str | None:
    """The program of a Chromium, if there is one."""
    named = [os.environ.get("CHROMIUM"), str(ON_MACOS)]
    return next(filter(None, map(shutil.which, filter(None, [*named, *BROWSERS]))), None)


@pytest.fixture(scope="session")
def browser_program() -> str:
    """The Chromium for a test marked `e2e`."""
    program = find_browser()
    if program is None:
        pytest.fail(WITHOUT)
    return program


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "e2e: needs a Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser when there is none, unless one is insisted on."""
    if find_browser() or os.environ.get("PORTAL_BROWSER") == "required":
        return
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.skip(reason=f"browser: {WITHOUT}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each suite of which something was skipped: its name and the reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in skipped}
    for reason in sorted(reasons):
        suite, _, why = reason.partition(": ")
        terminalreporter.write_line(f"not run: {suite}: {why}" if why else f"not run: {suite}")
