"""Every page of every register of Django admin is closed to all but administrators (B1.3).

That each opens for an administrator, and what may be done there, is tested with its register.
"""

import pytest
from django.urls import reverse

from tests.access import digest, routes
from tests.access.answers import outcome
from tests.access.world import build

pytestmark = pytest.mark.django_db

CLOSED = {"anonymous": "login", "own": "403", "specialist": "403", "manager": "403"}


def _addresses() -> list[str]:
    """Each page, also the form of a row; whether there is such a row makes no difference."""
    names = routes.register_pages()
    return [
        reverse(name, args=[] if name.endswith(("_changelist", "_add")) else [1]) for name in names
    ]


@pytest.mark.parametrize("actor", CLOSED)
def test_nobody_else_opens_a_register(monday, actor: str) -> None:
    browser = build(monday).browser(actor)
    before = digest.of_every_table()

    found = {
        f"{method} {address}": outcome(getattr(browser, method)(address))
        for address in _addresses()
        for method in ("get", "post")
    }

    assert found == dict.fromkeys(found, CLOSED[actor])
    assert len(found) > 100
    assert digest.changed(before) == []
